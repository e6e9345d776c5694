import type { HistoryRange } from '../../core/model/history.js';
import type { Sample, SeriesId } from '../../core/model/sample.js';
import type { History } from '../../core/port/history.js';
import { isCounterName } from '../../core/sample/window.js';
import { after, type Duration, duration, hours, type Instant, instant } from '../../core/time/instant.js';

/** How fine what was played is: single samples, or one value for each stretch of this length where no samples are kept any more. */
export interface Fineness {
  /** Samples that were played as they were taken. */
  readonly raw: number;
  /** Values that stand for a rolled-up stretch each. */
  readonly rolled: number;
  /** The longest of those stretches; null where there were none. */
  readonly coarsest: Duration | null;
}

/** What was recorded of a series, as samples: the raw ones while they are kept, one for each rolled-up minute before that. */
export interface Recorded {
  /** Of `[from, to)`, oldest first. */
  raw(series: SeriesId, from: Instant, to: Instant): Promise<readonly Sample[]>;
  /** The last of `[from, to)`; null where there is none. */
  newest(series: SeriesId, from: Instant, to: Instant): Promise<Sample | null>;
  /** Whole hours, further back than that. */
  readonly hourly: History['hourly'];
  /** Of all that was read so far. */
  fineness(): Fineness;
}

/** Most points that a store gives at once; as minutes they are ten hours. */
const MOST_POINTS = 600;
const PIECE = hours(10);
const HOUR = hours(1);

/**
 * Reads a store's history as samples. Raw samples are kept or deleted by whole hours, so the first of them says where rollups end.
 * Of its fineness only what `isCounted` counts, and what is read again counts once, as long as a series is read forwards.
 */
export const recordedOf = (
  history: Pick<History, 'raw' | 'range' | 'hourly'>,
  isCounted: (series: SeriesId, at: Instant) => boolean = () => true,
): Recorded => {
  let raw = 0;
  let rolled = 0;
  let coarsest: Duration | null = null;
  const countedTo = new Map<SeriesId, Instant>();

  const count = (series: SeriesId, samples: readonly Sample[]): number => {
    const known = countedTo.get(series) ?? Number.NEGATIVE_INFINITY;
    const last = samples.at(-1)?.at;
    if (last === undefined || last <= known) return 0;
    countedTo.set(series, last);
    return samples.reduce((sum, { at }) => sum + (at > known && isCounted(series, at) ? 1 : 0), 0);
  };

  const rolledUp = async (series: SeriesId, from: Instant, to: Instant): Promise<readonly Sample[]> => {
    const found: Sample[] = [];
    for (let start = from; start < to; start = after(start, PIECE)) {
      const end = instant(Math.min(to, start + PIECE));
      const [range] = await history.range({ series: [series], from: start, to: end, maxPoints: MOST_POINTS });
      if (range === undefined || range.points.length === 0) continue;
      const values = middles(range).filter(({ at }) => at >= start && at < end);
      const counted = count(series, values);
      if (counted > 0) coarsest = duration(Math.max(coarsest ?? 0, range.resolution * 1_000));
      rolled += counted;
      found.push(...values);
    }
    return found;
  };

  const read = async (series: SeriesId, from: Instant, to: Instant): Promise<readonly Sample[]> => {
    const single = await history.raw(series, from, to);
    const begins = single[0] === undefined ? to : instant(Math.floor(single[0].at / HOUR) * HOUR);
    const before = begins <= from ? [] : await rolledUp(series, from, begins);
    raw += count(series, single);
    return before.length === 0 ? single : [...before, ...single];
  };

  return {
    raw: read,
    newest: async (series, from, to) => {
      let end = to;
      for (let stride = HOUR; end > from; stride = duration(4 * stride)) {
        const start = instant(Math.max(from, end - stride));
        const last = (await read(series, start, end)).at(-1);
        if (last !== undefined) return last;
        end = start;
      }
      return null;
    },
    hourly: (series, from, to) => history.hourly(series, from, to),
    fineness: () => ({ raw, rolled, coarsest }),
  };
};

/**
 * A value for each stretch, in its middle: where a sample was taken once a stretch, that is its value, and its time is right to
 * half of the stretch. A counter stands at its highest by the end.
 */
const middles = ({ series, resolution, points }: HistoryRange): readonly Sample[] => {
  const half = resolution * 500;
  const isCounter = isCounterName(series.name);
  return points.map(([start, , mean, max]) => ({ at: instant(start + half), value: isCounter ? max : mean }));
};
