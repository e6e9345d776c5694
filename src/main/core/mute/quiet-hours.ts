import type { QuietHours } from '../model/telling.js';
import { dayOf, instantAt } from '../time/calendar.js';
import type { Instant } from '../time/instant.js';

/** When the quiet hours that run at `now` end; null where none run. `from` is inclusive, `to` exclusive. */
export const quietUntil = (quiet: QuietHours | null, now: Instant): Instant | null => {
  if (quiet === null) return null;
  const { from, to, timeZone } = quiet;
  const today = dayOf(now, timeZone);
  // A night belongs to the day on which it begins.
  for (const day of [today - 1, today]) {
    const start = instantAt(day, from, timeZone);
    const end = instantAt(to > from ? day : day + 1, to, timeZone);
    if (start <= now && now < end) return end;
  }
  return null;
};
