import { assertNever } from '../model/result.js';
import type { Quantile, Subject } from '../model/rule.js';
import { addTotals, noTotals, type Totals } from '../sample/block-tree.js';
import { runningQuantile } from '../sample/running-sketch.js';
import { quantileOf } from '../sample/select.js';
import { eachWithin, instantUpTo, newestUpTo, riseWithin, spreadWithin, totalsWithin } from '../sample/window-read.js';
import type { Instant } from '../time/instant.js';
import type { Measured } from './measured.js';
import { type Case, isCurrent, isCurrentCounter, type Member } from './member.js';
import { rolledUpWithin } from './rolled-up.js';
import { isFurther, sideOf } from './side.js';

type Metric = Subject & { readonly kind: 'metric' };

/** The value that a rule's metric has for its group at `to`, which is now or an earlier instant; null where there is none. */
export const reduceMetric = (subject: Metric, judged: Case, to: Instant): Measured | null => {
  if (subject.reduce === 'last') return lastOf(judged, to);
  const length = subject.window ?? 0;
  return subject.reduce === 'increase' ? increaseOf(judged, length, to) : pooled(subject, judged, length, to);
};

/** Of the current last values the one furthest into breach. */
const lastOf = ({ rule, group, at }: Case, to: Instant): Measured | null => {
  const side = sideOf(rule.when.test) === 'below' ? 'below' : 'above';
  let value: number | null = null;
  let when = 0;
  let n = 0;
  for (const member of group) {
    const newest = isCurrent(rule.when, member, at.observed) ? newestUpTo(member.samples, to) : null;
    if (newest === null) continue;
    n += 1;
    if (value !== null && !isFurther(side, newest.value, value)) continue;
    value = newest.value;
    when = newest.at;
  }
  return value === null ? null : { value, n, at: when as Instant, rolledUpTo: null, share: null };
};

/** The summed rise of counters. */
const increaseOf = ({ rule, group, at }: Case, length: number, to: Instant): Measured | null => {
  let value: number | null = null;
  let n = 0;
  let when = 0;
  for (const member of group) {
    if (!isCurrentCounter(rule.when, member, length, at.observed)) continue;
    const { samples } = member;
    const rise = riseWithin(samples, to - length, to);
    if (rise === null) continue;
    value = (value ?? 0) + rise;
    n += totalsWithin(samples, to - length, to).n;
    when = Math.max(when, newestUpTo(samples, to)?.at ?? 0);
  }
  return value === null ? null : { value, n, at: when as Instant, rolledUpTo: rolledUpWithin(group, to - length), share: null };
};

/** All samples of the group in the window, taken together. */
const pooled = (subject: Metric, { group }: Case, length: number, to: Instant): Measured | null => {
  const members = group.some(hasEnded) ? group.filter((member) => !member.isEnded) : group;
  const totals = noTotals();
  let when = 0;
  for (const { samples } of members) {
    addTotals(totals, totalsWithin(samples, to - length, to));
    when = Math.max(when, instantUpTo(samples, to));
  }
  if (totals.n === 0) return null;
  const value = reducedOf(subject.reduce, totals, members, length, to);
  return value === null
    ? null
    : { value, n: totals.n, at: when as Instant, rolledUpTo: rolledUpWithin(members, to - length), share: null };
};

const hasEnded = ({ isEnded }: Member): boolean => isEnded;

const reducedOf = (
  reduce: Metric['reduce'],
  totals: Totals,
  members: readonly Member[],
  length: number,
  to: Instant,
): number | null => {
  switch (reduce) {
    case 'avg':
      return totals.sum / totals.n;
    case 'min':
      return totals.min;
    case 'max':
      return totals.max;
    case 'sum':
      return totals.sum;
    case 'count':
      return totals.n;
    case 'p50':
    case 'p75':
    case 'p90':
    case 'p95':
    case 'p99':
      return spreadOf(QUANTILES[reduce], totals.n, members, length, to);
    case 'last':
    case 'increase':
      return null;
    default:
      return assertNever(reduce);
  }
};

const QUANTILES: Readonly<Record<Quantile, number>> = { p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 };

/** Up to this many samples a quantile is exact; of more it is known to within 1 % of itself. */
const MOST_EXACT = 1_024;

const spreadOf = (q: number, n: number, members: readonly Member[], length: number, to: Instant): number | null => {
  if (n > MOST_EXACT || rolledUpWithin(members, to - length) !== null)
    return runningQuantile(
      members.map(({ samples }) => spreadWithin(samples, length, to)),
      q,
    );
  const values = new Float64Array(n);
  let filled = 0;
  for (const { samples } of members) {
    eachWithin(samples, to - length, to, (value) => {
      values[filled] = value;
      filled += 1;
    });
  }
  return quantileOf(values, q);
};
