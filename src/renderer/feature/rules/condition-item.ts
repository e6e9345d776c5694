import type { Item } from '../../query/edits.js';
import type { ConditionDraft } from './condition-draft.js';
import { readLimit } from './limit.js';
import { readMatch, readNames } from './names.js';
import { isRatio, USES } from './uses.js';

/** The condition as it would stand in the configuration. What is empty in the form, or has no use here, is not written. */
export const whenItemOf = (draft: ConditionDraft): Item => {
  const match = { ...text('target', draft.target), ...readMatch(draft.match) };
  return {
    ...subjectItemOf(draft),
    ...(Object.keys(match).length === 0 ? {} : { match }),
    ...BY[draft.grouping](draft),
    ...text('stale', draft.stale),
    ...TEST_ITEMS[draft.condition](draft),
  };
};

const BY: Readonly<Record<ConditionDraft['grouping'], (draft: ConditionDraft) => Item>> = {
  series: () => ({}),
  labels: ({ by }) => (readNames(by).length === 0 ? {} : { by: readNames(by) }),
  rule: () => ({ by: [] }),
};

const subjectItemOf = (draft: ConditionDraft): Item => {
  const { condition, reduce } = draft;
  if (isRatio(draft)) return ratioItemOf(draft);
  if (condition === 'event') return { ...text('metric', draft.otherMetric), ...text('window', draft.window) };
  if (condition === 'burnRate') return text('metric', draft.otherMetric);
  const metric = { metric: draft.metric.trim() };
  if (!USES[condition].reduce || reduce === 'last') return metric;
  return { ...metric, reduce, ...text('window', draft.window) };
};

/** Under a burn rate a share has the windows of the burn rate. */
const ratioItemOf = ({ condition, bad, total, window, stretchTo, minCount }: ConditionDraft): Item => {
  const ratio = { ratio: { bad: bad.trim(), total: total.trim() } };
  if (condition === 'burnRate') return ratio;
  return { ...ratio, ...text('window', window), ...text('stretchTo', stretchTo), ...number('minCount', minCount) };
};

const baselineItem = ({ baseline }: ConditionDraft): Item => (baseline === 'auto' ? {} : { baseline });

const limit =
  (key: 'above' | 'below') =>
  ({ threshold }: ConditionDraft): Item => ({ [key]: readLimit(threshold) });
const percent =
  (key: 'increase' | 'decrease') =>
  (draft: ConditionDraft): Item => ({ [key]: `${draft.share.replace('%', '').trim()}%`, ...baselineItem(draft) });
const apart =
  (key: 'increaseBy' | 'decreaseBy') =>
  (draft: ConditionDraft): Item => ({ [key]: readLimit(draft.distance), ...baselineItem(draft) });

const TEST_ITEMS: Readonly<Record<ConditionDraft['condition'], (draft: ConditionDraft) => Item>> = {
  above: limit('above'),
  below: limit('below'),
  increase: percent('increase'),
  decrease: percent('decrease'),
  increaseBy: apart('increaseBy'),
  decreaseBy: apart('decreaseBy'),
  outsideBand: (draft) => ({
    outsideBand: { side: draft.side, ...number('atLeast', draft.atLeast), ...number('of', draft.of) },
    ...baselineItem(draft),
  }),
  trend: ({ direction, over, p }) => ({ trend: { direction, ...text('over', over), ...number('p', p) } }),
  absent: ({ silence }) => ({ absent: silence.trim() }),
  burnRate: ({ objective }) => ({ burnRate: { objective } }),
  event: ({ status }) => ({ event: status.trim() }),
};

const text = (key: string, value: string): Item => (value.trim() === '' ? {} : { [key]: value.trim() });
const number = (key: string, value: string): Item => (value.trim() === '' ? {} : { [key]: Number(value) });
