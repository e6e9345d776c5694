import type { Measure } from '../../core/model/reading.js';
import { ok, type Result } from '../../core/model/result.js';
import { labelOf, pageOf } from '../../core/privacy/scrub.js';
import { after, hours, type Instant } from '../../core/time/instant.js';
import { slug } from '../builds/status.js';
import type { Trouble } from '../feed/conversation.js';
import { numberOf, textOf } from '../feed/fields.js';
import { eachOnce } from '../feed/series.js';
import { between, type Project, secondsOf, type Table, tableOf } from './project.js';

/** Names of their own: percentiles of an hour among single visitors' values would falsify every window. */
const VITALS: Readonly<Record<string, string>> = {
  'p75(measurements.lcp)': 'sentry_lcp_p75_seconds',
  'p75(measurements.inp)': 'sentry_inp_p75_seconds',
  'p75(measurements.fcp)': 'sentry_fcp_p75_seconds',
  'p75(measurements.ttfb)': 'sentry_ttfb_p75_seconds',
  'p75(measurements.cls)': 'sentry_cls_p75',
};

/** By what they are told apart: our label -> Sentry's field, and how its values become labels. Null: the site as a whole. */
const BY: readonly (readonly [label: string, field: string, name: (text: string) => string | undefined] | null)[] = [
  null,
  ['page', 'transaction', pageOf],
  ['device', 'device.family', (text) => labelOf(slug(text) ?? '')],
  ['country', 'user.geo.country_code', (text) => labelOf(text)],
];

/** The most frequent pages, devices and countries; what is seldom proves nothing. */
const ROWS = '20';

/** The 75th percentiles of the last hour, of the site and of its busiest pages, devices and countries. */
export const readVitals = async (project: Project, now: Instant): Promise<Result<readonly Measure[], Trouble>> => {
  const measures: Measure[] = [];
  for (const by of BY) {
    const table = await tableOf(project, {
      field: [...(by === null ? [] : [by[1]]), ...Object.keys(VITALS), 'count()'],
      dataset: 'spans',
      query: 'has:measurements.lcp OR has:measurements.inp',
      sort: '-count()',
      per_page: ROWS,
      ...between(after(now, -hours(1)), now),
    });
    if (!table.ok) return table;
    measures.push(...measuresOfTable(table.value, by));
  }
  return ok(eachOnce(measures));
};

const measuresOfTable = ({ rows, units }: Table, by: (typeof BY)[number]): readonly Measure[] =>
  rows.flatMap((row) => {
    const text = by === null ? null : textOf(row[by[1]]);
    const name = by === null || text == null ? null : by[2](text);
    // A row without the field would be everything that has none.
    if (by !== null && name == null) return [];
    const labels = by === null ? {} : { [by[0]]: name as string };
    return Object.entries(VITALS).flatMap(([field, series]) => {
      const value = numberOf(row[field]);
      // No visit at all is said as 0 too, and nothing is painted in no time; a layout may well not shift.
      const isNone = value === undefined || (value === 0 && series.endsWith('_seconds'));
      return isNone ? [] : [{ name: series, labels, value: value * scaleOf(series, units[field]) }];
    });
  });

/** Durations come in milliseconds unless their unit says otherwise; CLS has none. */
const scaleOf = (series: string, unit: unknown): number => (series.endsWith('_seconds') ? secondsOf(unit) : 1);
