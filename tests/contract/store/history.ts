import { describe, expect, it } from 'vitest';
import type { HistoryPoint } from '../../../src/main/core/model/history.js';
import type { Series, SeriesId } from '../../../src/main/core/model/sample.js';
import type { Store } from '../../../src/main/core/port/journal.js';
import { seriesId } from '../../../src/main/core/sample/series.js';
import { sketchCount } from '../../../src/main/core/sample/sketch.js';
import { days, hours, instant, minutes } from '../../../src/main/core/time/instant.js';
import { commitOf, KEEP, MINUTE, START, sampleOf, samplesOf, seriesNamed } from '../../support/store.js';
import { at, countHours, countOf, range, raw } from './asking.js';
import type { WithStore } from './suite.js';

const UP = seriesNamed('up');
const RESPONSE = seriesNamed('http_response_seconds');
const starts = (points: readonly HistoryPoint[]): number[] => points.map(([start]) => (start - START) / MINUTE);
/** Asserts the same of hot samples and of sealed ones. */
const beforeAndAfterSealing = async (store: Store, now: number, check: () => Promise<void>): Promise<void> => {
  await check();
  await store.history.retain(KEEP, instant(now));
  await check();
};

export const historyContract = (withStore: WithStore): void => {
  describe('history', () => {
    it(
      'knows nothing of a series that never had a sample',
      withStore(async (store) => {
        expect(await raw(store, UP, 0, START)).toEqual([]);
        expect(await range(store, UP, START - hours(1), START)).toMatchObject({
          id: seriesId(UP),
          series: UP,
          unit: 'count',
          points: [],
        });
        expect(await store.history.quantile(seriesId(UP), at(0), at(hours(1)), 0.5)).toBeNull();
        expect(await store.history.figures()).toMatchObject({ series: 0, samples: 0 });
      }),
    );

    it(
      'gives the samples of a stretch of time, its end left out, oldest first',
      withStore(async (store) => {
        const samples = samplesOf(UP, START, MINUTE, 180, (i) => i);
        await store.journal.commit(commitOf({ samples: samples.toReversed() }));
        await beforeAndAfterSealing(store, at(hours(4)), async () => {
          const found = await raw(store, UP, at(minutes(1)), at(minutes(179)));
          expect(found).toEqual(samples.slice(1, 179).map((sample) => ({ at: sample.at, value: sample.value })));
          expect(await raw(store, UP, at(hours(3)), at(hours(9)))).toEqual([]);
          expect(await raw(store, UP, at(hours(2)), at(hours(1)))).toEqual([]);
        });
        expect(await store.history.figures()).toMatchObject({ series: 1, samples: 180 });
      }),
    );

    it(
      'replaces a sample of the same instant, also in an hour that is sealed, and takes late ones',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ samples: samplesOf(UP, START, MINUTE, 60, () => 1) }));
        await store.history.retain(KEEP, at(hours(2)));
        await store.journal.commit(
          commitOf({
            samples: [sampleOf(UP, at(minutes(5)), 0), sampleOf(UP, at(minutes(5) + 1), 7), sampleOf(UP, at(minutes(5)), 3)],
          }),
        );
        await beforeAndAfterSealing(store, at(hours(2)), async () => {
          expect(await raw(store, UP, at(minutes(4)), at(minutes(7)))).toEqual([
            { at: at(minutes(4)), value: 1 },
            { at: at(minutes(5)), value: 3 },
            { at: at(minutes(5) + 1), value: 7 },
            { at: at(minutes(6)), value: 1 },
          ]);
          const { points } = await range(store, UP, START, at(hours(1)), 12);
          expect(points[1]).toEqual([at(minutes(5)), 1, expect.closeTo(14 / 6), 7, 6]);
          expect(countOf(points)).toBe(61);
        });
        expect(await store.history.figures()).toMatchObject({ samples: 61 });
        expect((await store.journal.remembered(START)).latest).toEqual([sampleOf(UP, at(minutes(59)), 1)]);
      }),
    );

    it(
      'counts the good readings of several series by the hour, a stretch as a whole',
      withStore(async (store) => {
        const [first, second] = [
          samplesOf(UP, START, MINUTE, 240, (i) => i % 2),
          samplesOf(RESPONSE, START, MINUTE, 240, (i) => i / 60),
        ];
        await store.journal.commit(commitOf({ samples: [...first, ...second] }));
        await beforeAndAfterSealing(store, at(hours(3)), async () => {
          expect(await countHours(store, { side: 'atLeast', limit: 1 }, START, at(hours(4)), UP)).toEqual([
            [0, 60, 30],
            [1, 60, 30],
            [2, 60, 30],
            [3, 60, 30],
          ]);
          // 2 s is reached at the start of the third hour, and still good.
          expect(await countHours(store, { side: 'atMost', limit: 2 }, START, at(hours(4)), UP, RESPONSE)).toEqual([
            [0, 120, 120],
            [1, 120, 120],
            [2, 120, 61],
            [3, 120, 60],
          ]);
          expect(await countHours(store, { side: 'atLeast', limit: 1 }, at(minutes(90)), at(minutes(91)), UP)).toEqual([
            [1, 60, 30],
          ]);
          expect(await countHours(store, { side: 'atMost', limit: 2 }, START, at(hours(9)), seriesNamed('never'))).toEqual([]);
          expect(await countHours(store, { side: 'atMost', limit: 2 }, START, at(hours(9)))).toEqual([]);
          expect(await countHours(store, { side: 'atMost', limit: 2 }, at(hours(2)), at(hours(1)), UP)).toEqual([]);
        });
      }),
    );

    it(
      'counts by the minute, and leaves out minutes without a reading',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ samples: samplesOf(UP, START, MINUTE / 2, 300, (i) => (i < 290 ? 1 : 0)) }));
        const count = async (): Promise<unknown> =>
          (
            await store.history.count({
              series: [seriesId(UP)],
              from: at(minutes(144)),
              to: at(minutes(200)),
              step: 'minute',
              good: { side: 'atLeast', limit: 1 },
            })
          ).map(({ start, valid, good }) => [(start - START) / MINUTE, valid, good]);
        await beforeAndAfterSealing(store, at(hours(5)), async () =>
          expect(await count()).toEqual([
            [144, 2, 2],
            [145, 2, 0],
            [146, 2, 0],
            [147, 2, 0],
            [148, 2, 0],
            [149, 2, 0],
          ]),
        );
      }),
    );

    it(
      'answers several questions of the same hours as if each were asked alone',
      withStore(async (store) => {
        const names = ['a', 'b', 'c'].map((name) => seriesNamed('up', name));
        const samples = names.flatMap((series, n) => samplesOf(series, START, MINUTE, 180, (i) => (i % (n + 2) === 0 ? 0 : 1)));
        await store.journal.commit(commitOf({ samples }));
        const [a, b, c] = names.map(seriesId) as [SeriesId, SeriesId, SeriesId];
        const [up, down] = [{ side: 'atLeast', limit: 1 } as const, { side: 'atMost', limit: 0 } as const];
        const ask = async (): Promise<unknown> =>
          (
            await store.history.tally({
              questions: [
                { series: [a, b, c], good: up },
                { series: [b, b], good: up },
                { series: [c, seriesId(seriesNamed('up', 'never'))], good: down },
                { series: [], good: up },
              ],
              from: at(minutes(70)),
              to: at(minutes(130)),
            })
          ).map((hoursFound) => hoursFound.map(({ start, valid, good }) => [(start - START) / hours(1), valid, good]));
        const told = [
          [
            [1, 180, 30 + 40 + 45],
            [2, 180, 30 + 40 + 45],
          ],
          [
            [1, 60, 40],
            [2, 60, 40],
          ],
          [
            [1, 60, 15],
            [2, 60, 15],
          ],
          [],
        ];
        // The first two hours are sealed, and the last is not; one that comes late lies over a sealed one.
        await beforeAndAfterSealing(store, at(hours(3)), async () => expect(await ask()).toEqual(told));
        await store.journal.commit(commitOf({ samples: [sampleOf(names[1] as Series, at(minutes(63)), 1)] }));
        told[0]?.splice(0, 1, [1, 180, 116]);
        told[1]?.splice(0, 1, [1, 60, 41]);
        await beforeAndAfterSealing(store, at(hours(3)), async () => expect(await ask()).toEqual(told));
      }),
    );

    it(
      'counts what came late, and not what is gone',
      withStore(async (store) => {
        const total = async (): Promise<readonly [number, number]> => {
          const hoursFound = await countHours(store, { side: 'atMost', limit: 1 }, START, at(hours(6)), UP);
          return [hoursFound.reduce((sum, [, n]) => sum + n, 0), hoursFound.reduce((sum, [, , good]) => sum + good, 0)];
        };
        await store.journal.commit(commitOf({ samples: samplesOf(UP, START, MINUTE, 240, () => 1) }));
        await beforeAndAfterSealing(store, at(hours(6)), async () => expect(await total()).toEqual([240, 240]));
        await store.journal.commit(
          commitOf({ samples: [sampleOf(UP, at(minutes(5)), 0), sampleOf(UP, at(minutes(5) + 1), 7)] }),
        );
        await beforeAndAfterSealing(store, at(hours(6)), async () => expect(await total()).toEqual([241, 240]));
        await store.history.retain(KEEP, at(KEEP.hour + hours(1)));
        expect(await total()).toEqual([180, 180]);
      }),
    );

    it(
      'counts what is rolled up to within 1 % of the limit, and exactly where a bucket lies on one side of it',
      withStore(async (store) => {
        const values = (i: number): number => (i < 60 ? 1 + i / 100 : i < 120 ? 1.9 + (i - 60) / 300 : -1);
        await store.journal.commit(commitOf({ samples: samplesOf(RESPONSE, START, MINUTE, 180, values) }));
        await beforeAndAfterSealing(store, at(hours(4)), async () => undefined);
        await store.history.retain(KEEP, at(KEEP.raw + hours(5)));
        const [clear, near, negative] = await countHours(store, { side: 'atMost', limit: 2 }, START, at(hours(3)), RESPONSE);
        expect(clear).toEqual([0, 60, 60]);
        // Exactly 31; those within 2 s ± 1 % are six to either side.
        expect(near?.[2]).toBeGreaterThanOrEqual(25);
        expect(near?.[2]).toBeLessThanOrEqual(37);
        expect(negative).toEqual([2, 60, 60]);
        expect((await countHours(store, { side: 'atLeast', limit: 0 }, START, at(hours(3)), RESPONSE))[2]).toEqual([2, 60, 0]);
      }),
    );

    it(
      'gives whole hours with how their values are spread, also once the samples are gone',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ samples: samplesOf(RESPONSE, START, MINUTE, 150, (i) => 1 + (i % 60) / 10) }));
        const hourly = async (from: number, to: number) =>
          (await store.history.hourly(seriesId(RESPONSE), at(from), at(to))).map(({ start, n, mean, min, max, sketch }) => [
            (start - START) / hours(1),
            n,
            Number(mean.toFixed(6)),
            min,
            max,
            sketch === null ? null : sketchCount(sketch),
          ]);
        const check = async (): Promise<void> => {
          expect(await hourly(minutes(10), minutes(70))).toEqual([
            [0, 60, 3.95, 1, 6.9, 60],
            [1, 60, 3.95, 1, 6.9, 60],
          ]);
          expect(await hourly(hours(2), hours(9))).toEqual([[2, 30, 2.45, 1, 3.9, 30]]);
          expect(await hourly(hours(5), hours(5))).toEqual([]);
        };
        await beforeAndAfterSealing(store, at(hours(4)), check);
        await store.history.retain(KEEP, at(KEEP.raw + hours(4)));
        expect(await raw(store, RESPONSE, START, at(hours(3)))).toEqual([]);
        await check();
        expect(await store.history.hourly(seriesId(UP), START, at(hours(9)))).toEqual([]);
      }),
    );

    it(
      'keeps every kind of number as it is',
      withStore(async (store) => {
        const values = [
          0,
          1,
          -1,
          0.1,
          1 / 3,
          1e-9,
          5e-324,
          1.7976931348623157e308,
          -2.5,
          123_456_789.123_456,
          2 ** 53,
          0.1 + 0.2,
        ];
        await store.journal.commit(commitOf({ samples: samplesOf(UP, START, 1, values.length, (i) => values[i] as number) }));
        await beforeAndAfterSealing(store, at(hours(2)), async () => {
          expect((await raw(store, UP, START, at(1_000))).map(({ value }) => value)).toEqual(values);
        });
      }),
    );

    it(
      'draws few samples as they are',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ samples: samplesOf(RESPONSE, START + 500, MINUTE, 600, (i) => i / 1_000) }));
        await beforeAndAfterSealing(store, at(hours(11)), async () => {
          const answer = await range(store, RESPONSE, START, at(hours(10)));
          expect(answer).toMatchObject({ id: seriesId(RESPONSE), series: RESPONSE, unit: 'seconds', resolution: 60 });
          expect(answer.points).toHaveLength(600);
          expect(answer.points[1]).toEqual([at(MINUTE + 500), 0.001, 0.001, 0.001, 1]);
        });
      }),
    );

    it(
      'draws a single sample',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ samples: [sampleOf(UP, START, 1)] }));
        await beforeAndAfterSealing(store, at(hours(2)), async () => {
          expect((await range(store, UP, at(-days(3)), at(days(3)), 1)).points).toEqual([[START, 1, 1, 1, 1]]);
          expect((await range(store, UP, START, at(1), 1)).points).toEqual([[START, 1, 1, 1, 1]]);
        });
      }),
    );

    it.each([
      { length: hours(24), maxPoints: 600, resolution: 180 },
      { length: hours(24), maxPoints: 300, resolution: 300 },
      { length: hours(24), maxPoints: 100, resolution: 900 },
      { length: hours(24), maxPoints: 24, resolution: 3_600 },
      { length: hours(24), maxPoints: 8, resolution: 3 * 3_600 },
      { length: hours(11), maxPoints: 600, resolution: 120 },
    ])(
      'draws at most $maxPoints points of $length ms, in buckets of $resolution s',
      async ({ length, maxPoints, resolution }) => {
        await withStore(async (store) => {
          const from = START - hours(9);
          const count = length / MINUTE;
          await store.journal.commit(commitOf({ samples: samplesOf(UP, from, MINUTE, count, (i) => i % 7) }));
          await beforeAndAfterSealing(store, from + length + hours(1), async () => {
            const answer = await range(store, UP, from, from + length, maxPoints);
            expect(answer.resolution).toBe(resolution);
            expect(answer.points.length).toBeLessThanOrEqual(maxPoints);
            expect(countOf(answer.points)).toBe(count);
            for (const [start, min, mean, max] of answer.points) {
              expect(start % (resolution * 1_000)).toBe(0);
              expect(min).toBeLessThanOrEqual(mean);
              expect(mean).toBeLessThanOrEqual(max);
            }
          });
        })();
      },
    );

    it(
      'leaves gaps where nothing was sampled',
      withStore(async (store) => {
        const samples = [...samplesOf(UP, START, 10_000, 60, () => 1), ...samplesOf(UP, at(minutes(40)), 10_000, 60, () => 0)];
        await store.journal.commit(commitOf({ samples }));
        await beforeAndAfterSealing(store, at(hours(2)), async () => {
          const { points, resolution } = await range(store, UP, START, at(hours(1)), 60);
          expect(resolution).toBe(60);
          expect(starts(points)).toEqual([
            ...Array.from({ length: 10 }, (_, i) => i),
            ...Array.from({ length: 10 }, (_, i) => 40 + i),
          ]);
        });
      }),
    );

    it(
      'draws what has come since it was asked last, late ones and replaced ones, too',
      withStore(async (store) => {
        const write = (...samples: readonly (readonly [after: number, value: number])[]) =>
          store.journal.commit(commitOf({ samples: samples.map(([after, value]) => sampleOf(UP, at(after), value)) }));
        const drawn = async () => (await range(store, UP, at(-hours(12)), at(hours(12)), 24)).points;
        await store.journal.commit(commitOf({ samples: samplesOf(UP, START, MINUTE, 60, () => 1) }));
        expect(await drawn()).toEqual([[START, 1, 1, 1, 60]]);
        await write([hours(1), 3], [hours(1) + 1, 5]);
        expect(await drawn()).toEqual([
          [START, 1, 1, 1, 60],
          [at(hours(1)), 3, 4, 5, 2],
        ]);
        await write([hours(1), 7], [MINUTE + 1, 1], [-hours(2), 2]);
        expect(await drawn()).toEqual([
          [at(-hours(2)), 2, 2, 2, 1],
          [START, 1, 1, 1, 61],
          [at(hours(1)), 5, 6, 7, 2],
        ]);
      }),
    );

    it(
      'misses nothing that is written while it is asked',
      withStore(async (store) => {
        const good = { side: 'atLeast', limit: 1 } as const;
        const [series, times] = [[seriesId(UP)], { from: START, to: at(hours(2)) }];
        const ask = async () => {
          const { points } = await range(store, UP, START, at(hours(2)), 2);
          const counted = await store.history.count({ series, good, step: 'hour', ...times });
          const [tallied = []] = await store.history.tally({ questions: [{ series, good }], ...times });
          return [countOf(points), ...[counted, tallied].map((found) => found.reduce((sum, { valid }) => sum + valid, 0))];
        };
        await store.journal.commit(commitOf({ samples: samplesOf(UP, START, MINUTE, 60, () => 1) }));
        for (let n = 0; n < 10; n += 1)
          await Promise.all([
            ask(),
            store.journal.commit(
              commitOf({ samples: [sampleOf(UP, at(hours(1) + n * MINUTE), 1), sampleOf(UP, at(n + 1), 1)] }),
            ),
            ask(),
          ]);
        expect(await ask()).toEqual([80, 80, 80]);
      }),
    );

    it(
      'answers for several series at once, in the order asked, known or not',
      withStore(async ({ journal, history }) => {
        await journal.commit(commitOf({ samples: [sampleOf(UP, START, 1), sampleOf(RESPONSE, START, 0.2)] }));
        const unknown = seriesId(seriesNamed('host_cpu_ratio'));
        const answers = await history.range({
          series: [seriesId(RESPONSE), unknown, seriesId(UP)],
          from: START,
          to: at(1),
          maxPoints: 9,
        });
        expect(answers.map(({ unit, points }) => [unit, points.length])).toEqual([
          ['seconds', 1],
          ['ratio', 0],
          ['count', 1],
        ]);
      }),
    );

    it(
      'lists series by name and matchers',
      withStore(async ({ journal, history }) => {
        const all = [UP, seriesNamed('up', 'blog'), RESPONSE];
        await journal.commit(commitOf({ samples: all.map((series) => sampleOf(series, START, 1)) }));
        const names = async (selector: Parameters<typeof history.list>[0]): Promise<string[]> =>
          (await history.list(selector)).map(({ id }) => id).sort();
        expect(await names({})).toEqual(all.map(seriesId).sort());
        expect(await names({ name: 'up' })).toEqual(all.slice(0, 2).map(seriesId).sort());
        expect(await names({ name: 'up', matchers: [{ label: 'target', operator: '=~', value: 'b.*' }] })).toEqual([
          seriesId(all[1] as Series),
        ]);
        expect(await names({ matchers: [{ label: 'target', operator: '!=', value: 'shop' }] })).toEqual([
          seriesId(all[1] as Series),
        ]);
        expect(await names({ name: 'none' })).toEqual([]);
      }),
    );

    it(
      'finds quantiles to within one percent',
      withStore(async (store) => {
        const value = (i: number): number => (((i * 7_919) % 1_000) - 100) / 100;
        const samples = samplesOf(RESPONSE, at(-minutes(30)), 10_000, 1_000, value);
        await store.journal.commit(commitOf({ samples }));
        const [from, to] = [at(-minutes(20)), at(minutes(125))];
        const inside = samples.filter((sample) => sample.at >= from && sample.at < to).map((sample) => sample.value);
        inside.sort((a, b) => a - b);
        await beforeAndAfterSealing(store, at(hours(4)), async () => {
          for (const q of [0, 0.25, 0.5, 0.95, 1]) {
            const found = await store.history.quantile(seriesId(RESPONSE), from, to, q);
            const exact = inside[Math.floor(q * (inside.length - 1))] as number;
            expect(found?.n).toBe(inside.length);
            expect(Math.abs((found?.value ?? Number.NaN) - exact)).toBeLessThanOrEqual(Math.abs(exact) * 0.0101 + 1e-12);
          }
        });
      }),
    );

    it(
      'finds the very value where all are equal',
      withStore(async (store) => {
        await store.journal.commit(commitOf({ samples: samplesOf(UP, START, MINUTE, 120, () => 1) }));
        await beforeAndAfterSealing(store, at(hours(4)), async () => {
          expect(await store.history.quantile(seriesId(UP), START, at(hours(2)), 0.5)).toEqual({ value: 1, n: 120 });
        });
      }),
    );

    it(
      'takes samples of the future and of long ago',
      withStore(async (store) => {
        const samples = [sampleOf(UP, at(-days(300)), 1), sampleOf(UP, START, 2), sampleOf(UP, at(days(300)), 3)];
        await store.journal.commit(commitOf({ samples }));
        expect(await raw(store, UP, 0, at(days(400)))).toHaveLength(3);
        expect((await store.journal.remembered(START)).latest).toEqual(samples.slice(2));
        await store.history.retain(KEEP, at(hours(2)));
        expect((await raw(store, UP, 0, at(days(400)))).map(({ value }) => value)).toEqual([2, 3]);
        const { points } = await range(store, UP, at(-days(364)), at(days(364)), 10);
        expect(countOf(points)).toBe(3);
      }),
    );
  });
};
