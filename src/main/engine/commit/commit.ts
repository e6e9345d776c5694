import type { Delivery } from '../../core/model/notification.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { Journal } from '../../core/port/journal.js';
import type { Log } from '../../core/port/log.js';
import { after, seconds } from '../../core/time/instant.js';
import { commitOf, type Draft, FIRST_EPISODES, isEmpty, isUrgent, restore, split } from '../draft.js';
import { type CommitHealth, createCommitHealth, HANGS, STORE_PATIENCE, type StoreHealth, type Writing } from './health.js';
import { createMeter, type Meter } from './meter.js';

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

/** Whether a commit carried all that people can be told of. */
type Extent = 'whole' | 'part';

/** What is to be committed, and what is under way. */
interface Committing {
  readonly parts: CommitterParts;
  readonly health: CommitHealth;
  readonly meter: Meter;
  draft: Draft;
  mostEpisodes: number;
  running: Promise<Extent> | null;
  following: Promise<Extent> | null;
  writing: Writing | null;
  isStopped: boolean;
  cancelTimer: Stop | null;
}

/** One commit at a time, in order. What fails is kept in memory and tried again together with what came since. */
export const createCommitter = (parts: CommitterParts): Committer => {
  const meter = createMeter();
  const health = createCommitHealth({ ...parts, writing: () => work.writing });
  const work: Committing = {
    ...{ parts, health, meter, draft: parts.first, mostEpisodes: FIRST_EPISODES },
    ...{ running: null, following: null, writing: null, isStopped: false, cancelTimer: null },
  };
  const durable = async (): Promise<void> => {
    while ((await next(work)) === 'part');
  };
  return {
    draft: () => work.draft,
    turned: () => turned(work),
    next: async () => {
      await next(work);
    },
    durable,
    health: health.now,
    stranded: () => {
      if (!health.isLong()) return [];
      return [...new Map([...(work.writing?.draft.deliveries ?? []), ...work.draft.deliveries]).values()];
    },
    meter,
    stop: async () => {
      work.cancelTimer?.();
      work.isStopped = true;
      await durable();
    },
  };
};

const turned = (work: Committing): void => {
  if (isEmpty(work.draft)) return;
  if (work.health.isFailing()) wakeIn(work, RETRY);
  else if (isUrgent(work.draft)) void start(work).catch(() => undefined);
  else wakeIn(work, PATIENCE);
};

const wakeIn = (work: Committing, length: number): void => {
  if (work.isStopped) return;
  const { clock } = work.parts;
  work.cancelTimer ??= clock.wakeAt(after(clock.now(), length), () => {
    work.cancelTimer = null;
    void start(work).catch(() => undefined);
  });
};

const next = async (work: Committing): Promise<Extent> => {
  if (work.health.hung() !== null) throw new Error(HANGS);
  return withinPatience(start(work), work.parts.clock);
};

/** All who ask while a commit runs share the next one: none waits for more than what it asked for. */
const start = (work: Committing): Promise<Extent> => {
  if (work.running === null) return begin(work);
  work.following ??= work.running
    .catch(() => undefined)
    .then(() => {
      work.following = null;
      return begin(work);
    });
  return work.following;
};

const begin = (work: Committing): Promise<Extent> => {
  if (isEmpty(work.draft)) return Promise.resolve('whole');
  work.cancelTimer?.();
  work.cancelTimer = null;
  const { clock } = work.parts;
  const { now: taken, later } = split(work.draft, work.mostEpisodes);
  work.draft = later;
  // Each piece of a very large turn is larger than the one before: parting what is left costs too.
  work.mostEpisodes = later.episodes.size > 0 ? 2 * work.mostEpisodes : FIRST_EPISODES;
  work.writing = { draft: taken, at: clock.now(), begun: clock.monotonic() };
  work.running = write(work, taken)
    .then((): Extent => (later.episodes.size > 0 ? 'part' : 'whole'))
    .finally(() => {
      work.running = null;
      work.writing = null;
      if (work.following === null && !isEmpty(work.draft)) turned(work);
    });
  return work.running;
};

const write = async (work: Committing, taken: Draft): Promise<void> => {
  const { journal, clock, writing, committed } = work.parts;
  const begun = clock.monotonic();
  try {
    writing?.(taken);
    await journal.commit(commitOf(taken));
  } catch (error) {
    work.draft = restore(taken, work.draft);
    work.health.failed(error);
    throw error;
  }
  work.meter.record(clock.monotonic() - begun);
  work.health.wrote();
  committed(taken);
};

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
