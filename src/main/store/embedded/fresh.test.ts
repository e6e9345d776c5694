import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/store.js';
import { overlay } from '../overlay.js';
import { openForReading, openForWriting } from './database.js';
import { followFresh, openFresh } from './fresh.js';
import { readHot, type Tables } from './samples.js';
import type { Sql } from './sql.js';

let place: ReturnType<typeof temporaryFolder>;
let runs = 0;

beforeEach(() => {
  place = temporaryFolder();
});

afterEach(() => place.remove());

const SERIES = [1, 2, 3, 4];
const EVER = Number.POSITIVE_INFINITY;

/** What a store holds, by series: instant and value. */
const heldIn = ({ sql, fresh }: Tables) =>
  SERIES.map((series) =>
    overlay(readHot(sql, series, -EVER, EVER), fresh.read(series, -EVER, EVER)).map(({ at, value }) => [at, value]),
  );

type Model = ReadonlyMap<number, ReadonlyMap<number, number>>;

const heldInModel = (model: Model) => SERIES.map((series) => [...(model.get(series) ?? [])].sort(([a], [b]) => a - b));

type Sample = readonly [series: number, at: number, value: number];

const withSamples = (model: Model, samples: readonly Sample[]): Model => {
  const next = new Map(SERIES.map((series) => [series, new Map(model.get(series))]));
  for (const [series, at, value] of samples) next.get(series)?.set(at, value);
  return next;
};

const sample = fc.tuple(fc.constantFrom(...SERIES), fc.integer({ min: 1, max: 30 }), fc.integer());
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('commit' as const), samples: fc.array(sample, { maxLength: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fail' as const), samples: fc.array(sample, { maxLength: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sort' as const), most: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Kind> ? Kind : never;

/** Runs the steps over a file, and holds writer and reader to the model after each of them. */
const follow = (file: string, steps: readonly Step[]): void => {
  let [model, sql]: [Model, Sql] = [new Map(), openForWriting(file)];
  let fresh = openFresh(sql, 20);
  const reading = openForReading(file);
  const reader = { sql: reading, fresh: followFresh(reading) };
  const commit = (samples: readonly Sample[], end: () => void): void => {
    const applied = sql.transact(() => {
      const tell = fresh.write(Float64Array.from(samples.flat()));
      end();
      return tell;
    });
    applied();
  };
  for (const each of steps) {
    if (each.kind === 'commit') {
      commit(each.samples, () => undefined);
      model = withSamples(model, each.samples);
    }
    if (each.kind === 'fail') expect(() => commit(each.samples, () => expect.fail('the disk is full'))).toThrow();
    if (each.kind === 'sort') sql.transact(() => fresh.sort(each.most))();
    if (each.kind === 'reopen') {
      sql.close();
      sql = openForWriting(file);
      fresh = openFresh(sql, 20);
    }
    expect(heldIn({ sql, fresh })).toEqual(heldInModel(model));
    expect(reading.snapshot(() => heldIn(reader))).toEqual(heldInModel(model));
  }
  reading.close();
  sql.close();
};

it('holds what was committed, later over earlier, whatever was sorted, failed or was opened again in between', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      runs += 1;
      const folder = join(place.folder, `${runs}`);
      mkdirSync(folder);
      follow(join(folder, 'watchroom.db'), steps);
    }),
  );
});

it('keeps the log short while samples go on coming, and empty once all are sorted', () => {
  const sql = openForWriting(join(place.folder, 'watchroom.db'));
  const fresh = openFresh(sql, 20);
  const rows = (): number => sql.row<{ n: number }>('SELECT count(*) AS n FROM fresh')?.n ?? 0;
  let most = 0;
  for (let i = 1; i <= 200; i += 1) {
    sql.transact(() => fresh.write(Float64Array.of(i % 5, i, i, i % 7, i, i)))();
    most = Math.max(most, rows());
  }
  expect(most).toBeLessThanOrEqual(20);
  while (fresh.rows().first > 0) sql.transact(() => fresh.sort(5))();
  expect(rows()).toBe(0);
  expect(readHot(sql, 3, 0, 201)).not.toHaveLength(0);
  sql.close();
});
