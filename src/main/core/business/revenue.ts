import type { RevenuePeriod } from '../model/revenue.js';
import { type Gap, observedShare } from '../slo/gaps.js';
import { type DayNumber, dayOf, instantAt } from '../time/calendar.js';
import { type Instant, instant } from '../time/instant.js';
import { offsetAt } from '../time/offset.js';
import { dayStart, type Period } from './periods.js';
import { expectedOf, type Forecast, forecast, LEAST_WEEKS, together } from './prediction.js';

/** What was taken, hour by hour, and when nobody could look. */
export interface Ledger {
  /** Start of an hour -> what was taken in it, in the site's currency. */
  readonly amounts: ReadonlyMap<number, number>;
  /** From when on anything was recorded. */
  readonly knownFrom: Instant;
  readonly gaps: readonly Gap[];
  readonly zone: string;
  readonly now: Instant;
}

/** So many of the same weekday make the expectation. */
export const WEEKS_BACK = 8;
/** A day that was watched less than this is no example of a day, and no period that was is judged. */
const LEAST_COVERAGE = 0.9;

/**
 * What was taken in a period, in the site's time zone, against what is usual. Expected: for each of its days the mean of the same
 * weekday in the eight weeks before the period, with a 95 % prediction interval (`prediction.ts`); of a day that is not over, up to
 * the same time on the site's clocks, and of each the same hours in which this desk looked. A period of which a tenth was not watched
 * gets no verdict. Days before the first record, and those of which a tenth was not watched, are no examples. An hour in which a
 * day begins elsewhere than on the hour belongs to the day in which the hour begins.
 */
export const revenuePeriod = (period: Period, ledger: Ledger): RevenuePeriod => {
  const { zone, now, knownFrom, gaps } = ledger;
  const start = dayStart(period.first, zone);
  const end = instant(Math.min(now, dayStart(period.last, zone)));
  const forecasts = daysOf(period, dayOf(now, zone)).map((day) => forecastOf(day, period.first, ledger));
  const all = together(forecasts);
  const expected = expectedOf(all);
  const coverage = observedShare(cut(gaps, start, end), start, end);
  const amount = end <= knownFrom ? null : within(ledger, start, end);
  return {
    start,
    end,
    isOpen: now < dayStart(period.last, zone),
    amount,
    expected,
    n: all.n,
    need: LEAST_WEEKS,
    judgement: judgementOf(amount, expected, coverage),
    coverage,
  };
};

const daysOf = ({ first, last }: Period, today: DayNumber): readonly DayNumber[] =>
  Array.from({ length: Math.max(0, Math.min(last, today + 1) - first) }, (_, index) => first + index);

const forecastOf = (day: DayNumber, before: DayNumber, ledger: Ledger): Forecast => {
  const { zone, now, gaps } = ledger;
  const end = instant(Math.min(now, dayStart(day + 1, zone)));
  const blind = cut(gaps, dayStart(day, zone), end);
  const examples: number[] = [];
  // As many of the same weekday as there are examples, the last of them before the period.
  const nearest = day - 7 * Math.ceil((day - before + 1) / 7);
  for (let back = 0; back < WEEKS_BACK; back += 1) {
    const example = nearest - 7 * back;
    const from = dayStart(example, zone);
    const to = dayStart(example + 1, zone);
    if (!isExample(from, to, ledger)) continue;
    const same = (at: Instant): Instant => sameTime(at, day, example, zone);
    const unseen = blind.reduce((sum, gap) => sum + shareWithin(ledger, same(gap.from), same(gap.to)), 0);
    examples.push(Math.max(0, within(ledger, from, same(end)) - unseen));
  }
  return forecast(examples, 'amounts');
};

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** The instant of another day at which its clocks show what they show at `at`, to the minute: a day may have 23 or 25 hours. */
const sameTime = (at: Instant, day: DayNumber, other: DayNumber, zone: string): Instant => {
  if (at >= dayStart(day + 1, zone)) return dayStart(other + 1, zone);
  const minute = Math.floor((at + offsetAt(at, zone)) / MINUTE) - day * DAY_MINUTES;
  return instantAt(other, minute, zone);
};

const isExample = (from: Instant, to: Instant, { knownFrom, gaps }: Ledger): boolean =>
  from >= knownFrom && observedShare(cut(gaps, from, to), from, to) >= LEAST_COVERAGE;

const HOUR = 3_600_000;

/** What was taken in `[from, to)`. Of an hour that `to` cuts, its share; it is what the hour has so far where `to` is now. */
const within = ({ amounts, now }: Ledger, from: Instant, to: Instant): number => {
  let sum = 0;
  for (let hour = Math.ceil(from / HOUR) * HOUR; hour < to; hour += HOUR) {
    const isSoFar = hour + HOUR > now;
    sum += (amounts.get(hour) ?? 0) * (isSoFar ? 1 : Math.min(1, (to - hour) / HOUR));
  }
  return sum;
};

/** The same by the share of each hour that lies within. */
const shareWithin = ({ amounts }: Ledger, from: Instant, to: Instant): number => {
  let sum = 0;
  for (let hour = Math.floor(from / HOUR) * HOUR; hour < to; hour += HOUR)
    sum += ((amounts.get(hour) ?? 0) * (Math.min(to, hour + HOUR) - Math.max(from, hour))) / HOUR;
  return sum;
};

const cut = (gaps: readonly Gap[], from: Instant, to: Instant): readonly Gap[] =>
  gaps
    .map((gap) => ({ ...gap, from: instant(Math.max(gap.from, from)), to: instant(Math.min(gap.to, to)) }))
    .filter((gap) => gap.from < gap.to);

const judgementOf = (
  amount: number | null,
  expected: RevenuePeriod['expected'],
  coverage: number,
): RevenuePeriod['judgement'] => {
  if (amount === null) return 'no-record';
  if (coverage < LEAST_COVERAGE) return 'partly-observed';
  if (expected === null) return 'learning';
  if (amount < expected.low) return 'below';
  return amount > expected.high ? 'above' : 'within';
};
