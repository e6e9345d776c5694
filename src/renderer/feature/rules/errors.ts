import { isLength } from '../../text/time.js';
import { isMatcher, type RuleDraft } from './draft.js';

export type RuleErrors = Partial<Record<keyof RuleDraft, string>>;

const NUMBER = 'Enter a number in the series’ own unit.';
const LENGTH = 'Write a length such as 30s, 5m or 1h.';
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));
const isEmpty = (text: string): boolean => text.trim() === '';

type Check = (draft: RuleDraft) => string | false;

const length =
  (key: 'for' | 'stale' | 'goodFor' | 'repeat'): Check =>
  (draft) =>
    !isEmpty(draft[key]) && !isLength(draft[key]) && LENGTH;

const wouldEndAtOnce = ({ clear, threshold, comparison }: RuleDraft): boolean =>
  isNumber(threshold) && (comparison === 'above' ? Number(clear) > Number(threshold) : Number(clear) < Number(threshold));

const CHECKS: Partial<Record<keyof RuleDraft, Check>> = {
  name: ({ name }) => isEmpty(name) && 'Give it a name: alerts carry it.',
  metric: ({ metric }) => !/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(metric.trim()) && 'Name a series, such as http_response_seconds.',
  threshold: ({ threshold }) => !isNumber(threshold) && NUMBER,
  match: ({ match }) =>
    match.split('\n').some((line) => !isEmpty(line) && !isMatcher(line)) &&
    'Write one label a line, such as page=home or form=~inquiry|booking.',
  window: ({ reduce, window }) => reduce !== 'last' && !isLength(window) && LENGTH,
  by: ({ by }) =>
    by.split(',').some((name) => !isEmpty(name) && !LABEL.test(name.trim())) && 'Write names of labels, such as target, page.',
  clear: (draft) => {
    if (isEmpty(draft.clear)) return false;
    if (!isNumber(draft.clear)) return NUMBER;
    const side = draft.comparison === 'above' ? 'higher' : 'lower';
    return wouldEndAtOnce(draft) && `It may not be ${side} than the limit, or a breach would end while it lasts.`;
  },
  goodReadings: ({ goodReadings }) => !/^[1-9]\d{0,2}$/.test(goodReadings.trim()) && 'Enter a whole number from 1 to 999.',
  for: length('for'),
  stale: length('stale'),
  goodFor: (draft) => (isEmpty(draft.goodFor) ? LENGTH : length('goodFor')(draft)),
  repeat: length('repeat'),
};

/** What keeps the form from being sent, by field. */
export const ruleErrors = (draft: RuleDraft): RuleErrors => {
  const found = Object.entries(CHECKS).map(([key, check]) => [key, check(draft)] as const);
  return Object.fromEntries(found.filter(([, error]) => error !== false));
};
