import type { Rule, RuleRow } from '../../../preload/contract/views.js';
import { isState, metricName, plain, quantity } from '../../text/quantity.js';
import { spell } from '../../text/time.js';

interface Fact {
  readonly label: string;
  readonly value: string;
}

const REDUCED: Readonly<Record<string, string>> = {
  last: 'last value',
  avg: 'average',
  min: 'lowest',
  max: 'highest',
  sum: 'sum',
  count: 'number of values',
};

const sayMeasured = ({ when }: Rule): string => {
  const { subject } = when;
  if (subject.kind === 'ratio') return `${subject.bad} as a share of ${subject.total} over ${spell(subject.window)}`;
  const reduced = REDUCED[subject.reduce] ?? subject.reduce;
  const taken = subject.window === null ? reduced : `${reduced} over ${spell(subject.window)}`;
  const name = metricName(subject.metric);
  return `${name === subject.metric ? name : `${name} (${subject.metric})`}, ${taken}`;
};

const sayPlace = ({ when }: Rule): string =>
  when.match.length === 0
    ? 'everything that is measured'
    : when.match.map(({ label, operator, value }) => `${label} ${operator} ${value}`).join(', ');

const sayEnd = ({ clear, resolve }: Rule, metric: string): string => {
  const at = clear === null ? 'it is within its limit again' : `it is ${clear.kind} ${quantity(clear.threshold, metric)}`;
  if (!resolve.auto) return 'when someone resolves it';
  const lasting = resolve.after === 0 ? '' : `, for ${spell(resolve.after)}`;
  return `once ${at}${lasting} and in ${resolve.goodReadings} readings in a row`;
};

const sayTelling = ({ channels, repeat }: Rule): string => {
  if (channels?.length === 0) return 'nobody';
  const by = channels === null ? 'every channel that is on' : channels.join(', ');
  return repeat === null ? by : `${by}; again every ${spell(repeat)} while nobody has it`;
};

/** None where no single number limits it: its condition says the rest. */
const sayLimit = ({ metric, comparison, threshold }: RuleRow): readonly Fact[] => {
  if (isState(metric)) return [{ label: 'Limit', value: 'should be up' }];
  return threshold === null ? [] : [{ label: 'Limit', value: `${comparison} ${quantity(threshold, metric)}` }];
};

/** What a rule says, in words: all that its form can change. */
export const ruleFacts = (rule: Rule, row: RuleRow): readonly Fact[] => [
  { label: 'Measures', value: sayMeasured(rule) },
  ...sayLimit(row),
  { label: 'Held for', value: rule.for === 0 ? 'fires at once' : spell(rule.for) },
  { label: 'Ends', value: sayEnd(rule, row.metric) },
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
