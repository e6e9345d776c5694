import type { Labels } from '../../core/model/labels.js';
import type { Measure } from '../../core/model/reading.js';
import { ok, type Result } from '../../core/model/result.js';
import { pageOf } from '../../core/privacy/scrub.js';
import { after, type Instant, minutes } from '../../core/time/instant.js';
import type { Trouble } from '../feed/conversation.js';
import { type Fields, numberOf, textOf } from '../feed/fields.js';
import { onlyDistinct } from '../feed/series.js';
import { between, type Project, secondsOf, type Table, tableOf } from './project.js';

/** So long a stretch is looked at, and so long is waited for spans that are still on their way. */
const SPAN = minutes(5);
const SETTLING = minutes(1);

const DURATIONS: Readonly<Record<string, string>> = {
  'p75(span.duration)': 'sentry_transaction_p75_seconds',
  'p95(span.duration)': 'sentry_transaction_p95_seconds',
};
/** The most frequent ones; what is seldom proves nothing. */
const ROWS = '20';

/** How long the server's transactions took within the last five minutes, and how many a minute there were: of all, and of the most frequent. */
export const readTransactions = async (project: Project, now: Instant): Promise<Result<readonly Measure[], Trouble>> => {
  const measures: Measure[] = [];
  for (const by of [[], ['transaction']]) {
    const table = await tableOf(project, {
      field: [...by, ...Object.keys(DURATIONS), 'count()'],
      dataset: 'spans',
      query: 'is_transaction:true',
      sort: '-count()',
      per_page: ROWS,
      ...between(after(now, -(SPAN + SETTLING)), after(now, -SETTLING)),
    });
    if (!table.ok) return table;
    measures.push(...table.value.rows.flatMap((row) => measuresOf(row, table.value, by.length > 0)));
  }
  return ok(onlyDistinct(measures));
};

const measuresOf = (row: Fields, { units }: Table, isNamed: boolean): readonly Measure[] => {
  const name = textOf(row.transaction);
  const count = numberOf(row['count()']);
  if ((isNamed && name === undefined) || count === undefined) return [];
  const labels = name === undefined ? {} : labelsOf(name);
  const durations = Object.entries(DURATIONS).flatMap(([field, series]) => {
    const value = numberOf(row[field]);
    return value === undefined || count === 0 ? [] : [{ name: series, labels, value: value * secondsOf(units[field]) }];
  });
  return [...durations, { name: 'sentry_transactions_per_minute', labels, value: count / (SPAN / minutes(1)) }];
};

/** Servers name a transaction `GET /tutors/:id`, browsers by the path alone. */
const labelsOf = (name: string): Labels => {
  const [, method, path] = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (.*)$/s.exec(name) ?? [];
  return method === undefined || path === undefined ? { page: pageOf(name) } : { page: pageOf(path), method };
};
