import type { Rule, Verdict } from '../model/rule.js';
import type { RuleRow } from '../model/rule-view.js';
import { metricsOf } from '../rule/group.js';
import { conditionSentence, measureOf } from '../rule/sentence.js';
import { sideOf } from '../rule/side.js';

/** The alerts of a rule, as far as its row needs them: counted, for there may be ten thousand. */
export interface RuleTally {
  groups: number;
  series: number;
  pending: number;
  firing: number;
  readonly verdicts: Record<Verdict, number>;
  /** Why the first of those that could not be evaluated could not; null where all could. */
  failure: string | null;
}

export const nothingTallied = (): RuleTally => ({
  ...{ groups: 0, series: 0, pending: 0, firing: 0, failure: null },
  verdicts: { ok: 0, breach: 0, 'no-data': 0, 'too-few': 0, learning: 0 },
});

export const ruleRow = (rule: Rule, tally: RuleTally): RuleRow => ({
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
  series: tally.series,
  pending: tally.pending,
  firing: tally.firing,
  health: healthOf(rule, tally),
});

const healthOf = (rule: Rule, tally: RuleTally): RuleRow['health'] => {
  if (!rule.enabled) return { state: 'never', text: 'Turned off.' };
  if (tally.groups === 0) return unseen(rule);
  if (tally.failure !== null) return { state: 'failed', text: tally.failure };
  if (tally.verdicts['no-data'] === tally.groups) {
    return { state: 'never', text: 'None of its series has a current sample.' };
  }
  return { state: 'ok', text: ['Evaluated', ...reservations(tally)].join('; ').concat('.') };
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

const reservations = ({ verdicts, groups }: RuleTally): readonly string[] =>
  UNDECIDED.flatMap(([verdict, words]) => (verdicts[verdict] === 0 ? [] : [`${verdicts[verdict]} of ${groups} ${words}`]));
