import type { SeriesSample } from '../core/model/sample.js';
import type { Clock } from '../core/port/clock.js';
import type { TakeSamples } from '../core/port/pushed.js';
import type { Committer } from './commit/commit.js';
import type { Lane } from './commit/lane.js';
import type { Looking } from './observe/looking.js';
import { turn } from './turn.js';
import type { World } from './world.js';

export interface TakePushedParts {
  readonly world: World;
  readonly clock: Clock;
  readonly looking: Looking;
  readonly lane: Lane;
  readonly committer: Committer;
}

/** Samples of several sendings that one turn takes in: more would keep the rest of the desk waiting. */
const MOST_SHARED = 5_000;

/** What waits for the turn before to be durable, and when it is so itself. */
interface Batch {
  readonly samples: SeriesSample[];
  readonly taken: Promise<void>;
}

/** Takes in what was sent to this desk, and answers once it is durable. What comes while one turn is written shares the next. */
export const createTakePushed = ({ world, clock, looking, lane, committer }: TakePushedParts): TakeSamples => {
  let waiting: Batch | null = null;
  let last: Promise<void> = Promise.resolve();

  const takeIn = async (samples: readonly SeriesSample[]): Promise<void> => {
    // A sleep that no tick has seen yet must not count as observed.
    looking.notice();
    lane.turn(() => turn(world, { samples, every: null, scope: 'touched', read: null }, clock.now()));
    await committer.durable();
  };

  const begin = (): Batch => {
    const samples: SeriesSample[] = [];
    const inTurn = (): Promise<void> => {
      if (waiting?.samples === samples) waiting = null;
      return takeIn(samples);
    };
    // Whether the one before could be written was said to those who sent it.
    const batch = { samples, taken: last.then(inTurn, inTurn) };
    waiting = batch;
    last = batch.taken;
    return batch;
  };

  return (samples) => {
    if (samples.length === 0) return Promise.resolve();
    const hasRoom = waiting !== null && waiting.samples.length + samples.length <= MOST_SHARED;
    const batch = waiting !== null && hasRoom ? waiting : begin();
    for (const sample of samples) batch.samples.push(sample);
    return batch.taken;
  };
};
