import type { DashboardBody } from '../../../api/body/dashboard.js';
import { heading, percent, table, text } from '../block.js';
import type { ReportBlock } from '../document.js';

export const businessOf = ({ business }: DashboardBody): readonly ReportBlock[] => {
  if (business === null) return [heading('Business'), text('No source: nothing is told of visits, forms or revenue.')];
  const { conversion, forms, revenue, currency, atRisk } = business;
  const today = revenue.days.at(-1);
  const lost = atRisk.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return [
    heading('Business'),
    table(
      ['', ''],
      [
        ['Conversion', `${percent(conversion.ratio)} (${conversion.count} of ${conversion.n} visits)`],
        [
          'Revenue today, so far',
          today?.amount == null
            ? 'no record'
            : `${money(today.amount, currency)}, ${revenue.basis ?? ''}: ${JUDGEMENTS[today.judgement] ?? today.judgement}`,
        ],
        [
          'At risk by open alerts',
          atRisk.length === 0 ? 'no open alert is about the business' : `about ${money(lost, currency)}`,
        ],
      ],
    ),
    ...(forms.length === 0
      ? []
      : [
          table(
            ['Form', 'Completed', 'Failed', 'Of'],
            forms.map(({ form, completed, failures }) => [
              form,
              String(completed),
              percent(failures.ratio),
              `${failures.n} sent`,
            ]),
          ),
        ]),
    ...revenueChart(revenue, currency),
  ];
};

/** `£62.50`; whole pounds without pence. */
const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }).format(amount);

const JUDGEMENTS: Readonly<Record<string, string>> = {
  within: 'as usual',
  below: 'below what is usual',
  above: 'above what is usual',
  learning: 'what is usual is not known yet',
  'no-record': 'no record',
  'partly-observed': 'partly observed, so not judged',
};

const DAY = 86_400_000;

const revenueChart = (
  { days }: NonNullable<DashboardBody['business']>['revenue'],
  currency: string,
): readonly ReportBlock[] => {
  const points = days.flatMap(({ start, amount }): readonly (readonly [number, number])[] =>
    amount === null ? [] : [[Date.parse(start), amount]],
  );
  return points.length < 2
    ? []
    : [{ kind: 'chart', title: 'Revenue by day', unit: currency, lines: [{ name: 'revenue', points, gapAfter: 1.5 * DAY }] }];
};
