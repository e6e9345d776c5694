import { isLength } from '../../text/time.js';
import type { RuleDraft } from './draft.js';
import { isLimitText, limitNumber } from './limit.js';
import { isMatcher } from './names.js';
import { isRatio, USES } from './uses.js';

export type RuleErrors = Partial<Record<keyof RuleDraft, string>>;

// Where the configuration's own check would complain, these are its words.
const LIMIT = 'Must be a number or a percentage. Write for example 0.03 or 3%.';
const PERCENTAGE = 'Must be a percentage. Write for example 50.';
const LENGTH = 'Must be a duration with its unit. Write for example 30s, 5m, 4h or 1d.';
const METRIC = 'Must be a metric name. Write for example http_response_seconds.';
const COUNTER = 'Must be the name of a counter. Write for example page_views_total.';
const WHOLE = 'Must be a whole number of at least 1.';
const CHANCE = 'Must be a number between 0 and 1. Write for example 0.05.';
const LABELS = 'Must be names of labels. Write for example target, page.';

const isEmpty = (text: string): boolean => text.trim() === '';
const isWhole = (text: string): boolean => /^[1-9]\d{0,5}$/.test(text.trim());
const isMetric = (text: string): boolean => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(text.trim());
const isLabel = (text: string): boolean => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text.trim());
const isShare = (text: string): boolean => /^\d+(\.\d+)?\s*%?$/.test(text.trim());
const isChance = (text: string): boolean => !isEmpty(text) && Number(text) >= 0 && Number(text) <= 1;

type Check = (draft: RuleDraft) => string | false;
type TextKey = {
  [Key in keyof RuleDraft]: RuleDraft[Key] extends string ? (string extends RuleDraft[Key] ? Key : never) : never;
}[keyof RuleDraft];

/** An optional text of one form. */
const ifGiven =
  (key: TextKey, isRight: (text: string) => boolean, otherwise: string): Check =>
  (draft) =>
    !isEmpty(draft[key]) && !isRight(draft[key]) && otherwise;

const given =
  (key: TextKey, isRight: (text: string) => boolean, otherwise: string): Check =>
  (draft) =>
    !isRight(draft[key]) && otherwise;

/** A check that counts only where the form shows the field. */
const where =
  (isShown: (draft: RuleDraft) => boolean, check: Check): Check =>
  (draft) =>
    isShown(draft) && check(draft);

const has =
  (...conditions: readonly RuleDraft['condition'][]): ((draft: RuleDraft) => boolean) =>
  ({ condition }) =>
    conditions.includes(condition);

const hasOtherMetric = has('event', 'burnRate');
const hasOwnMetric = (draft: RuleDraft): boolean => !isRatio(draft) && !hasOtherMetric(draft);
const hasWindow = (draft: RuleDraft): boolean => USES[draft.condition].reduce && (isRatio(draft) || draft.reduce !== 'last');

const wouldEndAtOnce = ({ condition, clear, threshold }: RuleDraft): boolean => {
  const [end, limit] = [limitNumber(clear), limitNumber(threshold)];
  if (condition === 'above') return end > limit;
  return condition === 'below' && end < limit;
};

const clearCheck: Check = (draft) => {
  const { condition, threshold, clear } = draft;
  const side = USES[condition].clear;
  if (side === null || isEmpty(clear)) return false;
  if (!isLimitText(clear)) return LIMIT;
  const limit = threshold.trim();
  return (
    wouldEndAtOnce(draft) &&
    `Would end the breach while it lasts: the condition is ${condition} ${limit}. Choose a value ${side} ${limit}.`
  );
};

const CHECKS: Partial<Record<keyof RuleDraft, Check>> = {
  name: ({ name }) => isEmpty(name) && 'Give it a name: alerts carry it.',
  metric: where(hasOwnMetric, given('metric', isMetric, METRIC)),
  otherMetric: where(hasOtherMetric, ifGiven('otherMetric', isMetric, METRIC)),
  bad: where(isRatio, given('bad', isMetric, COUNTER)),
  total: where(isRatio, given('total', isMetric, COUNTER)),
  window: (draft) =>
    (hasWindow(draft) && given('window', isLength, LENGTH)(draft)) ||
    (has('event')(draft) && ifGiven('window', isLength, LENGTH)(draft)),
  stretchTo: where(isRatio, ifGiven('stretchTo', isLength, LENGTH)),
  minCount: where(isRatio, ifGiven('minCount', isWhole, WHOLE)),
  threshold: where(has('above', 'below'), given('threshold', isLimitText, LIMIT)),
  share: where(has('increase', 'decrease'), given('share', isShare, PERCENTAGE)),
  distance: where(has('increaseBy', 'decreaseBy'), given('distance', isLimitText, LIMIT)),
  atLeast: where(has('outsideBand'), ifGiven('atLeast', isWhole, WHOLE)),
  of: where(has('outsideBand'), ifGiven('of', isWhole, WHOLE)),
  over: where(has('trend'), ifGiven('over', isLength, LENGTH)),
  p: where(has('trend'), ifGiven('p', isChance, CHANCE)),
  silence: where(has('absent'), given('silence', isLength, LENGTH)),
  objective: where(has('burnRate'), ({ objective }) => isEmpty(objective) && 'Choose the promise whose budget is meant.'),
  status: where(has('event'), ({ status }) => isEmpty(status) && 'Name the status that is meant, such as failed.'),
  match: ({ match }) =>
    match.split('\n').some((line) => !isEmpty(line) && !isMatcher(line)) &&
    'Write one label a line, such as page=home or form=~inquiry|booking.',
  by: where(
    ({ grouping }) => grouping === 'labels',
    given('by', (names) => names.split(',').every(isLabel), LABELS),
  ),
  stale: ifGiven('stale', isLength, LENGTH),
  clear: clearCheck,
  for: where(({ condition }) => USES[condition].for, ifGiven('for', isLength, LENGTH)),
  goodFor: given('goodFor', isLength, LENGTH),
  goodReadings: given('goodReadings', (text) => /^[1-9]\d{0,2}$/.test(text.trim()), 'Must be a whole number from 1 to 999.'),
  repeat: ifGiven('repeat', isLength, LENGTH),
};

/** What keeps the form from being sent, by field, as far as it can be seen without asking. */
export const ruleErrors = (draft: RuleDraft): RuleErrors => {
  const found = Object.entries(CHECKS).map(([key, check]) => [key, check(draft)] as const);
  return Object.fromEntries(found.filter(([, error]) => error !== false));
};
