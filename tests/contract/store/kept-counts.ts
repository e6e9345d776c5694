import fc from 'fast-check';
import { expect } from 'vitest';
import type { EventStretch, Measure, Objective } from '../../../src/main/core/model/slo.js';
import type { Store } from '../../../src/main/core/port/journal.js';
import { addToHours, type HourSums, stretchesOf, togetherUntil } from '../../../src/main/core/slo/hour-counts.js';
import { after, bucketStart, days, hours, type Instant, instant, minutes } from '../../../src/main/core/time/instant.js';
import { countingByHour } from '../../../src/main/engine/objective/by-hour.js';
import { createCountedHours } from '../../../src/main/engine/objective/counted-hours.js';
import { createKeptCounts, type KeptCounts } from '../../../src/main/engine/objective/kept-counts.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { commitOf, KEEP as LONG, START, sampleOf, seriesNamed } from '../../support/store.js';

/** Samples go after a day, and what is rolled up of them after a week. */
const KEEP = { ...LONG, raw: days(1), minute: days(2), fiveMinutes: days(3), hour: days(7) };

const TARGETS = ['shop', 'blog', 'old'];
const MEASURES: readonly Measure[] = [
  { kind: 'readings', metric: 'up', match: [], good: { side: 'atLeast', limit: 1 } },
  {
    ...{ kind: 'readings', metric: 'http_response_seconds', good: { side: 'atMost', limit: 2 } },
    match: [{ label: 'target', operator: '!=', value: 'old' }],
  },
  { kind: 'counters', bad: 'page_views_failed_total', total: 'page_views_total', match: [] },
];
/** What several promises count of the same series, alike and otherwise, is counted together. */
const PARTS: readonly Measure[] = [
  {
    ...{ kind: 'readings', metric: 'up', good: { side: 'atLeast', limit: 1 } },
    match: [{ label: 'target', operator: '!=', value: 'blog' }],
  },
  { kind: 'readings', metric: 'up', match: [], good: { side: 'atMost', limit: 0 } },
];
const EVERY = [...MEASURES, ...PARTS];

const promised = (id: string, measures: readonly Measure[]): Objective => ({
  ...{ id, kind: 'availability', target: 0.99, over: days(30), sources: ['http'], hasSource: true },
  measures,
});
const PROMISES = [promised('all', MEASURES), promised('parts', PARTS)];

/** Two days before the end of the hours that are kept together: what is counted reaches over it. */
const BEGIN = after(togetherUntil(START), -days(2));

/** Counters that only ever rise, so that a sample fits whenever it comes. */
const countedAt = (at: number): number => Math.floor((at - START) / minutes(1));

type Drawn = readonly [target: number, ago: number, value: number];

const samplesOf = (drawn: readonly Drawn[], now: number) =>
  drawn.flatMap(([index, ago, value]) => {
    const [target, at] = [TARGETS[index] ?? '', now - ago];
    return [
      sampleOf(seriesNamed('up', target), at, value % 2),
      // No value lies so near to the limit that the sketch of what is rolled up could take it for the other side.
      sampleOf(seriesNamed('http_response_seconds', target), at, value),
      sampleOf(seriesNamed('page_views_total', target), at, 9 * countedAt(at)),
      sampleOf(seriesNamed('page_views_failed_total', target), at, countedAt(at)),
    ];
  });

const written = (most: number): fc.Arbitrary<readonly Drawn[]> =>
  fc.array(fc.tuple(fc.nat(2), fc.nat(most), fc.constantFrom(0, 1, 3)), { minLength: 1, maxLength: 12 });

type Step =
  | { readonly kind: 'commit' | 'late-while-counting'; readonly samples: readonly Drawn[] }
  | { readonly kind: 'pass'; readonly length: number }
  | { readonly kind: 'keep' | 'retain' | 'restart' | 'ask' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('commit' as const), samples: written(hours(2)) }) },
  // Late ones: within the day for which samples are kept.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('commit' as const), samples: written(hours(20)) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('late-while-counting' as const), samples: written(hours(20)) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), length: fc.nat(hours(14)) }) },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'keep' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'ask' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'retain' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'restart' }) },
);

