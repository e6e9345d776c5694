import fc from 'fast-check';
import { expect } from 'vitest';
import type { Retention } from '../../../src/main/core/model/config.js';
import type { Series } from '../../../src/main/core/model/sample.js';
import type { CountQuery, RangeQuery } from '../../../src/main/core/port/history.js';
import type { Commit, Store } from '../../../src/main/core/port/journal.js';
import { seriesId } from '../../../src/main/core/sample/series.js';
import { duration, hours, type Instant, instant, minutes } from '../../../src/main/core/time/instant.js';
import { createMemoryStore } from '../../../src/main/store/memory/memory-store.js';
import {
  alertNumbered,
  auditDraft,
  commitOf,
  deliveryOf,
  episodeOf,
  START,
  sampleOf,
  seriesNamed,
  timelineEntry,
} from '../../support/store.js';

/** Short enough that some hours of steps see every level come and go; longer than the latest sample is late. */
const KEEP: Retention = {
  raw: hours(12),
  minute: hours(24),
  fiveMinutes: hours(36),
  hour: hours(48),
  alerts: hours(24),
  audit: hours(24),
  logs: hours(1),
  recording: hours(1),
};

const SERIES: readonly Series[] = ['a', 'b_seconds', 'c_bytes'].map((name) => seriesNamed(name));

type Step =
  | {
      readonly kind: 'commit';
      readonly samples: readonly (readonly [series: number, ago: number, value: number])[];
      readonly n: number;
    }
  | { readonly kind: 'pass'; readonly length: number }
  | { readonly kind: 'retain' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'draw'; readonly hours: number; readonly maxPoints: number };

const value = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((number) => number + 0),
  fc.integer({ min: 0, max: 2_000_000 }).map((microseconds) => microseconds / 1e6),
);

const commitStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('commit' as const),
  // Instants on a coarse grid too, so that some are written twice.
  samples: fc.array(
    fc.tuple(
      fc.nat(2),
      fc.oneof(
        fc.nat(hours(6)),
        fc.nat(72).map((n) => n * minutes(5)),
      ),
      value,
    ),
    { maxLength: 60 },
  ),
  n: fc.nat(5),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: commitStep },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), length: fc.nat(hours(10)) }) },
  { weight: 3, arbitrary: fc.constant<Step>({ kind: 'retain' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'restart' }) },
  // The same few questions again and again, as a page asks them, in which a store may remember its answers.
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('draw' as const),
      hours: fc.constantFrom(6, 24, 50),
      maxPoints: fc.constantFrom(4, 48, 300),
    }),
  },
);

const look = fc.record({
  ago: fc.nat(hours(60)),
  length: fc.nat(hours(60)),
  maxPoints: fc.integer({ min: 1, max: 600 }),
  q: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** Random work on a store and on the memory store, which must give the same answers throughout. */
export const agreesWithMemory = (
  open: () => Promise<Store>,
  restart: (store: Store) => Promise<Store>,
  how: { readonly numRuns?: number; readonly endOnFailure?: boolean } = {},
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 14 }),
      fc.array(look, { minLength: 1, maxLength: 4 }),
      async (steps, looks) => {
        const model = createMemoryStore();
        let store = await open();
        let now: Instant = START;
        try {
          for (const next of steps) {
            if (next.kind === 'pass') now = instant(now + next.length);
            if (next.kind === 'restart') store = await restart(store);
            if (next.kind === 'draw') await compareDrawn(model, store, next, now);
            for (const one of [model, store]) await take(one, next, now);
          }
          for (const { ago, length, maxPoints, q } of looks)
            await compare(model, store, instant(now - ago), instant(now - ago + length), maxPoints, q);
          await compareRecords(model, store, now);
        } finally {
          await store.stop();
        }
      },
    ),
    { numRuns: 40, ...how },
  );

const take = async (store: Store, step: Step, now: Instant): Promise<void> => {
  if (step.kind === 'commit') await store.journal.commit(commitAt(step, now));
  if (step.kind === 'retain') await store.history.retain(KEEP, now);
};

const commitAt = (step: Extract<Step, { kind: 'commit' }>, now: Instant): Commit => {
  const episode = episodeOf(step.n, 1, now - hours(1), step.n % 2 === 0 ? now : null);
  return commitOf({
    samples: step.samples.map(([n, ago, number]) => sampleOf(SERIES[n] as Series, now - ago, number)),
    alerts: [alertNumbered(step.n)],
    episodes: [episode],
    timeline: [timelineEntry(episode.id, step.samples.length, now)],
    deliveries: [deliveryOf(`d${step.n}`, now, step.n === 3 ? { kind: 'waiting' } : { kind: 'delivered', at: now })],
    audit: [auditDraft(`act ${step.n}`, now)],
    marks: { [`m${step.n}`]: now },
  });
};

