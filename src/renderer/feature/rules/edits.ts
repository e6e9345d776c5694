import type { Rule, RuleRow } from '../../../preload/contract/views.js';
import { additions, changes, type Edits, type Item, removals } from '../../query/edits.js';
import { type RuleDraft, ruleDraftOf, ruleItemOf } from './draft.js';

/** What adds a rule to the document. */
export const addRule = (draft: RuleDraft): Edits => additions('rules', draft.id, ruleItemOf(draft));

/**
 * What changes a rule to what the form says: only what was changed there, in the item that defines it. A rule that no item of
 * the document defines (it ships with the product) is written out whole, because an own version replaces it whole.
 */
export const editRule = (rule: Rule, draft: RuleDraft, items: readonly Item[]): Edits => {
  const before = writtenItem(rule, draft);
  const after = ruleItemOf(draft);
  const edits = changes('rules', rule.id, before, after);
  const item = items.find(({ id }) => id === rule.id);
  if (edits.length === 0 || (item !== undefined && !isOnlySwitch(item))) return edits;
  return additions('rules', rule.id, { ...item, ...after, ...(hasLabels(rule) ? { labels: rule.labels } : {}) });
};

/**
 * What the document is taken to say already. Under a burn rate a rule has its objective's matchers without a word; under any other
 * condition they have to be written.
 */
const writtenItem = (rule: Rule, draft: RuleDraft): Item => {
  const item = ruleItemOf(ruleDraftOf(rule));
  if (rule.when.test.kind !== 'burnRate' || draft.condition === 'burnRate') return item;
  const { match: _, ...when } = item.when as Item;
  return { ...item, when };
};

const hasLabels = ({ labels }: Rule): boolean => Object.keys(labels).length > 0;

/** An item that turns a rule on or off and says nothing else. */
const isOnlySwitch = (item: Item): boolean => Object.keys(item).every((key) => key === 'id' || key === 'enabled');

/** What turns a rule off or on. */
export const toggleRule = (row: Pick<RuleRow, 'id' | 'enabled'>, items: readonly Item[]): Edits => {
  const item = items.find(({ id }) => id === row.id);
  if (item === undefined) return additions('rules', row.id, { id: row.id, enabled: !row.enabled });
  if (row.enabled) return [{ path: ['rules', { id: row.id }, 'enabled'], value: false }];
  return isOnlySwitch(item) ? removals('rules', row.id) : [{ path: ['rules', { id: row.id }, 'enabled'] }];
};

/** What takes an own rule, or one's own version of a rule that ships with the product, out of the document. */
export const removeRule = (rule: string): Edits => removals('rules', rule);