/** Whatever is written, late or while it is counted, and wherever the desk is cut off: what was kept and the plain counting say the same. */
export const keepsTrueCounts = (
  open: () => Promise<Store>,
  restart: (store: Store) => Promise<Store>,
  how: { readonly numRuns?: number; readonly endOnFailure?: boolean } = {},
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 16 }), async (steps) => {
      const clock = createFakeClock(BEGIN);
      let store = await open();
      let kept = createKeptCounts();
      let now: Instant = BEGIN;
      try {
        for (const next of steps) {
          if (next.kind === 'pass') {
            now = instant(now + next.length);
            await clock.advance(next.length);
          }
          if (next.kind === 'restart') {
            store = await restart(store);
            kept = createKeptCounts((await store.journal.remembered(now)).marks);
          }
          if (next.kind === 'commit') await commit(store, kept, next.samples, now);
          if (next.kind === 'retain') {
            await store.history.retain(KEEP, now);
            kept.deletedBefore(bucketStart(instant(now - KEEP.hour), hours(1)));
          }
          if (next.kind === 'keep' || next.kind === 'late-while-counting') {
            // Some promises are counted before others, so that they lack different hours.
            const filling = keepAll(store, kept, clock, now, next.kind === 'keep' ? MEASURES : EVERY);
            if (next.kind === 'late-while-counting') await commit(store, kept, next.samples, now);
            await filling;
          }
          if (next.kind === 'ask') await compare(store, kept, clock, now);
        }
        await compare(store, kept, clock, now);
      } finally {
        await store.stop();
      }
    }),
    { numRuns: 60, ...how },
  );

/** As the engine commits: what becomes untrue is forgotten with what makes it so. */
const commit = async (store: Store, kept: KeptCounts, drawn: readonly Drawn[], now: Instant): Promise<void> => {
  const [samples, marks] = [samplesOf(drawn, now), new Map<string, unknown>()];
  kept.written(samples, marks);
  await store.journal.commit(commitOf({ samples, marks: Object.fromEntries(marks) }));
  kept.written(samples, new Map());
};

const keptSince = (now: Instant): Instant => bucketStart(instant(now - KEEP.hour), hours(1));

const keepAll = async (
  store: Store,
  kept: KeptCounts,
  clock: ReturnType<typeof createFakeClock>,
  now: Instant,
  measures: readonly Measure[],
): Promise<void> => {
  const counted = createCountedHours({ clock, history: store.history, kept });
  await counted.fill(measures, keptSince(now), now, async () => true);
  const marks = new Map<string, unknown>();
  kept.save(marks);
  await store.journal.commit(commitOf({ marks: Object.fromEntries(marks) }));
};

const compare = async (
  store: Store,
  kept: KeptCounts,
  clock: ReturnType<typeof createFakeClock>,
  now: Instant,
): Promise<void> => {
  const from = keptSince(now);
  const answers = await createCountedHours({ clock, history: store.history, kept }).count(PROMISES, from, now);
  for (const { measure, stretches } of answers.flat()) {
    const plain = await countPlainly(store, measure, from, now);
    expect(stretches.map(({ start, valid, good }) => [(start - START) / hours(1), valid, good])).toEqual(
      plain.map(({ start, valid, good }) => [(start - START) / hours(1), valid, good]),
    );
  }
};

/** A measure alone, of what the store holds now: readings in the way of the store's other question. */
const countPlainly = async (
  { history }: Store,
  measure: Measure,
  from: Instant,
  to: Instant,
): Promise<readonly EventStretch[]> => {
  if (measure.kind === 'readings') {
    const listed = await history.list({ name: measure.metric, matchers: measure.match });
    return history.count({ series: listed.map(({ id }) => id), from, to, step: 'hour', good: measure.good });
  }
  const sums: HourSums = new Map();
  for (const part of (await countingByHour(history, [measure]))([measure], from, to))
    for (const { stretches } of await part()) addToHours(sums, stretches);
  return stretchesOf(sums);
};
