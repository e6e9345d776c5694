import { type Trend, trendOf } from '../baseline/trend.js';
import type { Judgement, Test } from '../model/rule.js';
import type { Sample } from '../model/sample.js';
import { addTotals, noTotals } from '../sample/block-tree.js';
import type { SampleWindow } from '../sample/sample-window.js';
import { newestUpTo, totalsWithin } from '../sample/window-read.js';
import { days, hours, type Instant } from '../time/instant.js';
import { noData } from './measured.js';
import { type Case, isCurrent } from './member.js';
import { rolledUpWithin } from './rolled-up.js';

type TrendTest = Test & { readonly kind: 'trend' };

/** A steady slope over the time that the rule names. The value is the median change per day, in the metric's unit. */
export const judgeTrend = (test: TrendTest, judged: Case): Judgement => {
  const { rule, group, at } = judged;
  const newest = group
    .filter((member) => isCurrent(rule.when, member, at.observed))
    .reduce((latest, { samples }) => Math.max(latest, newestUpTo(samples, at.now)?.at ?? 0), 0);
  if (newest === 0) return noData;
  const trend = knownTrend(test, judged);
  if (trend === null) return { ...noData, verdict: 'too-few' };
  const isBreach = trend.direction === test.direction;
  return {
    verdict: isBreach ? 'breach' : 'ok',
    value: trend.perDay,
    threshold: 0,
    n: trend.n,
    sampleAt: newest,
    clears: !isBreach,
    basis: {
      kind: 'trend',
      p: trend.p,
      direction: trend.direction,
      effectPerDay: trend.perDay,
      rolledUpTo: rolledUpWithin(group, at.now - test.over),
    },
  };
};

/** Points that a stretch is made of at most: an hour each over a week. */
const MOST_POINTS = 168;
const FEW_POINTS = 24;

/** At least the half of that time must have points: an hour shows no trend of a week. */
const LEAST_SHARE = 2;

/** Length of the stretches whose means are compared: an hour, more over longer than a week, less over less than a day. */
const stretchOf = (over: number): number => (over < days(1) ? over / FEW_POINTS : Math.max(hours(1), over / MOST_POINTS));

interface Known {
  readonly stretch: number;
  readonly members: number;
  readonly trend: Trend | null;
}

/** What was found for the last complete stretch: comparing all pairs of points anew with each sample would find the same. */
const found = new WeakMap<SampleWindow, Map<string, Known>>();

const knownTrend = (test: TrendTest, { rule, group, at }: Case): Trend | null => {
  const [first] = group;
  if (first === undefined) return null;
  const length = stretchOf(test.over);
  const stretch = Math.floor(at.now / length);
  const byRule = found.get(first.samples) ?? new Map<string, Known>();
  found.set(first.samples, byRule);
  const key = `${rule.id} ${test.over} ${test.p}`;
  const known = byRule.get(key);
  if (known?.stretch === stretch && known.members === group.length) return known.trend;
  const points = pointsOf(group, stretch, length, test.over);
  const trend = points.length * length * LEAST_SHARE < test.over ? null : trendOf(points, test.p);
  byRule.set(key, { stretch, members: group.length, trend });
  return trend;
};

/** The means of the complete stretches, oldest first; one without a sample has no point. */
const pointsOf = (group: Case['group'], last: number, length: number, over: number): readonly Sample[] => {
  const points: Sample[] = [];
  for (let stretch = last - Math.floor(over / length); stretch < last; stretch += 1) {
    const totals = noTotals();
    for (const { samples } of group) addTotals(totals, totalsWithin(samples, stretch * length, (stretch + 1) * length));
    if (totals.n > 0) points.push({ at: (stretch * length) as Instant, value: totals.sum / totals.n });
  }
  return points;
};
