import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Series, SeriesSample } from '../../src/main/core/model/sample.js';
import type { Store } from '../../src/main/core/port/journal.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { days, hours, instant } from '../../src/main/core/time/instant.js';
import { auditDraft, commitOf, KEEP, START, silentLog, temporaryFolder } from '../support/store.js';
import { type BuiltStore, buildStore } from '../support/store-build.js';
import { measure, printTable, summarise } from './support.js';

const MINUTE = 60_000;

const { folder, remove } = temporaryFolder();
let built: BuiltStore;
let count = 0;
const open = (name = `${count}`): Promise<Store> => {
  count += 1;
  return built.openEmbeddedStore({
    file: join(folder, name, 'watchroom.db'),
    access: 'write',
    log: silentLog,
    thread: 'worker',
  });
};

beforeAll(async () => {
  built = await buildStore();
});
afterAll(() => {
  built.remove();
  remove();
});

/** The series of one http target, with values such as a page gives: response times to the microsecond, the rest nearly steady. */
const METRICS: readonly (readonly [string, (noise: number) => number])[] = [
  ['up', () => 1],
  ['http_response_seconds', (noise) => Math.round(180_000 + noise * 80_000) / 1e6],
  ['http_phase_seconds_dns', (noise) => Math.round(2_000 + noise * 1_500) / 1e6],
  ['http_phase_seconds_tcp', (noise) => Math.round(9_000 + noise * 2_000) / 1e6],
  ['http_phase_seconds_tls', (noise) => Math.round(21_000 + noise * 5_000) / 1e6],
  ['http_phase_seconds_first_byte', (noise) => Math.round(90_000 + noise * 60_000) / 1e6],
  ['http_phase_seconds_download', (noise) => Math.round(14_000 + noise * 9_000) / 1e6],
  ['http_status_code', () => 200],
  ['http_body_bytes', (noise) => 48_213 + (noise > 0.9 ? 17 : 0)],
  ['http_redirects', () => 0],
  ['http_certificate_expiry_seconds', (noise) => 5_184_000 - Math.round(noise * 90_000)],
  ['asset_count', () => 24],
];

const seriesOfTarget = (target: number): readonly Series[] =>
  METRICS.map(([name]) => ({ name, labels: { environment: 'production', source: 'http', target: `target-${target}` } }));

const reading = (all: readonly Series[], at: number): SeriesSample[] => {
  const jittered = instant(at + Math.round(Math.random() * 250));
  return all.map((series, i) => ({
    id: seriesId(series),
    series,
    at: jittered,
    value: (METRICS[i] as (typeof METRICS)[number])[1](Math.random()),
  }));
};

const targets = (n: number): readonly (readonly Series[])[] => Array.from({ length: n }, (_, target) => seriesOfTarget(target));

