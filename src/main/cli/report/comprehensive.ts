import type { AlertsBody } from '../../api/body/alert.js';
import type { DashboardBody } from '../../api/body/dashboard.js';
import type { HistoryBody } from '../../api/body/history.js';
import type { PerformanceBody } from '../../api/body/performance.js';
import type { SummaryBody } from '../../api/body/summary.js';
import type { SystemBody } from '../../api/body/system.js';
import type { ReportBlock, ReportDocument, ReportLine } from './document.js';

/** Everything that a running console says of the last hours. */
export interface Told {
  readonly hours: number;
  readonly summary: SummaryBody;
  readonly alerts: AlertsBody;
  readonly dashboard: DashboardBody;
  readonly performance: PerformanceBody;
  readonly system: SystemBody;
  readonly history: HistoryBody;
}

/** The whole state of the site and of the watch in one document. What has no source says so. */
export const comprehensive = (told: Told): ReportDocument => ({
  title: `Watchroom: the last ${told.hours} h`,
  madeAt: told.summary.generatedAt,
  blocks: [
    ...watchOf(told),
    ...promisesOf(told.summary),
    ...alertsOf(told.alerts),
    ...targetsOf(told),
    ...speedOf(told.performance),
    ...businessOf(told.dashboard),
    ...machineryOf(told.system),
  ],
});

const heading = (text: string): ReportBlock => ({ kind: 'heading', text });
const text = (line: string): ReportBlock => ({ kind: 'text', text: line });
const table = (head: readonly string[], rows: readonly (readonly string[])[]): ReportBlock => ({ kind: 'table', head, rows });

const percent = (ratio: number | null): string => (ratio === null ? '–' : `${Number((ratio * 100).toFixed(2))} %`);
const seconds = (value: number | null): string =>
  value === null ? '–' : value < 1 ? `${Math.round(value * 1_000)} ms` : `${Number(value.toFixed(2))} s`;
const minutes = (value: number | null): string => (value === null ? '–' : `${Number((value / 60).toFixed(1))} min`);

const STATE: Readonly<Record<SummaryBody['status'], string>> = {
  starting: 'The watch is starting: not every target has been read yet.',
  ok: 'All is well.',
  problem: 'There are open alerts.',
  blind: 'The watch is blind: this desk cannot look.',
  muted: 'The watch is muted: nothing is told.',
};

const watchOf = ({ summary: { status, score, active, coverage }, hours }: Told): readonly ReportBlock[] => [
  text(STATE[status]),
  table(
    ['', ''],
    [
      ['Open alerts', `${active.critical} critical, ${active.warning} warning, ${active.info} info`],
      ['Score of the targets', score === null ? 'no reading yet' : `${score} of 100`],
      ['Observed', `${percent(coverage)} of the time; what was not observed counts neither way`],
      ['Over', `${hours} h`],
    ],
  ),
];

const VERDICTS = {
  met: 'met',
  missed: 'missed',
  'too-few': 'too few to judge',
  'no-reading': 'no reading',
  'no-source': 'no source',
} as const;

const promisesOf = ({ sla }: SummaryBody): readonly ReportBlock[] =>
  sla === null
    ? [heading('Service levels'), text('No objective is configured.')]
    : [
        heading('Service levels'),
        table(
          ['Objective', 'Target', 'Verdict', 'Rests on', 'Budget left'],
          sla.objectives.map(({ id, target, verdict, text: rests, budget }) => [
            id,
            percent(target),
            VERDICTS[verdict],
            rests,
            budget === null ? '–' : percent(budget.leftRatio),
          ]),
        ),
      ];

const MOST_ALERTS = 50;

const alertsOf = ({ alerts, statistics }: AlertsBody): readonly ReportBlock[] => [
  heading('Alerts'),
  text(
    `${statistics.fired} fired, ${statistics.resolved} resolved (${statistics.autoResolved} by themselves). Mean time to acknowledge ${minutes(statistics.mttaSeconds)}, to resolve ${minutes(statistics.mttrSeconds)}.`,
  ),
  ...(alerts.length === 0
    ? []
    : [
        table(
          ['Alert', 'Severity', 'State', 'Fired', 'What'],
          alerts
            .slice(0, MOST_ALERTS)
            .map(({ id, severity, state, firedAt, summary }) => [id, severity, state, firedAt, summary]),
        ),
      ]),
  ...(alerts.length > MOST_ALERTS ? [text(`${alerts.length - MOST_ALERTS} older ones are left out.`)] : []),
];