const compare = async (model: Store, store: Store, from: Instant, to: Instant, maxPoints: number, q: number): Promise<void> => {
  const series = SERIES.map(seriesId);
  for (const id of series) {
    expect(await store.history.raw(id, from, to)).toEqual(await model.history.raw(id, from, to));
  }
  await compareRanges(model, store, { series, from, to, maxPoints });
  for (const id of series) await compareQuantile(model, store, id, hour(from), hour(to), q);
  await compareCounts(model, store, { series, from: hour(from), to: hour(to) });
};

const compareDrawn = async (
  model: Store,
  store: Store,
  { hours: length, maxPoints }: Extract<Step, { kind: 'draw' }>,
  now: Instant,
): Promise<void> => {
  const asked = { series: SERIES.map(seriesId), from: instant(now - hours(length)), to: now };
  await compareRanges(model, store, { ...asked, maxPoints });
  await compareCounts(model, store, { ...asked, from: hour(asked.from), to: hour(now + hours(1)) });
};

const compareCounts = async (model: Store, store: Store, asked: Pick<CountQuery, 'series' | 'from' | 'to'>): Promise<void> => {
  for (const side of ['atMost', 'atLeast'] as const) {
    const query = { ...asked, step: 'hour', good: { side, limit: 2e6 } } as const;
    expect(await store.history.count(query)).toEqual(await model.history.count(query));
  }
  // Several questions at once, of which some ask the same of the same series.
  const { series, from, to } = asked;
  const halves = [series.filter((_, i) => i % 2 === 0), series];
  const questions = halves.flatMap((some) =>
    (['atMost', 'atLeast'] as const).map((side) => ({ series: some, good: { side, limit: 2e6 } })),
  );
  expect(await store.history.tally({ questions, from, to })).toEqual(await model.history.tally({ questions, from, to }));
};

const compareRanges = async (model: Store, store: Store, query: RangeQuery): Promise<void> => {
  const [found, wanted] = [await store.history.range(query), await model.history.range(query)];
  expect(found.map(({ resolution, points }) => [resolution, points.length])).toEqual(
    wanted.map(({ resolution, points }) => [resolution, points.length]),
  );
  found.forEach((range, i) => {
    range.points.forEach((point, j) => {
      const other = wanted[i]?.points[j] ?? [];
      point.forEach((number, k) => {
        // Means of means round differently in their last digits.
        expect(number).toBeCloseTo(other[k] ?? Number.NaN, 6);
      });
    });
  });
};

/** Whole hours: what lies beyond raw samples is known by buckets only. */
const hour = (at: number): Instant => instant(Math.floor(at / hours(1)) * hours(1));

const compareQuantile = async (
  model: Store,
  store: Store,
  id: ReturnType<typeof seriesId>,
  from: Instant,
  to: Instant,
  q: number,
) => {
  const [found, wanted] = [await store.history.quantile(id, from, to, q), await model.history.quantile(id, from, to, q)];
  expect(found?.n).toBe(wanted?.n);
  expect(found?.value ?? 0).toBeCloseTo(wanted?.value ?? 0, 6);
};

const byKey = (records: readonly object[]): string[] => records.map((record) => JSON.stringify(record)).sort();

const compareRecords = async (model: Store, store: Store, now: Instant): Promise<void> => {
  const since = instant(now - duration(hours(20)));
  const [found, wanted] = [await store.journal.remembered(since), await model.journal.remembered(since)];
  expect(byKey(found.latest)).toEqual(byKey(wanted.latest));
  for (const part of ['alerts', 'episodes', 'deliveries', 'segments', 'baselines'] as const)
    expect(byKey(found[part])).toEqual(byKey(wanted[part]));
  expect(found.sequences).toEqual(wanted.sequences);
  expect(found.marks).toEqual(wanted.marks);
  expect(byKey(await store.history.list({}))).toEqual(byKey(await model.history.list({})));
  expect(await store.journal.audit({ limit: 1e6 })).toEqual(await model.journal.audit({ limit: 1e6 }));
  expect(await store.journal.verifyAudit()).toEqual(await model.journal.verifyAudit());
};
