import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { after, bucketStart, type Instant, minutes } from '../../core/time/instant.js';
import type { Trouble } from '../feed/conversation.js';
import { numberOf } from '../feed/fields.js';
import { between, type Project, tableOf, unknownShape } from './project.js';

/** Counts errors that Sentry took in: it grows with each look by those of the minutes that ended since. */
export interface ErrorCounter {
  total: number;
  /** The end of the last minute that was counted. */
  through: Instant | null;
}

/** Watchroom tells of its own faults under this tag, perhaps in the same project. */
const OF_THE_SITE = '!reporter:watchroom';

/** A minute is counted this long after its end: events come late. */
const SETTLED = minutes(1);
/** Of a longer gap nobody can say when its errors were: all at once they would look like a spike. */
const LONGEST_GAP = minutes(5);

/** The rise of `js_errors_total`. A counter that is new says 0 first, so that its first rise is one. */
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
  const count = await numberIn(project, 'count()', { dataset: 'errors', query: OF_THE_SITE, ...between(from, end) });
  if (!count.ok) return count;
  const before: Measure = { name: 'js_errors_total', value: counter.total, at: from };
  counter.total += count.value;
  counter.through = end;
  const risen: Measure = { name: 'js_errors_total', value: counter.total, at: end };
  return ok(isFresh ? [before, risen] : [risen]);
};

const RATIO_SPAN = minutes(15);
/** A share of fewer page loads proves nothing. */
const LEAST_LOADS = 20;

/**
 * The share of page loads that met an error: the traces with errors over the page loads of 15 minutes, which Sentry
 * extrapolates where only a sample of them is sent. Nothing where page loads are not traced, or too few.
 */
export const shareErrors = async (project: Project, now: Instant): Promise<Result<readonly Measure[], Trouble>> => {
  const span = between(after(now, -RATIO_SPAN), now);
  const loads = await numberIn(project, 'count()', { dataset: 'spans', query: 'span.op:pageload', ...span });
  if (!loads.ok) return loads;
  if (loads.value < LEAST_LOADS) return ok([]);
  const failed = await numberIn(project, 'count_unique(trace)', { dataset: 'errors', query: OF_THE_SITE, ...span });
  if (!failed.ok) return failed;
  return ok([{ name: 'error_ratio', value: Math.min(1, failed.value / loads.value) }]);
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