const targetsOf = ({ dashboard: { targets }, history }: Told): readonly ReportBlock[] => {
  const lines = history.series.flatMap((series): readonly ReportLine[] => {
    const points = series.points.map(([at, , mean]) => [at, mean] as const);
    return points.length < 2
      ? []
      : [{ name: series.labels.target ?? series.name, points, gapAfter: 2_500 * series.resolution }];
  });
  return [
    heading('Targets'),
    table(
      ['Target', 'State', 'Response', 'Last reading', 'Problem'],
      targets.map(({ name, state, responseSeconds, lastAt, problem }) => [
        name,
        state,
        seconds(responseSeconds),
        lastAt ?? '–',
        problem ?? '',
      ]),
    ),
    ...(lines.length === 0 ? [] : [{ kind: 'chart', title: 'Response times of the slowest pages', unit: 's', lines } as const]),
  ];
};

const speedOf = ({ webVitals, pages, budgets, lighthouse, health }: PerformanceBody): readonly ReportBlock[] => [
  heading('Performance'),
  text(health.value === null ? 'Performance health: too little is measured.' : `Performance health: ${health.value} of 100.`),
  ...(webVitals === null
    ? [text('Web Vitals: no source. Nobody sends what visitors live through.')]
    : [
        table(
          ['Web Vital', 'Of', 'p75', 'Visits', 'Rating'],
          webVitals
            .slice(0, 20)
            .map(({ metric, labels, p75, n, rating }) => [
              metric,
              Object.values(labels).join(', '),
              metric.endsWith('_seconds') ? seconds(p75) : String(Number(p75.toFixed(3))),
              String(n),
              rating,
            ]),
        ),
      ]),
  ...(pages.length === 0
    ? []
    : [
        table(
          ['Slowest pages', 'Median', 'p75', 'p95', 'Readings'],
          pages
            .slice(0, 10)
            .map(({ name, p50Seconds, p75Seconds, p95Seconds, readings }) => [
              name,
              seconds(p50Seconds),
              seconds(p75Seconds),
              seconds(p95Seconds),
              String(readings),
            ]),
        ),
      ]),
  ...(budgets === null || budgets.length === 0
    ? [text(budgets === null ? 'Budgets: no page is loaded in a browser.' : 'Budgets: no page that is loaded has one.')]
    : [
        table(
          ['Page', 'Budget', 'Measured', 'Limit', ''],
          budgets.map(({ page, kind, measured, limit, isOver }) => [
            page,
            kind,
            measured === null ? '–' : String(measured),
            String(limit),
            isOver ? 'over' : '',
          ]),
        ),
      ]),
  ...(lighthouse === null
    ? [text('Lighthouse: no audit has taken place.')]
    : [
        table(
          ['Lighthouse', 'Performance', 'Accessibility', 'Best practices', 'SEO', 'Audited'],
          lighthouse.map(({ page, scores, at }) => [
            page,
            ...(['performance', 'accessibility', 'best-practices', 'seo'] as const).map((category) =>
              String(scores[category]?.median ?? '–'),
            ),
            at,
          ]),
        ),
      ]),
];

const businessOf = ({ business }: DashboardBody): readonly ReportBlock[] => {
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
            : `${Math.round(today.amount)} ${currency}, ${revenue.basis ?? ''}: ${today.judgement}`,
        ],
        [
          'At risk by open alerts',
          atRisk.length === 0 ? 'no open alert is about the business' : `about ${Math.round(lost)} ${currency}`,
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

const machineryOf = ({ sources, store, channels, outbox, version, runtime, banners }: SystemBody): readonly ReportBlock[] => [
  heading('The watch itself'),
  text(
    `Version ${version} on ${runtime}. Store: ${store.kind}, ${store.state}. Messages: ${outbox.delivered} delivered, ${outbox.waiting} waiting, ${outbox.abandoned} given up.`,
  ),
  ...banners.map(({ text: what, remedy }) => text(`${what} ${remedy}`)),
  table(
    ['Source', 'State', 'Targets', 'Last reading', ''],
    sources.map(({ kind, state, targets, lastAt, text: said }) => [kind, state, String(targets), lastAt ?? '–', said]),
  ),
  channels.length === 0
    ? text('No channel: nobody is told of alerts.')
    : table(
        ['Channel', 'State', 'Last', ''],
        channels.map(({ kind, state, lastAt, text: said }) => [kind, state, lastAt ?? '–', said]),
      ),
];
