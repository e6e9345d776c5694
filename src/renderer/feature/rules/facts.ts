import type { Rule, RuleRow } from '../../../preload/contract/views.js';
import { isState, metricName, plain, quantity } from '../../text/quantity.js';
import { spell } from '../../text/time.js';

interface Fact {
  readonly label: string;
  readonly value: string;
}

const REDUCED: Readonly<Record<Rule['when']['reduce'], string>> = {
  last: 'last value',
  avg: 'average',
  min: 'lowest',
  max: 'highest',
  sum: 'sum',
  count: 'number of values',
};

const sayMeasured = ({ when }: Rule): string => {
  const taken = when.window === null ? REDUCED[when.reduce] : `${REDUCED[when.reduce]} over ${spell(when.window)}`;
  const name = metricName(when.metric);
  return `${name === when.metric ? name : `${name} (${when.metric})`}, ${taken}`;
};

const sayPlace = ({ when }: Rule): string =>
  when.match.length === 0
    ? 'everything that is measured'
    : when.match.map(({ label, operator, value }) => `${label} ${operator} ${value}`).join(', ');

const sayEnd = ({ clear, when, resolve }: Rule): string => {
  const at = clear === null ? 'it is within its limit again' : `it is ${clear.kind} ${quantity(clear.threshold, when.metric)}`;
  if (!resolve.auto) return 'when someone resolves it';
  const lasting = resolve.after === 0 ? '' : `, for ${spell(resolve.after)}`;
  return `once ${at}${lasting} and in ${resolve.goodReadings} readings in a row`;
};

const sayTelling = ({ channels, repeat }: Rule): string => {
  if (channels?.length === 0) return 'nobody';
  const by = channels === null ? 'every channel that is on' : channels.join(', ');
  return repeat === null ? by : `${by}; again every ${spell(repeat)} while nobody has it`;
};

/** What a rule says, in words: all that its form can change. */
export const ruleFacts = (rule: Rule, row: RuleRow): readonly Fact[] => [
  { label: 'Measures', value: sayMeasured(rule) },
  { label: 'Limit', value: isState(row.metric) ? 'should be up' : `${row.comparison} ${quantity(row.threshold, row.metric)}` },
  { label: 'Held for', value: rule.for === 0 ? 'fires at once' : spell(rule.for) },
  { label: 'Ends', value: sayEnd(rule) },
  { label: 'Looks at', value: sayPlace(rule) },
  { label: 'One alert for each', value: rule.when.by === null ? 'series' : rule.when.by.join(', ') || 'rule' },
  { label: 'Category', value: rule.category },
  { label: 'Impact', value: rule.impact ?? 'not stated' },
  { label: 'Tells by', value: sayTelling(rule) },
  { label: 'Watches', value: `${plain(row.series)} series, ${plain(row.pending)} pending, ${plain(row.firing)} firing` },
  {
    label: 'Comes from',
    value: rule.origin === 'profile' ? 'the profile that ships with Watchroom' : 'your own configuration',
  },
];