describe('store', () => {
  it('commits', async () => {
    const store = await open();
    const watched = targets(1_000);
    const one = await measure(
      'commit of one reading (12 samples, 1 audit entry)',
      (run) =>
        store.journal.commit(
          commitOf({ samples: reading(watched[(run + 3) % 1_000] ?? [], START + run), audit: [auditDraft('a')] }),
        ),
      { n: 500 },
    );
    const turns = Array.from({ length: 20 }, (_, run) =>
      watched.flatMap((all) => reading(all, START + hours(1) + run * MINUTE)),
    );
    const many = await measure('commit of 1,000 readings (12,000 samples)', (run) =>
      store.journal.commit(commitOf({ samples: turns[((run % 20) + 20) % 20] ?? [] })),
    );
    printTable(
      'Commits, durable',
      [one, many],
      [{ name: 'samples a second, durable', value: 12_000 / (many.median / 1_000), unit: '/s' }],
    );
    await store.stop();
  });

  it('reads', async () => {
    const store = await open();
    const minutely = seriesOfTarget(1)[1] as Series;
    const tenSeconds = seriesOfTarget(2)[1] as Series;
    const fill = async (series: Series, every: number): Promise<void> => {
      const samples = Array.from({ length: days(1) / every }, (_, i) => reading([series], START + i * every)).flat();
      await store.journal.commit(
        commitOf({ samples: samples.map((sample) => ({ ...sample, value: Math.round(Math.random() * 1e6) / 1e6 })) }),
      );
    };
    await fill(minutely, MINUTE);
    await fill(tenSeconds, 10_000);
    const now = instant(START + days(1) + hours(1));
    await store.history.retain(KEEP, now);
    const query = (series: Series) => () =>
      store.history.range({ series: [seriesId(series)], from: START, to: instant(START + days(1)), maxPoints: 600 });
    const raw = (series: Series) => () => store.history.raw(seriesId(series), START, instant(START + days(1)));
    const quantile = () => store.history.quantile(seriesId(tenSeconds), START, instant(START + days(1)), 0.95);
    printTable('One series, 24 h, from its thread', [
      await measure('range, a sample a minute', query(minutely), { n: 100 }),
      await measure('range, a sample every 10 s', query(tenSeconds), { n: 100 }),
      await measure('raw, 1,440 samples', raw(minutely), { n: 100 }),
      await measure('raw, 8,640 samples', raw(tenSeconds), { n: 100 }),
      await measure('quantile over 8,640 samples', quantile, { n: 100 }),
    ]);
    await store.stop();
  });

  it('remembers, seals and deletes with 12,000 series', async () => {
    const store = await open();
    const watched = targets(1_000);
    for (let minute = 0; minute < 60; minute += 1)
      await store.journal.commit(commitOf({ samples: watched.flatMap((all) => reading(all, START + minute * MINUTE)) }));
    const remembered = await measure('remembered(), all hot', () => store.journal.remembered(START), { n: 10, warmUp: 1 });
    const before = (await store.history.figures()).bytes;
    const seal = await retained('sealing an hour of 720,000 samples', store, START + hours(2));
    const after = await measure('remembered(), all sealed', () => store.journal.remembered(START), { n: 10, warmUp: 1 });
    const figures = await measure('figures()', () => store.history.figures(), { n: 10, warmUp: 1 });
    const drop = await retained('deleting that hour', store, START + days(15));
    printTable(
      '12,000 series',
      [remembered, after, figures, ...seal.times, ...drop.times],
      [...seal.figures, ...drop.figures, { name: 'file before sealing', value: before / 720_000, unit: 'bytes a sample' }],
    );
    await store.stop();
  });

  it('keeps samples in few bytes', async () => {
    const store = await open('bytes');
    const watched = targets(50);
    for (let hour = 0; hour < 24; hour += 1) {
      const samples = Array.from({ length: 60 }, (_, minute) =>
        watched.flatMap((all) => reading(all, START + hours(hour) + minute * MINUTE)),
      );
      await store.journal.commit(commitOf({ samples: samples.flat() }));
      await store.history.retain(KEEP, instant(START + hours(hour + 2)));
    }
    await store.stop();
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const database = new DatabaseSync(join(folder, 'bytes', 'watchroom.db'), { readOnly: true });
    const sizes = (text: string): number => (database.prepare(text).get() as { size: number }).size;
    const n = sizes('SELECT sum(n) AS size FROM chunk');
    const rollup = (step: number): number => sizes(`SELECT sum(length(body)) AS size FROM rollup WHERE step = ${step}`);
    printTable(
      'At rest: 50 targets of 12 series, a sample a minute, 24 h',
      [],
      [
        { name: 'samples', value: n, unit: '' },
        { name: 'sealed chunks', value: sizes('SELECT sum(length(body)) AS size FROM chunk') / n, unit: 'bytes a sample' },
        { name: 'of response times alone', value: sizes(RESPONSE_BYTES), unit: 'bytes a sample' },
        { name: 'one-minute rollups', value: rollup(60_000) / n, unit: 'bytes a sample' },
        { name: 'five-minute rollups', value: rollup(300_000) / (n / 5), unit: 'bytes a bucket' },
        { name: 'hourly rollups', value: rollup(3_600_000) / (n / 60), unit: 'bytes a bucket' },
      ],
    );
    database.close();
  });
});

const RESPONSE_BYTES = `SELECT sum(length(body)) * 1.0 / sum(n) AS size FROM chunk
  WHERE series IN (SELECT id FROM series WHERE name = 'http_response_seconds')`;

/** A whole retention, and what commits and the calling thread notice of it meanwhile. */
const retained = async (name: string, store: Store, now: number) => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const waits: number[] = [];
  let isDone = false;
  const start = performance.now();
  const done = store.history.retain(KEEP, instant(now)).then((result) => {
    isDone = true;
    return result;
  });
  while (!isDone) {
    const from = performance.now();
    await store.journal.commit(commitOf({ marks: { a: from } }));
    waits.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { sealed, deleted } = await done;
  delay.disable();
  return {
    times: [summarise(`a commit during ${name}`, waits)],
    figures: [
      { name, value: performance.now() - start, unit: `ms in all (${sealed} sealed, ${deleted} rows deleted)` },
      { name: `calling thread held up during ${name}, worst`, value: delay.max / 1e6, unit: 'ms' },
    ],
  };
};
