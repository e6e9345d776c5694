import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { after, bucketStart, type Instant, minutes } from '../../core/time/instant.js';
import type { Trouble } from '../feed/conversation.js';
import { numberOf } from '../feed/fields.js';
import { between, type Project, tableOf, unknownShape } from './project.js';

/** Counts errors that Sentry took in: it grows with each look by those of the minutes that ended since. */
export interface ErrorCounter {
  /** By the series. */
  readonly totals: Map<string, number>;
  /** The end of the last minute that was counted. */
  through: Instant | null;
}

/** Watchroom tells of its own faults under this tag, perhaps in the same project. */
const OF_THE_SITE = '!reporter:watchroom';

/** What visitors' browsers send: the platform of Sentry's browser SDKs, whatever the framework. What a server runs is `node`, `python` … */
const OF_BROWSERS = `${OF_THE_SITE} platform:javascript`;

/** Of a project that takes in both, the errors of browsers are told apart from all errors. */
const COUNTED = { js_errors_total: OF_BROWSERS, errors_total: OF_THE_SITE } as const;
const SHARES = { error_ratio: OF_THE_SITE, js_error_ratio: OF_BROWSERS } as const;

/** A minute is counted this long after its end: events come late. */
const SETTLED = minutes(1);
/** Of a longer gap nobody can say when its errors were: all at once they would look like a spike. */
const LONGEST_GAP = minutes(5);

/** The rises of `js_errors_total` and of `errors_total`. A counter that is new says 0 first, so that its first rise is one. */
export const countErrors = async (
  project: Project,
  counter: ErrorCounter,
  now: Instant,
): Promise<Result<readonly Measure[], Trouble>> => {
  const end = bucketStart(after(now, -SETTLED), minutes(1));
  const { through } = counter;
  const isFresh = through === null || end - through > LONGEST_GAP || through > end;
  const from = isFresh ? after(end, -minutes(1)) : through;
  if (from === end) return ok([]);
  const rises: [string, number][] = [];
  for (const [name, query] of Object.entries(COUNTED)) {
    const count = await numberIn(project, 'count()', { dataset: 'errors', query, ...between(from, end) });
    if (!count.ok) return count;
    rises.push([name, count.value]);
  }
  counter.through = end;
  return ok(rises.flatMap(([name, by]) => raise(counter, name, by, isFresh ? from : null, end)));
};

/** `bornAt`: when the counter began, or began again; null: it goes on. */
const raise = (counter: ErrorCounter, name: string, by: number, bornAt: Instant | null, at: Instant): readonly Measure[] => {
  const before = counter.totals.get(name) ?? 0;
  counter.totals.set(name, before + by);
  const risen: Measure = { name, value: before + by, at };
  return bornAt === null ? [risen] : [{ name, value: before, at: bornAt }, risen];
};

const RATIO_SPAN = minutes(15);
/** A share of fewer page loads proves nothing. */
const LEAST_LOADS = 20;

/**
 * The share of page loads that met an error, of whatever kind and in the browser: the traces with errors over the page loads of 15 minutes, which Sentry
 * extrapolates where only a sample of them is sent. Nothing where page loads are not traced, or too few.
 */
export const shareErrors = async (project: Project, now: Instant): Promise<Result<readonly Measure[], Trouble>> => {
  const span = between(after(now, -RATIO_SPAN), now);
  const loads = await numberIn(project, 'count()', { dataset: 'spans', query: 'span.op:pageload', ...span });
  if (!loads.ok) return loads;
  if (loads.value < LEAST_LOADS) return ok([]);
  const shares: Measure[] = [];
  for (const [name, query] of Object.entries(SHARES)) {
    const failed = await numberIn(project, 'count_unique(trace)', { dataset: 'errors', query, ...span });
    if (!failed.ok) return failed;
    shares.push({ name, value: Math.min(1, failed.value / loads.value) });
  }
  return ok(shares);
};

const numberIn = async (
  project: Project,
  field: string,
  query: Readonly<Record<string, string>>,
): Promise<Result<number, Trouble>> => {
  const table = await tableOf(project, { field, ...query });
  if (!table.ok) return table;
  const [row] = table.value.rows;
  const count = row === undefined ? 0 : numberOf(row[field]);
  return count === undefined || count < 0 ? fail(unknownShape(project, `it has no ${field}`)) : ok(count);
};
