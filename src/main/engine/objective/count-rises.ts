import type { HistoryPoint } from '../../core/model/history.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { EventStretch } from '../../core/model/slo.js';
import type { History } from '../../core/port/history.js';
import { eventsOf, risesOf } from '../../core/slo/rises.js';
import { after, bucketStart, hours, type Instant, instant, minutes } from '../../core/time/instant.js';
import { LEAD } from './kept-counts.js';

/** Most points that a store gives at once: more hours than that would come as longer stretches, which reach beyond their hours. */
const MOST_POINTS = 600;
const PIECE = hours(MOST_POINTS);

/** Series whose points are reckoned without a pause. */
const AT_ONCE = 50;

/** Two groups of counters. */
export interface Counters {
  readonly bad: readonly SeriesId[];
  readonly total: readonly SeriesId[];
}

/** Events of `[from, to)` by what counters rose: by the hour up to `fineFrom`, by the minute after that. `reach`: how far back the point before may lie. */
export const countRises = async (
  history: Pick<History, 'range'>,
  { bad, total }: Counters,
  from: Instant,
  to: Instant,
  { fineFrom, reach }: { readonly fineFrom: Instant; readonly reach?: number },
): Promise<readonly EventStretch[]> => {
  const startOf = (at: Instant): Instant => bucketStart(at, at < fineFrom ? hours(1) : minutes(1));
  const rises = async (series: readonly SeriesId[]) => {
    const found: ReadonlyMap<number, number>[] = [];
    for (let first = 0; first < series.length; first += AT_ONCE) {
      const points = await pointsOf(history, series.slice(first, first + AT_ONCE), { from, fineFrom, to });
      found.push(...points.map((each) => risesOf(each, startOf, reach)));
    }
    return found;
  };
  return eventsOf(await rises(bad), await rises(total)).filter(({ start }) => start >= from);
};

interface Stretch {
  readonly from: Instant;
  readonly fineFrom: Instant;
  readonly to: Instant;
}

/** A counter's points, each stretch in one of them alone. */
const pointsOf = async (history: Pick<History, 'range'>, series: readonly SeriesId[], { from, fineFrom, to }: Stretch) => {
  const points = series.map((): HistoryPoint[] => []);
  const read = async (start: Instant, end: Instant): Promise<void> => {
    const ranges = await history.range({ series, from: start, to: end, maxPoints: MOST_POINTS });
    for (const [index, range] of ranges.entries()) for (const point of range.points) points[index]?.push(point);
  };
  for (let at = after(from, -LEAD); at < fineFrom; at = after(at, PIECE))
    await read(at, instant(Math.min(fineFrom, at + PIECE)));
  if (fineFrom < to) await read(fineFrom, to);
  return points;
};
