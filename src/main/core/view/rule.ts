import type { AlertPhase } from '../model/alert.js';
import type { Judgement, Rule } from '../model/rule.js';
import type { RuleRow } from '../model/rule-view.js';
import { metricsOf } from '../rule/group.js';
import { conditionSentence, measureOf } from '../rule/sentence.js';
import { sideOf } from '../rule/side.js';

/** One alert of a rule, as far as its row needs it. */
export interface RuleGroup {
  readonly phase: AlertPhase['state'];
  readonly judgement: Judgement;
  readonly members: number;
  /** Why it could not be evaluated; null where it could. */
  readonly failure: string | null;
}

export const ruleRow = (rule: Rule, groups: readonly RuleGroup[]): RuleRow => ({
  id: rule.id,
  name: rule.name,
  enabled: rule.enabled,
  severity: rule.severity,
  category: rule.category,
  impact: rule.impact,
  origin: rule.origin,
  metric: measureOf(rule.when),
  condition: rule.when.test.kind,
  subject: rule.when.subject.kind,
  comparison: sideOf(rule.when.test),
  threshold: 'threshold' in rule.when.test ? rule.when.test.threshold : null,
  sentence: conditionSentence(rule),
  series: groups.reduce((sum, group) => sum + group.members, 0),
  pending: groups.filter((group) => group.phase === 'pending').length,
  firing: groups.filter((group) => group.phase === 'firing').length,
  health: healthOf(rule, groups),
});

const healthOf = (rule: Rule, groups: readonly RuleGroup[]): RuleRow['health'] => {
  if (!rule.enabled) return { state: 'never', text: 'Turned off.' };
  if (groups.length === 0) return unseen(rule);
  const failed = groups.find((group) => group.failure !== null)?.failure ?? null;
  if (failed !== null) return { state: 'failed', text: failed };
  const silent = groups.filter((group) => group.judgement.verdict === 'no-data').length;
  if (silent === groups.length) return { state: 'never', text: 'None of its series has a current sample.' };
  return { state: 'ok', text: ['Evaluated', ...reservations(groups)].join('; ').concat('.') };
};

/** A rule that nothing feeds rests; one whose source has not spoken yet waits for its first sample. */
const unseen = (rule: Rule): RuleRow['health'] => {
  const metrics = metricsOf(rule.when.subject).join(' and ');
  return rule.hasSource
    ? { state: 'never', text: `There is no sample of ${metrics} yet.` }
    : { state: 'no-source', text: `No source here gives ${metrics} yet. The rule rests until one does.` };
};

const UNDECIDED = [
  ['no-data', 'have no current sample'],
  ['learning', 'still learn what is usual'],
  ['too-few', 'have too few events to judge by'],
] as const;

const reservations = (groups: readonly RuleGroup[]): readonly string[] =>
  UNDECIDED.flatMap(([verdict, words]) => {
    const count = groups.filter((group) => group.judgement.verdict === verdict).length;
    return count === 0 ? [] : [`${count} of ${groups.length} ${words}`];
  });
