import { isState, quantity } from '../../../text/quantity.js';
import type { Option } from '../../../ui/field.js';
import type { RuleDraft } from '../draft.js';
import { limitNumber } from '../limit.js';
import { isRatio } from '../uses.js';

type Condition = RuleDraft['condition'];

/** What a rule can wait for. */
export const CONDITIONS: readonly Option<Condition>[] = [
  { value: 'above', label: 'A value above a limit' },
  { value: 'below', label: 'A value below a limit' },
  { value: 'increase', label: 'A rise over what is usual, in per cent' },
  { value: 'decrease', label: 'A fall below what is usual, in per cent' },
  { value: 'increaseBy', label: 'A rise over what is usual, by an amount' },
  { value: 'decreaseBy', label: 'A fall below what is usual, by an amount' },
  { value: 'outsideBand', label: 'Readings outside their usual band' },
  { value: 'trend', label: 'A trend: it creeps up or down for days' },
  { value: 'absent', label: 'Silence: readings stop coming' },
  { value: 'burnRate', label: 'An error budget that is used up too fast' },
  { value: 'event', label: 'An event, such as a failed build' },
];

/** When each is the right one, in a sentence. */
export const HELP: Readonly<Record<Condition, string>> = {
  above: 'For what has a known limit, whatever is usual.',
  below: 'For what has a known limit, whatever is usual.',
  increase: 'Half as much again as usual is 50. What is usual is learnt first, for some days.',
  decrease: 'A fall to half of what is usual is 50. What is usual is learnt first, for some days.',
  increaseBy: 'For shares and scores: two points more than usual, however high that is.',
  decreaseBy: 'For shares and scores: five points less than usual, however low that is.',
  outsideBand: 'For what goes by the hour and weekday. One reading outside means nothing.',
  trend: 'For what gets worse too slowly for any limit. Chance alone does not count as a trend.',
  absent: 'Counted in observed time: while the desk sleeps, nothing is silent.',
  burnRate: 'Critical rules watch the last hours, others the last days. The windows come with the severity.',
  event: 'Fires when the newest event of a thing has this status, and ends when another one comes.',
};

/** The name of the series whose unit a value has. */
const unitOf = (draft: RuleDraft): string => (isRatio(draft) ? 'share_ratio' : draft.metric);

/** `0.05` of a ratio is `5 %`: said beside the number, since the number is in the series' own unit. */
export const meaning = (text: string, draft: RuleDraft): string | undefined => {
  const metric = unitOf(draft);
  if (isState(metric) && draft.reduce === 'last') return '1 is up, 0 is down.';
  const value = limitNumber(text);
  return Number.isFinite(value) ? `That is ${quantity(value, metric)}.` : undefined;
};

/** The same for a distance between two values: of a share it is in percentage points. */
export const meaningOfDistance = (text: string, draft: RuleDraft): string | undefined => {
  const value = limitNumber(text);
  if (!Number.isFinite(value)) return undefined;
  const metric = unitOf(draft);
  return metric.endsWith('_ratio')
    ? `That is ${Number((value * 100).toPrecision(6))} percentage points.`
    : `That is ${quantity(value, metric)}.`;
};
