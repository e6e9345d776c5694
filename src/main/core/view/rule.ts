import type { AlertPhase } from '../model/alert.js';
import type { Judgement, Rule } from '../model/rule.js';
import type { RuleRow } from '../model/view.js';
import { conditionSentence } from '../notify/summary.js';

/** One alert of a rule, as far as its row needs it. */
export interface RuleGroup {
  readonly phase: AlertPhase['state'];
  readonly judgement: Judgement;
  readonly members: number;
}

export const ruleRow = (rule: Rule, groups: readonly RuleGroup[]): RuleRow => ({
  id: rule.id,
  name: rule.name,
  enabled: rule.enabled,
  severity: rule.severity,
  category: rule.category,
  impact: rule.impact,
  origin: rule.origin,
  metric: rule.when.metric,
  comparison: rule.when.test.kind,
  threshold: rule.when.test.threshold,
  sentence: conditionSentence(rule),
  series: groups.reduce((sum, group) => sum + group.members, 0),
  pending: groups.filter((group) => group.phase === 'pending').length,
  firing: groups.filter((group) => group.phase === 'firing').length,
  health: healthOf(rule, groups),
});

const healthOf = (rule: Rule, groups: readonly RuleGroup[]): RuleRow['health'] => {
  if (!rule.enabled) return { state: 'never', text: 'Turned off.' };
  if (groups.length === 0) return { state: 'never', text: `No source yet gives ${rule.when.metric}.` };
  const silent = groups.filter((group) => group.judgement.verdict === 'no-data').length;
  if (silent === groups.length) return { state: 'never', text: 'None of its series has a current sample.' };
  return {
    state: 'ok',
    text: silent === 0 ? 'Evaluated.' : `Evaluated; ${silent} of ${groups.length} have no current sample.`,
  };
};
