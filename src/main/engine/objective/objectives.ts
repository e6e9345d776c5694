import type { ObservationSegment } from '../../core/model/ledger.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Objective, ObjectiveDetail, ObjectiveStanding } from '../../core/model/slo.js';
import type { Clock } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { gapsWithin } from '../../core/slo/gaps.js';
import { detailOf, type Evidence, standingOf } from '../../core/slo/standing.js';
import { after, bucketStart, hours, type Instant, instant, seconds } from '../../core/time/instant.js';
import type { World } from '../world.js';
import { createCounting } from './counting.js';

export interface ObjectivesParts {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly history: History;
}

export interface Objectives {
  /** How every objective stands, in the order of the configuration; at most a second old. */
  objectives(): Promise<readonly ObjectiveStanding[]>;
  /** One of them, with the course of its budget. */
  objective(id: string): Promise<Result<ObjectiveDetail, Refusal>>;
}

/** So long an answer is given again: many may ask at once. */
const FRESH = seconds(1);

/** Reads objectives from history and ledger when somebody asks; nothing of it is done for a push. */
export const createObjectives = ({ world, clock, journal, history }: ObjectivesParts): Objectives => {
  const counting = createCounting(history);
  let known: {
    readonly config: object;
    readonly at: Instant;
    readonly standings: Promise<readonly ObjectiveStanding[]>;
  } | null = null;

  const evidenceOf = async (objective: Objective, to: Instant): Promise<Evidence> => {
    const from = bucketStart(windowStart(objective, world.bornAt, to), hours(1));
    const targets = new Set<string>(world.targets.keys());
    const counted = await counting.count(objective, (target) => targets.has(target), from, to);
    // Before its first start the desk could not look, and is charged with nothing.
    const seenFrom = instant(Math.max(from, Math.min(world.bornAt, to)));
    const gaps = gapsWithin(ledger(world, await journal.segments(seenFrom, to)), objective.sources, seenFrom, to);
    return { from, to, seenFrom, counted, gaps };
  };

  const read = async (): Promise<readonly ObjectiveStanding[]> => {
    const now = clock.now();
    const standings: ObjectiveStanding[] = [];
    for (const objective of world.config.objectives) standings.push(standingOf(objective, await evidenceOf(objective, now)));
    return standings;
  };

  return {
    objectives: () => {
      const now = clock.now();
      const isFresh = known !== null && known.config === world.config && now >= known.at && now - known.at < FRESH;
      if (known === null || !isFresh) known = { config: world.config, at: now, standings: read() };
      const { standings } = known;
      // What failed must be tried again by whoever asks next.
      standings.catch(() => {
        if (known?.standings === standings) known = null;
      });
      return standings;
    },
    objective: async (id) => {
      const objective = world.config.objectives.find((one) => one.id === id);
      if (objective === undefined)
        return fail({ code: 'not-found', message: `There is no objective ${id}.`, field: 'objective' });
      return ok(detailOf(objective, await evidenceOf(objective, clock.now())));
    },
  };
};

const windowStart = ({ over }: Objective, bornAt: Instant, to: Instant): Instant =>
  instant(Math.max(after(to, -over), Math.min(bornAt, to)));

/** The ledger with what the desk does now: the open segment in memory knows more than the one that was stored last. */
const ledger = ({ observation }: World, stored: readonly ObservationSegment[]): readonly ObservationSegment[] => [
  ...stored.filter(({ scope, from }) => scope !== observation.open.scope || from !== observation.open.from),
  observation.open,
];
