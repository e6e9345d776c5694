import { expect } from 'vitest';
import type { EpisodeId } from '../../../src/main/core/model/alert.js';
import type { HistoryPoint, HistoryRange } from '../../../src/main/core/model/history.js';
import type { ObservationSegment } from '../../../src/main/core/model/ledger.js';
import type { Sample, Series } from '../../../src/main/core/model/sample.js';
import type { GoodReading } from '../../../src/main/core/model/slo.js';
import type { Store } from '../../../src/main/core/port/journal.js';
import { seriesId } from '../../../src/main/core/sample/series.js';
import { hours, type Instant, instant } from '../../../src/main/core/time/instant.js';
import { START } from '../../support/store.js';

export const A1 = 'a1-1' as EpisodeId;

export const at = (length: number): Instant => instant(START + length);

export const sorted = (ids: readonly { readonly id: string }[]): string[] => ids.map(({ id }) => id).sort();

export const segment = (
  from: number,
  to: number | null,
  cause: ObservationSegment['cause'],
  scope = 'desk',
): ObservationSegment => ({
  scope,
  from: instant(from),
  to: to === null ? null : instant(to),
  cause,
});

export const raw = ({ history }: Store, series: Series, from: number, to: number): Promise<readonly Sample[]> =>
  history.raw(seriesId(series), instant(from), instant(to));

/** The one range of one series. */
export const range = async (
  { history }: Store,
  series: Series,
  from: number,
  to: number,
  maxPoints = 600,
): Promise<HistoryRange> => {
  const [answer] = await history.range({ series: [seriesId(series)], from: instant(from), to: instant(to), maxPoints });
  if (answer === undefined) throw new Error('no answer');
  return answer;
};

/** All samples that the points stand for. */
export const countOf = (points: readonly HistoryPoint[]): number => points.reduce((sum, [, , , , n]) => sum + n, 0);

/** Hours since the start with their readings and good readings, of these series together, however it is asked. */
export const countHours = async (
  { history }: Store,
  good: GoodReading,
  from: number,
  to: number,
  ...series: readonly Series[]
): Promise<readonly (readonly [hour: number, valid: number, good: number])[]> => {
  const asked = { series: series.map(seriesId), from: instant(from), to: instant(to), step: 'hour', good } as const;
  const found = await history.count(asked);
  const questions = [{ series: asked.series, good }];
  expect(await history.tally({ questions, from: asked.from, to: asked.to })).toEqual([found]);
  return found.map(({ start, valid, good: count }) => [(start - START) / hours(1), valid, count]);
};
