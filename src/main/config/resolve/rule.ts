import type { Category, Rule, RuleId } from '../../core/model/rule.js';
import { hours, minutes } from '../../core/time/instant.js';
import type { ResolveContext } from '../context.js';
import { withLimit } from '../lighthouse-limits.js';
import { isProduced } from '../production.js';
import type { RuleDocument } from '../schema/v1/rule.js';
import type { ConfigDocument, ProfileDocument } from '../schema/v1.js';
import { conditionOf, type Objectives, thresholdOf } from './condition.js';

/** The profile's rules and the document's own. An own rule with a built-in one's id replaces it, or turns it off. */
export const resolveRules = (
  document: ConfigDocument,
  profile: ProfileDocument,
  { runtime }: Pick<ResolveContext, 'runtime'>,
): readonly Rule[] => {
  const objectives = objectivesOf(document, profile);
  const own = new Map((document.rules ?? []).map((rule) => [rule.id, rule]));
  const builtIn = (profile.rules ?? [])
    .map((rule) => withLimit(rule, document.lighthouse))
    .flatMap((rule) => replaced(rule, own.get(rule.id), objectives));
  const builtInIds = new Set((profile.rules ?? []).map((rule) => rule.id));
  const added = (document.rules ?? []).filter((rule) => !(builtInIds.has(rule.id) && isSwitchOnly(rule)));
  const rules = [...builtIn, ...added.flatMap((rule) => resolved(rule, 'own', objectives))];
  return rules.map((rule) => ({ ...rule, hasSource: isProduced(rule.when.subject, document, runtime) }));
};

/** By id; the document's own come before the profile's. */
export const objectivesOf = (document: ConfigDocument, profile: ProfileDocument): Objectives =>
  new Map([...(profile.objectives ?? []), ...(document.objectives ?? [])].map((objective) => [objective.id, objective]));

type Sourceless = Omit<Rule, 'hasSource'>;

const replaced = (builtIn: RuleDocument, own: RuleDocument | undefined, objectives: Objectives): readonly Sourceless[] => {
  if (own === undefined) return resolved(builtIn, 'profile', objectives);
  return isSwitchOnly(own) ? resolved({ ...builtIn, enabled: own.enabled ?? true }, 'profile', objectives) : [];
};

/** Nothing but an id and `enabled`: the built-in rule stays and is turned on or off. */
export const isSwitchOnly = (rule: RuleDocument): boolean =>
  Object.entries(rule).every(([key, value]) => key === 'id' || key === 'enabled' || value === undefined);

const resolved = (rule: RuleDocument, origin: Rule['origin'], objectives: Objectives): readonly Sourceless[] => {
  const { severity, category, when } = rule;
  const condition = when === undefined ? undefined : conditionOf(when, objectives);
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
