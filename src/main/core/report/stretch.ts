import type { ReportQuestion, ReportSpan } from '../model/report.js';
import { fail, ok, type Refusal, type Result } from '../model/result.js';
import { dayOf, instantAt } from '../time/calendar.js';
import { after, type Duration, days, hours, type Instant, instant } from '../time/instant.js';

/** A stretch of time that is reported on, and how long one bar of it is. */
export interface ReportStretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly bar: Duration;
}

const LENGTHS: Readonly<Record<ReportSpan, { readonly days: number; readonly bar: Duration }>> = {
  day: { days: 1, bar: hours(1) },
  week: { days: 7, bar: hours(6) },
  month: { days: 30, bar: days(1) },
};

const DAY = 86_400_000;

/** How long one bar of a time of any length (in milliseconds) is: as of the span that it is nearest to. */
export const barOf = (length: number): Duration => {
  if (length < 2 * DAY) return LENGTHS.day.bar;
  return length <= 2 * LENGTHS.week.days * DAY ? LENGTHS.week.bar : LENGTHS.month.bar;
};

/**
 * Where the question's days lie by the clocks of the zone; without a day up to `now`. Cut to the time that this desk knows of.
 * Refused where the day is none, is still to come, or was over before this desk first started.
 */
export const stretchOf = (
  { ends, over }: ReportQuestion,
  zone: string,
  { now, bornAt }: { readonly now: Instant; readonly bornAt: Instant },
): Result<ReportStretch, Refusal> => {
  const { days: length, bar } = LENGTHS[over];
  const born = instant(Math.min(bornAt, now));
  if (ends === null) return ok({ from: later(after(now, -days(length)), born), to: now, bar });
  const day = dayNumber(ends);
  if (day === null) return refused(`${ends} is no day. Write it as 2026-11-27.`);
  const to = earlier(instantAt(day + 1, 0, zone), now);
  const from = later(instantAt(day - length + 1, 0, zone), born);
  if (day > dayOf(now, zone)) return refused(`${ends} is still to come. Choose today or a day before it.`);
  if (from >= to) return refused(`On ${ends} this desk did not run yet. Choose a later day.`);
  return ok({ from, to, bar });
};

const refused = (message: string): Result<never, Refusal> => fail({ code: 'bad-input', message, field: 'ends' });

/** `2026-11-27` as a day's number; null where there is no such day. */
const dayNumber = (text: string): number | null => {
  const at = Date.parse(`${text}T00:00:00Z`);
  // The 31st of February would be taken for the 3rd of March.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : at / DAY;
};

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
