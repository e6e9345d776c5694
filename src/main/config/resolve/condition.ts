import { assertNever } from '../../core/model/result.js';
import type { Condition, ObjectiveAim, Reducer, Subject, Test, Threshold } from '../../core/model/rule.js';
import { EVENT_METRIC } from '../../core/rule/event.js';
import { parseMatchers } from '../../core/rule/matcher.js';
import { days } from '../../core/time/instant.js';
import type { WhenDocument } from '../schema/v1/rule.js';
import type { ConfigDocument } from '../schema/v1.js';

/** The keys that say how a rule judges; a rule has exactly one. */
export const CONDITIONS = [
  'above',
  'below',
  'increase',
  'decrease',
  'increaseBy',
  'decreaseBy',
  'outsideBand',
  'trend',
  'absent',
  'burnRate',
  'event',
] as const;
type ConditionKey = (typeof CONDITIONS)[number];

export type ObjectiveDocument = NonNullable<ConfigDocument['objectives']>[number];
export type Objectives = ReadonlyMap<string, ObjectiveDocument>;

/** How a condition is completed where its document leaves something out. */
export const CONDITION_DEFAULTS = {
  minCount: 20,
  stretchTo: days(7),
  baseline: 'auto',
  band: { side: 'either', atLeast: 3, of: 5 },
  trend: { over: days(7), p: 0.05 },
} as const;

/** The condition as the engine judges it; undefined where the document's contradicts itself, which `inspect` says in words. */
export const conditionOf = (when: WhenDocument, objectives: Objectives): Condition | undefined => {
  const test = testOf(when, objectives);
  const objective = when.burnRate === undefined ? undefined : objectives.get(when.burnRate.objective);
  const subject = test === undefined ? undefined : subjectOf(when, test, objective);
  const match = parseMatchers({ ...objective?.match, ...when.match });
  if (test === undefined || subject === undefined || !match.ok) return undefined;
  return { subject, match: match.value, by: when.by ?? null, stale: when.stale ?? null, test };
};

const subjectOf = (when: WhenDocument, test: Test, objective: ObjectiveDocument | undefined): Subject | undefined => {
  if (when.ratio !== undefined) return ratioOf(when);
  const metric = when.metric ?? impliedMetric(test, objective);
  const reduce: Reducer = when.reduce ?? 'last';
  const hasWindow = reduce !== 'last' || test.kind === 'event';
  return metric === undefined
    ? undefined
    : { kind: 'metric', metric, reduce, window: hasWindow ? (when.window ?? null) : null };
};

/** A ratio under a burn rate has the windows of the burn rate, and needs none of its own. */
const ratioOf = ({ ratio, window, stretchTo, minCount, burnRate }: WhenDocument): Subject | undefined => {
  const length = window ?? (burnRate === undefined ? undefined : days(3));
  if (ratio === undefined || length === undefined) return undefined;
  const { bad, total } = ratio;
  return {
    kind: 'ratio',
    bad,
    total,
    window: length,
    stretchTo: stretchTo ?? CONDITION_DEFAULTS.stretchTo,
    minCount: minCount ?? CONDITION_DEFAULTS.minCount,
  };
};

/** What an event or an objective is measured by, where the rule does not say. */
const impliedMetric = (test: Test, objective: ObjectiveDocument | undefined): string | undefined => {
  if (test.kind === 'event') return EVENT_METRIC;
  if (objective?.kind === 'availability') return 'up';
  return objective?.kind === 'latency' ? 'http_response_seconds' : undefined;
};

const testOf = (when: WhenDocument, objectives: Objectives): Test | undefined => {
  const given = CONDITIONS.filter((key) => when[key] !== undefined);
  const [only] = given;
  return given.length === 1 && only !== undefined ? READ[only](when, objectives) : undefined;
};

const baselineOf = (when: WhenDocument) => when.baseline ?? CONDITION_DEFAULTS.baseline;

const READ: Readonly<Record<ConditionKey, (when: WhenDocument, objectives: Objectives) => Test | undefined>> = {
  above: ({ above = 0 }) => ({ kind: 'above', threshold: above }),
  below: ({ below = 0 }) => ({ kind: 'below', threshold: below }),
  increase: (when) => ({ kind: 'increase', by: when.increase ?? 0, baseline: baselineOf(when) }),
  decrease: (when) => ({ kind: 'decrease', by: when.decrease ?? 0, baseline: baselineOf(when) }),
  increaseBy: (when) => ({ kind: 'increaseBy', by: when.increaseBy ?? 0, baseline: baselineOf(when) }),
  decreaseBy: (when) => ({ kind: 'decreaseBy', by: when.decreaseBy ?? 0, baseline: baselineOf(when) }),
  outsideBand: (when) => ({ kind: 'outsideBand', ...bandOf(when), baseline: baselineOf(when) }),
  trend: ({ trend }) =>
    trend === undefined
      ? undefined
      : {
          kind: 'trend',
          direction: trend.direction,
          over: trend.over ?? CONDITION_DEFAULTS.trend.over,
          p: trend.p ?? CONDITION_DEFAULTS.trend.p,
        },
  absent: ({ absent }) => (absent === undefined ? undefined : { kind: 'absent', for: absent }),
  burnRate: ({ burnRate }, objectives) => {
    const aim = aimOf(burnRate === undefined ? undefined : objectives.get(burnRate.objective));
    return aim === undefined ? undefined : { kind: 'burnRate', objective: aim };
  },
  event: ({ event }) => (event === undefined ? undefined : { kind: 'event', status: event }),
};

/** How many points lie outside the band of how many, and on which side. */
export const bandOf = ({ outsideBand }: WhenDocument) => ({
  side: outsideBand?.side ?? CONDITION_DEFAULTS.band.side,
  atLeast: outsideBand?.atLeast ?? CONDITION_DEFAULTS.band.atLeast,
  of: outsideBand?.of ?? CONDITION_DEFAULTS.band.of,
});

/** An objective as a burn rate is measured against it; undefined for the kinds that have no good and bad events. */
const aimOf = (objective: ObjectiveDocument | undefined): ObjectiveAim | undefined => {
  if (objective === undefined) return undefined;
  const { id, kind, target, under } = objective;
  switch (kind) {
    case 'availability':
    case 'errors':
      return { id, kind, target, slowerThan: null };
    case 'latency':
      return under === undefined ? undefined : { id, kind, target, slowerThan: under / 1_000 };
    case 'lighthouse':
    case 'web-vitals':
      return undefined;
    default:
      return assertNever(kind);
  }
};

interface Sides {
  readonly above?: number | undefined;
  readonly below?: number | undefined;
}

export const thresholdOf = ({ above, below }: Sides): Threshold | undefined => {
  if (above !== undefined) return { kind: 'above', threshold: above };
  return below === undefined ? undefined : { kind: 'below', threshold: below };
};
