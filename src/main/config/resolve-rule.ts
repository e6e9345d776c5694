import type { Category, Condition, Reducer, Rule, RuleId, Threshold } from '../core/model/rule.js';
import { parseMatchers } from '../core/rule/matcher.js';
import { hours, minutes } from '../core/time/instant.js';
import { isRead } from './metrics.js';
import type { RuleDocument, WhenDocument } from './schema/v1/rule.js';
import type { ConfigDocument, ProfileDocument } from './schema/v1.js';

/** What this version evaluates of all that a document can say. */
const EVALUATED_REDUCERS: readonly string[] = ['last', 'avg', 'min', 'max', 'sum', 'count'] satisfies readonly Reducer[];
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

/** The profile's rules and the document's own. An own rule with a built-in one's id replaces it, or turns it off. */
export const resolveRules = (document: ConfigDocument, profile: ProfileDocument): readonly Rule[] => {
  const own = new Map((document.rules ?? []).map((rule) => [rule.id, rule]));
  const builtIn = (profile.rules ?? []).filter(isProduced).flatMap((rule) => replaced(rule, own.get(rule.id)));
  const builtInIds = new Set((profile.rules ?? []).map((rule) => rule.id));
  const added = (document.rules ?? []).filter((rule) => !(builtInIds.has(rule.id) && isSwitchOnly(rule)));
  return [...builtIn, ...added.flatMap((rule) => resolved(rule, 'own'))];
};

/** A built-in rule over a metric that this version has no source for would never judge anything: it is not there at all. */
const isProduced = (rule: RuleDocument): boolean => rule.when?.metric !== undefined && isRead(rule.when.metric);

const replaced = (builtIn: RuleDocument, own: RuleDocument | undefined): readonly Rule[] => {
  if (own === undefined) return resolved(builtIn, 'profile');
  return isSwitchOnly(own) ? resolved({ ...builtIn, enabled: own.enabled ?? true }, 'profile') : [];
};

/** Nothing but an id and `enabled`: the built-in rule stays and is turned on or off. */
export const isSwitchOnly = (rule: RuleDocument): boolean =>
  Object.entries(rule).every(([key, value]) => key === 'id' || key === 'enabled' || value === undefined);

const resolved = (rule: RuleDocument, origin: Rule['origin']): readonly Rule[] => {
  const { severity, category, when } = rule;
  const condition = when === undefined ? undefined : conditionOf(when);
  if (condition === undefined || severity === undefined || category === undefined) return [];
  return [
    {
      id: rule.id as RuleId,
      name: rule.name ?? rule.id,
      enabled: rule.enabled ?? true,
      severity,
      category,
      impact: rule.impact ?? null,
      when: condition,
      for: rule.for ?? minutes(0),
      clear: rule.clear === undefined ? null : (thresholdOf(rule.clear) ?? null),
      resolve: resolveOf(rule, category),
      repeat: rule.repeat ?? (severity === 'critical' ? hours(4) : null),
      channels: rule.channels ?? null,
      businessImpact: rule.businessImpact ?? '',
      playbook: rule.playbook ?? null,
      labels: rule.labels ?? {},
      origin,
    },
  ];
};

const AUTO_RESOLVED: readonly Category[] = ['performance', 'availability'];

const resolveOf = (rule: RuleDocument, category: Category): Rule['resolve'] => ({
  auto: rule.resolve?.auto ?? AUTO_RESOLVED.includes(category),
  after: rule.resolve?.after ?? minutes(5),
  goodReadings: rule.resolve?.goodReadings ?? 3,
});

/** The condition, where this version can evaluate it. */
const conditionOf = (when: WhenDocument): Condition | undefined => {
  const test = thresholdOf(when);
  const reduce = when.reduce ?? 'last';
  if (!isEvaluated(when) || test === undefined || when.metric === undefined) return undefined;
  const match = parseMatchers(when.match ?? {});
  if (!match.ok) return undefined;
  return {
    metric: when.metric,
    match: match.value,
    reduce: reduce as Reducer,
    window: reduce === 'last' ? null : (when.window ?? null),
    by: when.by ?? null,
    stale: when.stale ?? null,
    test,
  };
};

/** Whether this version can judge it: one series compared with a fixed threshold. */
export const isEvaluated = (when: WhenDocument): boolean =>
  when.metric !== undefined &&
  EVALUATED_REDUCERS.includes(when.reduce ?? 'last') &&
  (when.above !== undefined || when.below !== undefined);

interface Sides {
  readonly above?: number | undefined;
  readonly below?: number | undefined;
}

export const thresholdOf = ({ above, below }: Sides): Threshold | undefined => {
  if (above !== undefined) return { kind: 'above', threshold: above };
  return below === undefined ? undefined : { kind: 'below', threshold: below };
};
