import type { Clock, Stop } from '../core/port/clock.js';
import type { Journal } from '../core/port/journal.js';
import type { Log } from '../core/port/log.js';
import { after, type Instant, seconds } from '../core/time/instant.js';
import { commitOf, type Draft, emptyDraft, isEmpty, isUrgent, restore } from './draft.js';
import { createMeter, type Meter } from './meter.js';

/** Whether what happened is durable, and if not, since when and why. */
export type StoreHealth =
  | { readonly state: 'ok'; readonly lastAt: Instant | null }
  | { readonly state: 'failing'; readonly since: Instant; readonly text: string };

export interface Committer {
  /** What changes now belongs in here; it is replaced by an empty one as soon as a commit starts. */
  draft(): Draft;
  /** To be called after each turn: commits at once what is urgent, the rest within a second. */
  turned(): void;
  /** Resolves once all that stands in the draft now is durable; rejects when the store fails meanwhile. */
  durable(): Promise<void>;
  health(): StoreHealth;
  readonly meter: Meter;
  /** Commits what is left. */
  stop(): Promise<void>;
}

export interface CommitterParts {
  /** What is to be committed first. */
  readonly first: Draft;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  /** Told after each durable commit, with what was in it: sending may begin. */
  readonly committed: (draft: Draft) => void;
  /** Told when the store begins or ceases to fail. */
  readonly healthChanged: () => void;
}

/** Samples alone may wait this long, so that many readings share one commit. */
const PATIENCE = seconds(1);
const RETRY = seconds(2);

/** One commit at a time, in order. What fails is kept in memory and tried again together with what came since. */
export const createCommitter = (parts: CommitterParts): Committer => {
  const meter = createMeter();
  let draft = parts.first;
  let running: Promise<void> | null = null;
  let cancelTimer: Stop | null = null;
  let health: StoreHealth = { state: 'ok', lastAt: null };

  const wakeIn = (length: number): void => {
    cancelTimer ??= parts.clock.wakeAt(after(parts.clock.now(), length), () => {
      cancelTimer = null;
      void start().catch(() => undefined);
    });
  };

  const start = (): Promise<void> => {
    if (running !== null) return running.catch(() => undefined).then(start);
    if (isEmpty(draft)) return Promise.resolve();
    const taken = draft;
    draft = emptyDraft();
    running = write(taken).finally(() => {
      running = null;
      if (!isEmpty(draft)) turned();
    });
    return running;
  };

  const write = async (taken: Draft): Promise<void> => {
    const begun = parts.clock.monotonic();
    try {
      await parts.journal.commit(commitOf(taken));
    } catch (error) {
      draft = restore(taken, draft);
      failed(error);
      throw error;
    }
    meter.record(parts.clock.monotonic() - begun);
    const wasFailing = health.state === 'failing';
    health = { state: 'ok', lastAt: parts.clock.now() };
    if (wasFailing) parts.healthChanged();
    parts.committed(taken);
  };

  const failed = (error: unknown): void => {
    const text = error instanceof Error ? error.message : String(error);
    parts.log.error('store.commit-failed', { text });
    if (health.state === 'failing') return;
    health = { state: 'failing', since: parts.clock.now(), text };
    parts.healthChanged();
  };

  const turned = (): void => {
    if (isEmpty(draft)) return;
    if (health.state === 'failing') wakeIn(RETRY);
    else if (isUrgent(draft)) void start().catch(() => undefined);
    else wakeIn(PATIENCE);
  };

  return {
    draft: () => draft,
    turned,
    durable: start,
    health: () => health,
    meter,
    stop: async () => {
      cancelTimer?.();
      await start();
    },
  };
};
