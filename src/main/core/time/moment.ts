import { dayOf, instantAt, readDateTime } from './calendar.js';
import { parseDuration } from './duration.js';
import { after, type Instant } from './instant.js';

const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)$/;
const AGO = /^(.+?) ago$/;
const DATED = /^\d{4}-\d\d-\d\d[T ]/;

/** How a moment may be written, for those who wrote it otherwise. */
export const MOMENT_FORMS = 'Write 03:12 (the last time the site’s clocks showed it), 2h ago, or 2026-01-05T03:12:00Z.';

/** A moment as people say it: `03:12`, `2h ago`, or a date and time, in the zone where it has none; undefined where it is none. */
export const readMoment = (text: string, now: Instant, zone: string): Instant | undefined => {
  const said = text.trim();
  const [, hour, minute] = CLOCK.exec(said) ?? [];
  if (hour !== undefined && minute !== undefined) return lastTime(60 * Number(hour) + Number(minute), now, zone);
  const [, length] = AGO.exec(said) ?? [];
  if (length !== undefined) {
    const ago = parseDuration(length.replaceAll(' ', ''));
    return ago === undefined ? undefined : after(now, -ago);
  }
  return DATED.test(said) ? readDateTime(said, zone) : undefined;
};

const lastTime = (minuteOfDay: number, now: Instant, zone: string): Instant => {
  const today = instantAt(dayOf(now, zone), minuteOfDay, zone);
  return today <= now ? today : instantAt(dayOf(now, zone) - 1, minuteOfDay, zone);
};
