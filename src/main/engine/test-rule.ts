import type { Rule, RuleId } from '../core/model/rule.js';
import { minutes, seconds } from '../core/time/instant.js';

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
