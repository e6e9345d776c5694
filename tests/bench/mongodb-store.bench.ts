import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Series, SeriesSample } from '../../src/main/core/model/sample.js';
import type { Store } from '../../src/main/core/port/journal.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { days, hours, instant } from '../../src/main/core/time/instant.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { createDatabase, type OwnDatabase } from '../mongodb/database.js';
import { commitOf, KEEP, START, silentLog, temporaryFolder } from '../support/store.js';
import { type BuiltStore, buildStore } from '../support/store-build.js';
import { type Figure, type Measured, measure, printTable, summarise } from './support.js';

/** Seconds for which samples are written. */
const SECONDS = Number(process.env.WATCHROOM_BENCH_SECONDS ?? 30);
const MINUTE = 60_000;

const { folder, remove } = temporaryFolder();
const databases: OwnDatabase[] = [];
let built: BuiltStore;
beforeAll(async () => {
  built = await buildStore();
});
afterAll(async () => {
  built.remove();
  for (const database of databases) await database.drop();
  remove();
}, 120_000);

/** Both stores by name, each empty. */
const STORES: readonly (readonly [name: string, open: () => Promise<Store>])[] = [
  [
    'MongoDB',
    async () => {
      const own = await createDatabase();
      databases.push(own);
      const outbox = join(folder, `outbox-${databases.length}.db`);
      const rest = { allowInsecure: false, log: silentLog, clock: systemClock(), changed: () => undefined };
      return openMongodbStore({ ...rest, uri: own.uri, outbox });
    },
  ],
  [
    'embedded',
    async () => {
      const file = join(folder, `embedded-${Math.random()}`, 'watchroom.db');
      return built.openEmbeddedStore({ file, access: 'write', log: silentLog, thread: 'worker' });
    },
  ],
];

const seriesNumbered = (n: number): Series => ({
  name: 'http_response_seconds',
  labels: { source: 'http', target: `target-${n}` },
});

/** Response times to the microsecond. */
const sampleAt = (series: Series, at: number): SeriesSample => ({
  id: seriesId(series),
  series,
  at: instant(at),
  value: Math.round(180_000 + Math.random() * 80_000) / 1e6,
});

const seconds = (value: number): Figure['value'] => Math.round(value / 10) / 100;

describe.each(STORES)('the store on %s', (name, open) => {
  it(`takes 10,000 samples a second`, async () => {
    const store = await open();
    const all = Array.from({ length: 10_000 }, (_, n) => seriesNumbered(n));
    const [each, every] = [2_500, 250];
    const [times, late]: [number[], number[]] = [[], []];
    await store.journal.commit(commitOf({ samples: all.map((series) => sampleAt(series, START)) }));
    const began = performance.now();
    const cpu = process.cpuUsage();
    for (let n = 0; n * every < 1_000 * SECONDS; n += 1) {
      const dueAt = began + n * every;
      await wait(Math.max(0, dueAt - performance.now()));
      late.push(performance.now() - dueAt);
      const some = all.slice((n % 4) * each, (n % 4) * each + each);
      const started = performance.now();
      await store.journal.commit(commitOf({ samples: some.map((series) => sampleAt(series, START + 1_000 + every * n)) }));
      times.push(performance.now() - started);
    }
    const length = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    printTable(
      `${name}: 10,000 samples a second for ${SECONDS} s`,
      [summarise('commit of 2,500 samples', times), summarise('begun after it was due (backlog)', late)],
      [
        { name: 'written', value: (times.length * each) / (length / 1_000), unit: 'samples/s' },
        { name: 'CPU of the desk', value: (user + system) / 10 / length, unit: '% of one core' },
      ],
    );
    const stopping = performance.now();
    await store.stop();
    printTable(`${name}: stop`, [], [{ name: 'stop', value: seconds(performance.now() - stopping), unit: 's' }]);
  }, 600_000);

  it('answers what a dashboard asks', async () => {
    const store = await open();
    const all = Array.from({ length: 1_000 }, (_, n) => seriesNumbered(n));
    const end = instant(START + hours(24));
    for (let at: number = START; at < end; at += 10 * MINUTE)
      await store.journal.commit(
        commitOf({ samples: all.flatMap((series) => Array.from({ length: 10 }, (_, i) => sampleAt(series, at + i * MINUTE))) }),
      );
    await store.history.retain(KEEP, end);
    const ask = (n: number, maxPoints: number) => () =>
      store.history.range({ series: all.slice(0, n).map(seriesId), from: START, to: end, maxPoints });
    const times: Measured[] = [
      await measure('24 hours of 1,000 series, 48 points each (a sparkline)', ask(1_000, 48)),
      await measure('24 hours of 1,000 series, 288 points each', ask(1_000, 288), { n: 10 }),
      await measure('24 hours of 12 series, 288 points each (a page)', ask(12, 288)),
    ];
    printTable(`${name}: 24 hours`, times);
    await store.stop();
  }, 900_000);

  it('draws a year out of rollups', async () => {
    const store = await open();
    const all = [seriesNumbered(0), seriesNumbered(1)];
    const end = instant(START + days(364));
    for (let at: number = START; at < end; at += days(7))
      await store.journal.commit(
        commitOf({
          samples: all.flatMap((series) => Array.from({ length: 7 * 144 }, (_, i) => sampleAt(series, at + i * 10 * MINUTE))),
        }),
      );
    await store.history.retain({ ...KEEP, hour: days(400) }, end);
    const ask = (n: number) => () =>
      store.history.range({ series: all.slice(0, n).map(seriesId), from: START, to: end, maxPoints: 600 });
    printTable(`${name}: a year`, [await measure('one series', ask(1)), await measure('two series', ask(2))]);
    await store.stop();
  }, 900_000);
});
