import type { ObservationSegment } from '../core/model/ledger.js';
import type { Reading } from '../core/model/reading.js';
import type { SourceKind } from '../core/model/source-kind.js';
import { isFeed, type Target } from '../core/model/target.js';
import type { Clock } from '../core/port/clock.js';
import { samplesOf } from '../core/sample/ingest.js';
import { withReading } from '../core/sample/target-state.js';
import type { Lane } from './commit/lane.js';
import { type Guard, needsNetwork } from './observe/guard.js';
import type { Looking } from './observe/looking.js';
import { noteSource, sourceSamples } from './observe/source-ledger.js';
import { turn } from './turn.js';
import { nowOf, type World } from './world.js';

export interface TakeParts {
  readonly world: World;
  readonly clock: Clock;
  readonly guard: Guard;
  readonly looking: Looking;
  readonly lane: Lane;
}

/** A feed that cannot be read may be our own network's fault, as an unreachable page may. */
const isFailure = ({ outcome }: Reading, target: Target): boolean =>
  outcome.kind === 'unreachable' || (outcome.kind === 'source-failed' && isFeed(target));

/** Takes a reading into the engine: unless it says more about this desk than about the target, it makes one turn. */
export const createTake = ({
  world,
  clock,
  guard,
  looking,
  lane,
}: TakeParts): ((target: Target, reading: Reading) => Promise<void>) => {
  const failing = new Map<SourceKind, ObservationSegment>();

  const takeIn = (target: Target, reading: Reading): void => {
    const state = world.targets.get(target.id);
    const now = clock.now();
    // A look from before the target was changed, or from before the clock was set back, is of something else.
    if (state?.target !== target || reading.startedAt > now) return;
    noteSource(world, failing, reading);
    world.targets.set(target.id, withReading(state, reading, nowOf(world, now).observed));
    const samples = [...samplesOf(reading, target), ...sourceSamples(world, reading, target)];
    lane.turn(() => turn(world, { samples, every: target.every, scope: 'touched', read: target.id }, now));
  };

  return async (target, reading) => {
    looking.notice();
    const isSuspect = isFailure(reading, target) && needsNetwork(target);
    if (isSuspect && !(await guard.works(reading.at))) return;
    // A look that lasted through a sleep says more about the sleep than about the target; another is on its way.
    if (looking.isLooking() && reading.startedAt >= world.observation.open.from) takeIn(target, reading);
  };
};
