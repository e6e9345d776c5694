import type { RevenueAtRisk } from '../model/revenue.js';
import { type Gap, observedShare } from '../slo/gaps.js';
import type { Instant } from '../time/instant.js';
import { localHours } from '../time/zone.js';
import { expectedOf, forecast, LEAST_WEEKS } from './prediction.js';

/** The completed submissions of one form: hour by hour in earlier weeks, and since the alert began. */
export interface FormCourse {
  readonly form: string;
  /** What one is worth, in the site's currency. */
  readonly value: number;
  /** Start of an hour -> how many. */
  readonly hours: ReadonlyMap<number, number>;
  readonly actual: number;
}

export interface RiskContext {
  readonly alert: RevenueAtRisk['alert'];
  readonly from: Instant;
  readonly to: Instant;
  readonly zone: string;
  readonly currency: string;
  readonly knownFrom: Instant | null;
  readonly gaps: readonly Gap[];
  /** Whether the configuration says what any of the alert's forms is worth. */
  readonly hasValues: boolean;
}

const WEEKS_BACK = 8;
const HOUR = 3_600_000;
const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;
const LEAST_COVERAGE = 0.9;

/**
 * What was lost since an alert began: for each form (expected − actual) × its value, and never less than nothing. Expected: the mean
 * over the eight weeks before of the same hours of the week on the site's clocks, with the 95 % prediction interval of counts
 * (`prediction.ts`), less what falls into the time in which this desk did not look: what it did not see is no loss. Without three
 * watched weeks of record, or where nothing was watched, it cannot be told.
 */
export const revenueAtRisk = (courses: readonly FormCourse[], context: RiskContext): RevenueAtRisk => {
  const { alert, from, to, currency, knownFrom, hasValues } = context;
  const coverage = observedShare(cut(context.gaps, from, to), from, to);
  const about = { alert, from, to, currency, need: LEAST_WEEKS, coverage } as const;
  const untold = (because: NonNullable<RevenueAtRisk['because']>, n: number): RevenueAtRisk => ({
    ...about,
    ...{ state: 'cannot-be-told', because, forms: [], amount: null, between: null, n },
  });
  if (!hasValues) return untold('no-values', 0);
  if (knownFrom === null || courses.length === 0) return untold('no-source', 0);
  if (coverage === 0) return untold('unobserved', 0);
  const weeks = usableWeeks(context, knownFrom);
  if (weeks.length < LEAST_WEEKS) return untold('learning', weeks.length);
  const forms = courses.flatMap(({ form, value, hours, actual }) => {
    const counts = weeks.map((back) => countLike(hours, context, back));
    const expected = expectedOf(forecast(counts, 'counts'));
    return expected === null ? [] : [{ form, actual, expected, value }];
  });
  const lost = (pick: 'mean' | 'low' | 'high'): number =>
    forms.reduce((sum, { actual, expected, value }) => sum + Math.max(0, expected[pick] - actual) * value, 0);
  return {
    ...about,
    ...{ state: 'known', because: null, forms, amount: lost('mean'), between: [lost('low'), lost('high')], n: weeks.length },
  };
};

/** Weeks back in which the same hours are on record and were watched. */
const usableWeeks = ({ from, to, gaps }: RiskContext, knownFrom: Instant): readonly number[] => {
  const least = Math.ceil((to - from) / (WEEK_HOURS * HOUR));
  return Array.from({ length: WEEKS_BACK }, (_, index) => index + Math.max(1, least)).filter((back) => {
    const [start, end] = [from - back * WEEK_HOURS * HOUR, to - back * WEEK_HOURS * HOUR] as [Instant, Instant];
    return start >= knownFrom && observedShare(cut(gaps, start, end), start, end) >= LEAST_COVERAGE;
  });
};

const cut = (gaps: readonly Gap[], start: Instant, end: Instant): readonly Gap[] =>
  gaps
    .map((gap) => ({ ...gap, from: Math.max(gap.from, start) as Instant, to: Math.min(gap.to, end) as Instant }))
    .filter((gap) => gap.from < gap.to);

/** Share of an hour of the stretch in which this desk looked. */
const watchedOf = (hour: number, { from, to, gaps }: RiskContext): number => {
  const [start, end] = [Math.max(from, hour * HOUR), Math.min(to, (hour + 1) * HOUR)] as [Instant, Instant];
  return (observedShare(cut(gaps, start, end), start, end) * (end - start)) / HOUR;
};

/** How many came in the same hours so many weeks back; of an hour that was watched in part, its share. */
const countLike = (hours: ReadonlyMap<number, number>, context: RiskContext, back: number): number => {
  const { from, to, zone } = context;
  const local = localHours(zone);
  let sum = 0;
  for (let hour = Math.floor(from / HOUR); hour * HOUR < to; hour += 1) {
    const like = hour - back * WEEK_HOURS;
    // Where the clocks were changed between, the same hour on them is one earlier or later.
    const same = like + (local(hour) - back * WEEK_HOURS - local(like));
    sum += (hours.get(same * HOUR) ?? 0) * watchedOf(hour, context);
  }
  return sum;
};
