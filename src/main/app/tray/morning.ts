import { Cron } from 'croner';
import { after, hours, type Instant } from '../../core/time/instant.js';

/** The least that "until tomorrow" lasts: at two at night it means this morning, at seven in the morning the next. */
const LEAST = hours(3);

/** The next 08:00 in the site's time zone that is at least three hours away. */
export const nextMorning = (now: Instant, timeZone: string): Instant => {
  const morning = new Cron('0 8 * * *', { timezone: timeZone, paused: true }).nextRun(new Date(after(now, LEAST)));
  return (morning?.getTime() ?? after(now, hours(12))) as Instant;
};

/** `Wed 08:00` */
export const morningText = (now: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(
    nextMorning(now, timeZone),
  );
