import { fail, ok, type Refusal, type Result } from '../model/result.js';
import type { CalendarMonth, ServiceLevelQuestion } from '../model/service-level.js';
import { dayOf, instantAt } from '../time/calendar.js';
import type { Instant } from '../time/instant.js';

const DAY = 86_400_000;
const NAMED = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** The calendar months of a question, oldest first, by the clocks of the zone. Refused where it names none, or all are to come. */
export const monthsOf = (
  { over, ends }: ServiceLevelQuestion,
  zone: string,
  now: Instant,
): Result<readonly CalendarMonth[], Refusal> => {
  const named = ends ?? new Date(dayOf(now, zone) * DAY).toISOString().slice(0, 7);
  const [, year, month] = NAMED.exec(named) ?? [];
  if (year === undefined || month === undefined) return refused(`${named} is no month. Write it as 2026-10.`);
  const last = Number(year) * 12 + Number(month) - 1;
  const count = over === 'year' ? 12 : 1;
  const months = Array.from({ length: count }, (_, index) => monthAt(last - count + 1 + index, zone));
  const hasBegun = months.some(({ from }) => from < now);
  return hasBegun ? ok(months) : refused(`${named} is still to come. Choose this month or one before it.`);
};

/** A month by its number: twelve of a year. */
const monthAt = (number: number, zone: string): CalendarMonth => ({
  name: nameOf(number),
  from: startOf(number, zone),
  to: startOf(number + 1, zone),
});

const nameOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

const startOf = (number: number, zone: string): Instant =>
  instantAt(Date.parse(`${nameOf(number)}-01T00:00:00Z`) / DAY, 0, zone);

const refused = (message: string): Result<never, Refusal> => fail({ code: 'bad-input', message, field: 'ends' });
