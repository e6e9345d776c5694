import type { Delivery } from '../core/model/notification.js';
import type { Clock, Stop } from '../core/port/clock.js';
import type { Journal } from '../core/port/journal.js';
import type { Log } from '../core/port/log.js';
import { after, type Instant, seconds } from '../core/time/instant.js';
import { commitOf, type Draft, FIRST_EPISODES, isEmpty, isUrgent, restore, split } from './draft.js';
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
  /** Resolves once all that people can be told of and stands in the draft now is durable; rejects where the store fails or hangs. */
  durable(): Promise<void>;
  /** The same for all but the episodes of a very large draft that wait for a later commit. */
  next(): Promise<void>;
  health(): StoreHealth;
  /** What a store that has failed or hung for ten seconds keeps from being told: better told twice than not at all. */
  stranded(): readonly Delivery[];
  readonly meter: Meter;
  /** Commits what is left; rejects where the store does not take it. Nothing is tried any more after that. */
  stop(): Promise<void>;
}

export interface CommitterParts {
  /** What is to be committed first. */
  readonly first: Draft;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  /** Told before a draft is written: what goes with its samples belongs into it. */
  readonly writing?: (draft: Draft) => void;
  /** Told after each durable commit, with what was in it: sending may begin. */
  readonly committed: (draft: Draft) => void;
  /** Told when the store begins or ceases to fail. */
  readonly healthChanged: () => void;
}

/** Samples alone may wait this long, so that many readings share one commit. */
const PATIENCE = seconds(1);
const RETRY = seconds(2);
/** A write that takes longer hangs; and a store may fail for this long before people are told without it. */
const STORE_PATIENCE = seconds(10);

/** Whether a commit carried all that people can be told of. */
type Extent = 'whole' | 'part';

/** A commit under way, and when it began on both clocks. */
interface Writing {
  readonly draft: Draft;
  readonly at: Instant;
  readonly begun: number;
}

/** One commit at a time, in order. What fails is kept in memory and tried again together with what came since. */
export const createCommitter = (parts: CommitterParts): Committer => {
  const meter = createMeter();
  let draft = parts.first;
  let mostEpisodes = FIRST_EPISODES;
  let running: Promise<Extent> | null = null;
  let following: Promise<Extent> | null = null;
  let writing: Writing | null = null;
  let failingFrom: number | null = null;
  let isStopped = false;
  let cancelTimer: Stop | null = null;
  let health: StoreHealth = { state: 'ok', lastAt: null };

  const wakeIn = (length: number): void => {
    if (isStopped) return;
    cancelTimer ??= parts.clock.wakeAt(after(parts.clock.now(), length), () => {
      cancelTimer = null;
      void start().catch(() => undefined);
    });
  };

  /** All who ask while a commit runs share the next one: none waits for more than what it asked for. */
  const start = (): Promise<Extent> => {
    if (running === null) return begin();
    following ??= running
      .catch(() => undefined)
      .then(() => {
        following = null;
        return begin();
      });
    return following;
  };

  const begin = (): Promise<Extent> => {
    if (isEmpty(draft)) return Promise.resolve('whole');
    cancelTimer?.();
    cancelTimer = null;
    const { now, later } = split(draft, mostEpisodes);
    draft = later;
    // Each piece of a very large turn is larger than the one before: parting what is left costs too.
    mostEpisodes = later.episodes.size > 0 ? 2 * mostEpisodes : FIRST_EPISODES;
    writing = { draft: now, at: parts.clock.now(), begun: parts.clock.monotonic() };
    running = write(now)
      .then((): Extent => (later.episodes.size > 0 ? 'part' : 'whole'))
      .finally(() => {
        running = null;
        writing = null;
        if (following === null && !isEmpty(draft)) turned();
      });
    return running;
  };

  const write = async (taken: Draft): Promise<void> => {
    const begun = parts.clock.monotonic();
    try {
      parts.writing?.(taken);
      await parts.journal.commit(commitOf(taken));
    } catch (error) {
      draft = restore(taken, draft);
      failed(error);
      throw error;
    }
    meter.record(parts.clock.monotonic() - begun);
    const wasFailing = health.state === 'failing';
    failingFrom = null;
    health = { state: 'ok', lastAt: parts.clock.now() };
    if (wasFailing) parts.healthChanged();
    parts.committed(taken);
  };

  const failed = (error: unknown): void => {
    const text = error instanceof Error ? error.message : String(error);
    parts.log.error('store.commit-failed', { text });
    failingFrom ??= writing?.begun ?? parts.clock.monotonic();
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

  const hung = (): Writing | null =>
    writing !== null && parts.clock.monotonic() - writing.begun >= STORE_PATIENCE ? writing : null;

  const healthNow = (): StoreHealth => {
    const stuck = hung();
    return stuck === null || health.state === 'failing' ? health : { state: 'failing', since: stuck.at, text: HANGS };
  };

  const next = async (): Promise<Extent> => {
    if (hung() !== null) throw new Error(HANGS);
    return withinPatience(start(), parts.clock);
  };

  const durable = async (): Promise<void> => {
    while ((await next()) === 'part');
  };

  return {
    draft: () => draft,
    turned,
    next: async () => {
      await next();
    },
    durable,
    health: healthNow,
    stranded: () => {
      const isLong = failingFrom !== null && parts.clock.monotonic() - failingFrom >= STORE_PATIENCE;
      if (!isLong && hung() === null) return [];
      return [...new Map([...(writing?.draft.deliveries ?? []), ...draft.deliveries]).values()];
    },
    meter,
    stop: async () => {
      cancelTimer?.();
      isStopped = true;
      await durable();
    },
  };
};

const HANGS = 'a write has not ended after 10 s';

/** Rejects where the work takes longer than a store may. */
const withinPatience = async <Value>(work: Promise<Value>, clock: Clock): Promise<Value> => {
  let cancel: Stop = () => undefined;
  const overdue = new Promise<never>((_, reject) => {
    cancel = clock.wakeAt(after(clock.now(), STORE_PATIENCE), () => reject(new Error(HANGS)));
  });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    cancel();
  }
};
