import type { KeptPromise, ReportLimit, ServiceLevelReport } from '../../../core/model/service-level.js';
import type { Objective } from '../../../core/model/slo.js';
import { heading, percent, table, text } from '../block.js';
import type { ReportBlock, ReportDocument } from '../document.js';

/** How the promises were kept, as a document of its own. */
export const serviceLevelDocument = (report: ServiceLevelReport): ReportDocument => ({
  title: `${report.site}: service levels, ${dayOf(report.from, report)} to ${dayOf(report.to - 1, report)}`,
  madeAt: `${new Date(report.made.at).toISOString()} by ${report.made.by}`,
  blocks: [...dataOf(report), ...promisesOf(report), ...incidentsOf(report), ...maintenanceOf(report), ...changesOf(report)],
});

const dayOf = (at: number, { timeZone }: ServiceLevelReport): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

const LIMITS: Readonly<Record<ReportLimit['kind'], (day: string) => string>> = {
  running: (day) => `the time is not over: this is as of ${day}`,
  'before-start': (day) => `this desk first started on ${day}, and observed nothing before`,
  history: (day) => `readings from before ${day} are not kept any more`,
  alerts: (day) => `alerts that ended before ${day} are not kept any more`,
  audit: (day) => `changes of the configuration from before ${day} are not kept any more`,
};

const dataOf = (report: ServiceLevelReport): readonly ReportBlock[] => {
  const said = report.limits.map(({ kind, at }) => LIMITS[kind](dayOf(at, report)));
  const seen = leastSeen(report);
  if (said.length === 0 && seen === null) return [text('The data is complete.')];
  return [text([said.length === 0 ? null : `The data is partial: ${said.join('; ')}.`, seen].filter(Boolean).join(' '))];
};

/** A time of which nothing is missing may still not have been watched; null: it was, as good as all of it. */
const leastSeen = ({ promises }: ServiceLevelReport): string | null => {
  const shares = promises.filter(({ objective }) => objective.hasSource).map(({ total }) => total.observed);
  const least = Math.min(1, ...shares);
  return least >= AS_GOOD_AS_ALL
    ? null
    : `Of this time ${percent(downTo(least, 1e3))} was observed, by the promise that was seen least.`;
};

const AS_GOOD_AS_ALL = 0.9995;
const downTo = (share: number, parts: number): number => Math.floor(share * parts) / parts;

const VERDICTS: Readonly<Record<KeptPromise['verdict'], string>> = {
  met: 'kept',
  missed: 'missed',
  'too-few': 'too few to judge',
  unobserved: 'not observed',
};

/** A promise that nothing gives readings for says so, and one whose source gave none while the desk looked. */
const judged = ({ verdict, observed }: KeptPromise, hasSource: boolean): string => {
  if (verdict !== 'unobserved') return VERDICTS[verdict];
  if (!hasSource) return 'no source';
  return observed > 0 ? 'no reading' : VERDICTS.unobserved;
};

const FIGURES = ['Kept value', 'n', 'Observed', 'Minutes missed', 'Budget used', 'Judged'];

/** Rounded down to a thousandth of a percent, so that nothing looks kept that is not. */
const shareDown = (ratio: number | null): string =>
  ratio === null ? '–' : `${Number((Math.floor(ratio * 1e5) / 1e3).toFixed(3))} %`;

const figuresOf = (kept: KeptPromise, { hasSource }: Objective): readonly string[] => [
  shareDown(kept.ratio),
  String(kept.valid),
  percent(downTo(kept.observed, 1e4)),
  kept.missed === null ? '–' : String(Number((kept.missed / 60_000).toFixed(1))),
  percent(kept.budgetUsed),
  judged(kept, hasSource),
];

const promisesOf = ({ promises, over }: ServiceLevelReport): readonly ReportBlock[] => [
  heading('Promises'),
  promises.length === 0
    ? text('The configuration promises nothing.')
    : table(
        ['Promise', 'Target', ...FIGURES],
        promises.map(({ objective, total }) => [objective.id, percent(objective.target), ...figuresOf(total, objective)]),
      ),
  ...(over === 'month'
    ? []
    : promises.flatMap(({ objective, months }) => [
        heading(`${objective.id} by month`),
        table(
          ['Month', ...FIGURES],
          months.map((month) => [month.month, ...figuresOf(month, objective)]),
        ),
      ])),
];

const incidentsOf = ({ incidents, moreIncidents }: ServiceLevelReport): readonly ReportBlock[] => [
  heading('Worst incidents'),
  incidents.length === 0
    ? text('No critical alert and no warning is known of this time.')
    : table(
        ['Severity', 'What', 'Since', 'Minutes'],
        incidents.map(({ severity, summary, startedAt, resolvedAt }) => [
          severity,
          summary,
          new Date(startedAt).toISOString(),
          resolvedAt === null ? 'not over' : ((resolvedAt - startedAt) / 60_000).toFixed(1),
        ]),
      ),
  ...(moreIncidents === 0 ? [] : [text(`And ${moreIncidents} more, less grave or shorter.`)]),
];

const maintenanceOf = ({ maintenance, promises }: ServiceLevelReport): readonly ReportBlock[] =>
  maintenance.length === 0
    ? [heading('Maintenance'), text('No window that is configured now lay in this time.')]
    : [
        heading('Maintenance'),
        text('It takes nothing out of a promise: what failed in it counts.'),
        table(
          ['Window', 'Times', 'Minutes'],
          maintenance.map(({ name, times, length }) => [name, String(times), String(Math.round(length / 60_000))]),
        ),
        table(
          ['Promise', 'Without the hours that maintenance touched', 'n'],
          promises.map(({ objective, besideMaintenance: { good, valid } }) => [
            objective.id,
            shareDown(valid === 0 ? null : good / valid),
            String(valid),
          ]),
        ),
      ];

const changesOf = ({ changes, otherSaves }: ServiceLevelReport): readonly ReportBlock[] => [
  heading('Changes of the promises'),
  changes.length === 0
    ? text('No change of a promise is written down in this time.')
    : table(
        ['When', 'By', 'What'],
        changes.map(({ at, by, promises }) => [new Date(at).toISOString(), by, promises]),
      ),
  ...(otherSaves === 0 ? [] : [text(`${otherSaves} other saves of the configuration named no change of a promise.`)]),
];
