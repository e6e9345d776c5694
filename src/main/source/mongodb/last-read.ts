import type { Clock } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import { after, days, type Instant, instant } from '../../core/time/instant.js';
import { READ_TO } from './source.js';

/** A desk that was off for longer begins anew: of so long a time no more than a day would be read. */
const LONGEST_OFF = days(60);
const MOST_POINTS = 600;

/** How far a collection was read, as what was stored of it says; null where nothing was. */
export const lastReadIn =
  (history: Pick<History, 'list' | 'range'>, clock: Pick<Clock, 'now'>) =>
  async (collection: string): Promise<Instant | null> => {
    const matchers = [{ label: 'collection', operator: '=', value: collection }] as const;
    const series = (await history.list({ name: READ_TO, matchers })).map(({ id }) => id);
    if (series.length === 0) return null;
    const now = clock.now();
    const ranges = await history.range({ series, from: after(now, -LONGEST_OFF), to: after(now, 1), maxPoints: MOST_POINTS });
    const seconds = Math.max(...ranges.flatMap(({ points }) => points.map(([, , , most]) => most)));
    return Number.isFinite(seconds) ? instant(Math.round(seconds * 1_000)) : null;
  };
