import type { Clock } from '../../core/port/clock.js';
import type { Instant } from '../../core/time/instant.js';
import type { Draft } from '../draft.js';
import { nowOf, type World } from '../world.js';
import type { Committer } from './commit.js';
import { createMeter, type Meter } from './meter.js';

export interface LaneParts {
  readonly world: World;
  readonly clock: Clock;
  readonly committer: Committer;
  /** The view may have changed. */
  readonly changed: (how: 'urgent' | 'routine') => void;
  /** Targets have been read afresh: what was held may leave. */
  readonly settled: () => void;
}

/** The serial lane: a pass over the world never yields, so two never overlap; then its draft goes to the store and the view. */
export interface Lane {
  /** One turn, timed. */
  turn(pass: () => void): void;
  /** One look at what time alone has moved. */
  tick(pass: () => void): void;
  /** Hands on what was changed outside a turn. */
  finish(): void;
  /** Tells the ledger that the desk runs, for the next start to find. */
  markAlive(): void;
  /** Milliseconds that turns took. */
  readonly meter: Meter;
}

/** The ledger is told this often that the desk still runs: a crash charges at most this much to "not running". */
const ALIVE_EVERY = 10_000;

export const createLane = ({ world, clock, committer, changed, settled }: LaneParts): Lane => {
  const meter = createMeter();
  let aliveAt: Instant = clock.now();

  const markAlive = (): void => {
    aliveAt = clock.now();
    world.draft().marks.set('aliveAt', aliveAt).set('observed', nowOf(world, aliveAt).observed);
  };

  const handOn = (): void => {
    const how = isTold(world.draft()) ? 'urgent' : 'routine';
    committer.turned();
    changed(how);
  };

  const finish = (): void => {
    markAlive();
    handOn();
  };

  const watchSettling = (pass: () => void): void => {
    const wasSettling = world.settling !== null;
    pass();
    if (wasSettling && world.settling === null) settled();
  };

  return {
    turn: (pass) =>
      watchSettling(() => {
        const begun = clock.monotonic();
        pass();
        meter.record(clock.monotonic() - begun);
        finish();
      }),
    tick: (pass) =>
      watchSettling(() => {
        pass();
        if (clock.now() - aliveAt >= ALIVE_EVERY) markAlive();
        handOn();
      }),
    finish,
    markAlive,
    meter,
  };
};

/** Whether a person waits to see what this draft holds. */
const isTold = (draft: Draft): boolean =>
  draft.timeline.length > 0 || draft.deliveries.size > 0 || draft.suppressions.size > 0 || draft.segments.size > 0;
