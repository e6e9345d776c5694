import type { Clock } from '../core/port/clock.js';
import type { TakeSamples } from '../core/port/pushed.js';
import type { Committer } from './commit.js';
import type { Lane } from './lane.js';
import type { Looking } from './looking.js';
import { turn } from './turn.js';
import type { World } from './world.js';

export interface TakePushedParts {
  readonly world: World;
  readonly clock: Clock;
  readonly looking: Looking;
  readonly lane: Lane;
  readonly committer: Committer;
}

/** Takes in what was sent to this desk: one turn for each sending, and an answer once it is durable. */
export const createTakePushed =
  ({ world, clock, looking, lane, committer }: TakePushedParts): TakeSamples =>
  async (samples) => {
    if (samples.length === 0) return;
    // A sleep that no tick has seen yet must not count as observed.
    looking.notice();
    lane.turn(() => turn(world, { samples, every: null, scope: 'touched', read: null }, clock.now()));
    await committer.durable();
  };
