import type { CallInput } from '../../../preload/contract/calls.js';
import type { RuleRow } from '../../../preload/contract/views.js';

type Item = Readonly<Record<string, unknown>>;
type Edits = CallInput<'config.edit'>['edits'];

/** A threshold rule as its form holds it: all text, as typed. */
export interface RuleDraft {
  readonly id: string;
  readonly name: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly category: 'availability' | 'performance' | 'business' | 'build' | 'infrastructure';
  readonly impact: 'none' | 'high' | 'medium' | 'low';
  readonly metric: string;
  readonly comparison: 'above' | 'below';
  readonly threshold: string;
  readonly for: string;
  readonly clear: string;
  readonly target: string;
  readonly businessImpact: string;
}

export const EMPTY_RULE: RuleDraft = {
  id: '',
  name: '',
  severity: 'warning',
  category: 'performance',
  impact: 'none',
  metric: 'http_response_seconds',
  comparison: 'above',
  threshold: '',
  for: '',
  clear: '',
  target: '',
  businessImpact: '',
};

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

/** The form's state: from the document's item where there is one, else from what the view knows of a built-in rule. */
export const ruleDraftOf = (row: RuleRow, item: Item | undefined): RuleDraft => {
  const when = (item?.when ?? {}) as Item;
  const clear = (item?.clear ?? {}) as Item;
  const match = (when.match ?? {}) as Item;
  return {
    id: row.id,
    name: row.name,
    severity: row.severity,
    category: row.category,
    impact: row.impact ?? 'none',
    metric: row.metric,
    comparison: row.comparison === 'below' ? 'below' : 'above',
    threshold: textOf(row.threshold),
    for: textOf(item?.for),
    clear: textOf(clear.above ?? clear.below),
    target: textOf(match.target),
    businessImpact: textOf(item?.businessImpact),
  };
};

const OPPOSITE = { above: 'below', below: 'above' } as const;

const whenOf = (draft: RuleDraft, before: Item): Item => {
  const { above: _above, below: _below, match, ...kept } = (before.when ?? {}) as Item;
  const { target: _target, ...matched } = (match ?? {}) as Item;
  const wanted = draft.target === '' ? matched : { ...matched, target: draft.target };
  return {
    ...kept,
    metric: draft.metric.trim(),
    ...(Object.keys(wanted).length === 0 ? {} : { match: wanted }),
    [draft.comparison]: Number(draft.threshold),
  };
};

/** The item as it would stand in the configuration; what the form does not show stays as it was. */
export const ruleItemOf = (draft: RuleDraft, before: Item = {}): Item => {
  const { impact: _impact, for: _for, clear: _clear, businessImpact: _business, ...kept } = before;
  return {
    ...kept,
    id: draft.id,
    name: draft.name.trim() || draft.id,
    severity: draft.severity,
    category: draft.category,
    ...(draft.impact === 'none' ? {} : { impact: draft.impact }),
    when: whenOf(draft, before),
    ...(draft.for.trim() === '' ? {} : { for: draft.for.trim() }),
    ...(draft.clear.trim() === '' ? {} : { clear: { [OPPOSITE[draft.comparison]]: Number(draft.clear) } }),
    ...(draft.businessImpact.trim() === '' ? {} : { businessImpact: draft.businessImpact.trim() }),
  };
};

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** What keeps the form from being sent, by field. */
export const ruleErrors = (draft: RuleDraft): Partial<Record<keyof RuleDraft, string>> => ({
  ...(draft.name.trim() === '' ? { name: 'Give it a name: alerts carry it.' } : {}),
  ...(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(draft.metric.trim())
    ? {}
    : { metric: 'Name a series, such as http_response_seconds.' }),
  ...(isNumber(draft.threshold) ? {} : { threshold: 'Enter a number in the series’ own unit.' }),
  ...(draft.clear.trim() === '' || isNumber(draft.clear) ? {} : { clear: 'Enter a number in the series’ own unit.' }),
  ...(draft.for.trim() === '' || /^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(draft.for.trim())
    ? {}
    : { for: 'Write a length such as 30s, 5m or 1h.' }),
});

/** Turns a rule off or on where the document already names it; null where it has to be added to be turned off. */
export const toggleEdits = (row: Pick<RuleRow, 'id' | 'enabled'>, items: readonly Item[]): Edits | null => {
  const item = items.find((found) => found.id === row.id);
  if (item === undefined) return null;
  if (row.enabled) return [{ path: ['rules', { id: row.id }, 'enabled'], value: false }];
  const isOnlySwitch = Object.keys(item).every((key) => key === 'id' || key === 'enabled');
  return isOnlySwitch ? [{ path: ['rules', { id: row.id }] }] : [{ path: ['rules', { id: row.id }, 'enabled'] }];
};
