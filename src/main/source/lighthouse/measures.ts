import { sayScore } from '../../core/lighthouse/note.js';
import {
  type AuditRun,
  CATEGORIES,
  type LabVital,
  type Middle,
  middleOf,
  scoresOf,
  VITALS,
  vitalsOf,
} from '../../core/lighthouse/run.js';
import type { Measure } from '../../core/model/reading.js';
import type { AuditRecord } from '../../core/port/audits.js';
import { shownAddress } from '../http/web-address.js';

export const VITAL_METRICS: Readonly<Record<LabVital, string>> = {
  fcp: 'lighthouse_fcp_seconds',
  lcp: 'lighthouse_lcp_seconds',
  tbt: 'lighthouse_tbt_seconds',
  cls: 'lighthouse_cls',
  speedIndex: 'lighthouse_speed_index_seconds',
  interactive: 'lighthouse_interactive_seconds',
};

/** The medians of an audit. Of a strained machine nothing that depends on its speed. */
export const measuresOf = ({ runs, degraded }: AuditRecord): readonly Measure[] => [
  ...CATEGORIES.filter((category) => degraded === null || category !== 'performance').flatMap((category) =>
    measure('lighthouse_score', middleOf(scoresOf(runs, category)), { category }),
  ),
  ...(degraded === null ? VITALS : []).flatMap((vital) => measure(VITAL_METRICS[vital], middleOf(vitalsOf(runs, vital)))),
  ...measure('lighthouse_benchmark_index', middleOf(benchmarksOf(runs))),
];

const measure = (name: string, middle: Middle | undefined, labels?: Measure['labels']): readonly Measure[] =>
  middle === undefined ? [] : [{ name, value: middle.median, ...(labels === undefined ? {} : { labels }) }];

const benchmarksOf = (runs: readonly AuditRun[]): readonly number[] => runs.flatMap(({ benchmark }) => benchmark ?? []);

const NAMES = { performance: 'performance', accessibility: 'accessibility', 'best-practices': 'best practices', seo: 'SEO' };

/**
 * What people read of an audit: each score with its spread and whether it differs from last time's, the run that the report
 * is of, what the machine could do. `before`: the last audit of the same kind that counted.
 */
export const noteOf = (
  record: AuditRecord,
  before: AuditRecord | undefined,
  trouble: string | null,
  finalUrl: string | null,
): string => {
  const { runs, degraded, median, failed } = record;
  const judged = degraded === null ? CATEGORIES : CATEGORIES.filter((category) => category !== 'performance');
  const scores = judged.flatMap((category) => {
    const said = sayScore(category, runs, before?.runs ?? []);
    return said === null ? [] : [`${NAMES[category]} ${said}`];
  });
  const benchmark = middleOf(benchmarksOf(runs));
  const facts = [
    ...(degraded === null ? [] : [`degraded: ${degraded}, so its speed is not judged`]),
    ...scores,
    ...(runs.length > 1 && record.id !== '' ? [`report of run ${median + 1} of ${runs.length}`] : []),
    ...(benchmark === undefined ? [] : [`benchmark ${Math.round(benchmark.median)}`]),
    ...(trouble === null ? [] : [`${failed} of ${failed + runs.length} runs failed: ${trouble}`]),
    ...(isElsewhere(record.url, finalUrl)
      ? [`the page led to ${shownAddress(new URL(finalUrl ?? ''))}, which is what was audited`]
      : []),
  ];
  return `${record.page}: ${facts.join('; ')}.`;
};

const isElsewhere = (url: string, finalUrl: string | null): boolean => {
  if (finalUrl === null || !URL.canParse(finalUrl) || !URL.canParse(url)) return false;
  const [asked, came] = [new URL(url), new URL(finalUrl)];
  return asked.host !== came.host || asked.pathname !== came.pathname;
};
