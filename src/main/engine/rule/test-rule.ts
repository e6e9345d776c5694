import type { Rule, RuleId } from '../../core/model/rule.js';
import { minutes, seconds } from '../../core/time/instant.js';

/** The rule that a test alert pretends to come from. No series can match it. */
export const TEST_RULE: Rule = {
  id: 'test-alert' as RuleId,
  name: 'Test alert',
  enabled: true,
  severity: 'critical',
  category: 'infrastructure',
  impact: null,
  when: {
    subject: { kind: 'metric', metric: '', reduce: 'last', window: null },
    match: [],
    by: null,
    stale: null,
    test: { kind: 'above', threshold: 0 },
  },
  for: seconds(0),
  clear: null,
  resolve: { auto: false, after: minutes(5), goodReadings: 3 },
  repeat: null,
  channels: null,
  businessImpact: 'This is a test: nothing is wrong.',
  playbook: null,
  labels: {},
  origin: 'own',
  hasSource: true,
};

/** The rule that a fire drill pretends to come from. */
export const DRILL_RULE: Rule = {
  ...TEST_RULE,
  id: 'fire-drill' as RuleId,
  name: 'Fire drill',
  businessImpact: 'This is a fire drill: nothing is wrong. Acknowledge it as you would a real alert.',
};

/** Rules of nobody's configuration. */
export const SYNTHETIC_RULES: readonly Rule[] = [TEST_RULE, DRILL_RULE];

export const isSynthetic = (rule: Rule): boolean => SYNTHETIC_RULES.includes(rule);
