import type { Rule } from '../../../preload/contract/views.js';
import type { Item } from '../../query/edits.js';
import { writeLength } from '../../text/time.js';
import { type ConditionDraft, conditionDraftOf, EMPTY_CONDITION } from './condition-draft.js';
import { whenItemOf } from './condition-item.js';
import { readLimit } from './limit.js';
import { USES } from './uses.js';

/** A rule as its form holds it: all text, as typed. */
export interface RuleDraft extends ConditionDraft {
  readonly id: string;
  readonly name: string;
  readonly severity: Rule['severity'];
  readonly category: Rule['category'];
  readonly impact: 'none' | NonNullable<Rule['impact']>;
  readonly for: string;
  readonly clear: string;
  readonly auto: 'yes' | 'no';
  readonly goodFor: string;
  readonly goodReadings: string;
  readonly repeat: string;
  readonly reach: 'all' | 'some';
  readonly channels: readonly string[];
  readonly businessImpact: string;
  readonly playbook: string;
}

export const EMPTY_RULE: RuleDraft = {
  ...EMPTY_CONDITION,
  id: '',
  name: '',
  severity: 'warning',
  category: 'performance',
  impact: 'none',
  for: '',
  clear: '',
  auto: 'yes',
  goodFor: '5m',
  goodReadings: '3',
  repeat: '',
  reach: 'all',
  channels: [],
  businessImpact: '',
  playbook: '',
};

/** The form's state for a rule as it holds now. */
export const ruleDraftOf = (rule: Rule): RuleDraft => ({
  id: rule.id,
  name: rule.name,
  severity: rule.severity,
  category: rule.category,
  impact: rule.impact ?? 'none',
  ...conditionDraftOf(rule.when),
  for: rule.for === 0 ? '' : writeLength(rule.for),
  clear: rule.clear === null ? '' : String(rule.clear.threshold),
  auto: rule.resolve.auto ? 'yes' : 'no',
  goodFor: writeLength(rule.resolve.after),
  goodReadings: String(rule.resolve.goodReadings),
  repeat: rule.repeat === null ? '' : writeLength(rule.repeat),
  reach: rule.channels === null ? 'all' : 'some',
  channels: rule.channels ?? [],
  businessImpact: rule.businessImpact,
  playbook: rule.playbook ?? '',
});

/** The item as it would stand in the configuration, whole. What is empty in the form is not written. */
export const ruleItemOf = (draft: RuleDraft): Item => ({
  id: draft.id,
  name: draft.name.trim(),
  severity: draft.severity,
  category: draft.category,
  ...(draft.impact === 'none' ? {} : { impact: draft.impact }),
  when: whenItemOf(draft),
  ...(USES[draft.condition].for ? text('for', draft.for) : {}),
  ...clearOf(draft),
  resolve: { auto: draft.auto === 'yes', ...text('after', draft.goodFor), ...number('goodReadings', draft.goodReadings) },
  ...text('repeat', draft.repeat),
  ...(draft.reach === 'all' ? {} : { channels: draft.channels }),
  ...text('businessImpact', draft.businessImpact),
  ...text('playbook', draft.playbook),
});

/** What ends a breach lies on the good side of the condition. */
const clearOf = ({ condition, clear }: RuleDraft): Item => {
  const side = USES[condition].clear;
  return side === null || clear.trim() === '' ? {} : { clear: { [side]: readLimit(clear) } };
};

const text = (key: string, value: string): Item => (value.trim() === '' ? {} : { [key]: value.trim() });
const number = (key: string, value: string): Item => (value.trim() === '' ? {} : { [key]: Number(value) });
