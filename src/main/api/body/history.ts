import { z } from 'zod';
import type { HistoryRange } from '../../core/model/history.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { parseSeries, seriesId } from '../../core/sample/series.js';
import type { Instant } from '../../core/time/instant.js';
import { instantBody, iso, isoOrNull, labelsBody } from './primitive.js';

export const historyBody = z
  .object({
    generatedAt: instantBody,
    from: instantBody,
    to: instantBody,
    series: z.array(
      z.object({
        name: z.string(),
        labels: labelsBody,
        unit: z.string(),
        resolution: z.number().describe('Length of a bucket in seconds.'),
        points: z
          .array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]))
          .max(600)
          .describe('[start of the bucket in ms since 1970, min, mean, max, samples]'),
      }),
    ),
    unobserved: z.array(z.object({ from: instantBody, to: instantBody.nullable(), cause: z.string() })),
    isTruncated: z.boolean().describe('True where more series match than one answer holds (50).'),
  })
  .describe('What was measured, at most 600 points a series.');

export type HistoryBody = z.infer<typeof historyBody>;

export const MOST_SERIES = 50;
const POINTS = 600;
/** What is answered where nobody asks for a series by name. */
const DEFAULTS = ['up', 'http_response_seconds'];

export interface Past {
  readonly history: History;
  readonly journal: Journal;
}

export const readHistoryBody = async (
  { history, journal }: Past,
  wanted: readonly string[],
  from: Instant,
  now: Instant,
): Promise<z.infer<typeof historyBody>> => {
  const ids = await findSeries(history, wanted.length === 0 ? DEFAULTS : wanted);
  const asked = ids.slice(0, MOST_SERIES);
  const [ranges, segments] = await Promise.all([
    asked.length === 0 ? [] : history.range({ series: asked, from, to: now, maxPoints: POINTS }),
    journal.segments(from, now),
  ]);
  return {
    generatedAt: iso(now),
    from: iso(from),
    to: iso(now),
    series: ranges.map(toSeriesBody),
    unobserved: segments
      .filter(({ scope, cause }) => scope === 'desk' && cause !== 'observed')
      .map((segment) => ({ from: iso(segment.from), to: isoOrNull(segment.to), cause: segment.cause })),
    isTruncated: ids.length > asked.length,
  };
};

/** A plain name stands for every series of that name; with labels, for that one. */
const findSeries = async (history: History, wanted: readonly string[]): Promise<SeriesId[]> => {
  const found = new Set<SeriesId>();
  for (const text of wanted) {
    const series = parseSeries(text);
    if (series === undefined) continue;
    if (Object.keys(series.labels).length > 0) found.add(seriesId(series));
    else for (const { id } of await history.list({ name: series.name })) found.add(id);
  }
  return [...found];
};

const toSeriesBody = ({ series, unit, resolution, points }: HistoryRange): z.infer<typeof historyBody>['series'][number] => ({
  name: series.name,
  labels: { ...series.labels },
  unit,
  resolution,
  points: points.map(([at, min, mean, max, n]) => [at, min, mean, max, n]),
});
