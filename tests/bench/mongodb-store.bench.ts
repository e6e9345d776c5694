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
import { machineLoad } from './process-figures.js';
import { type Figure, type Measured, printTable, summarise } from './support.js';

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

/** How long a question takes, and what commits of one sample wait while it is answered. */
const meanwhile = async (store: Store, ask: () => Promise<void>, title: string): Promise<readonly Measured[]> => {
  const waits: number[] = [];
  const began = performance.now();
  let isDone = false;
  const answered = ask().then(() => {
    isDone = true;
    return performance.now() - began;
  });
  for (let n = 0; !isDone; n += 1) {
    const started = performance.now();
    await store.journal.commit(commitOf({ samples: [sampleAt(seriesNumbered(-1), START + n)] }));
    waits.push(performance.now() - started);
    await wait(20);
  }
  return [summarise(title, [await answered]), summarise('a commit of one sample meanwhile', waits)];
};

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
    // Between two questions every series is sampled once more, and the 24 hours move on with it.
    let now: number = end;
    const ask = async (n: number, maxPoints: number): Promise<void> => {
      await store.history.range({
        series: all.slice(0, n).map(seriesId),
        from: instant(now - hours(24)),
        to: instant(now),
        maxPoints,
      });
    };
    const measureAsked = async (title: string, n: number, maxPoints: number, runs = 30): Promise<Measured> => {
      const times: number[] = [];
      for (let run = -3; run < runs; run += 1) {
        now += 10_000;
        await store.journal.commit(commitOf({ samples: all.map((series) => sampleAt(series, now - 1)) }));
        const began = performance.now();
        await ask(n, maxPoints);
        if (run >= 0) times.push(performance.now() - began);
      }
      return summarise(title, times);
    };
    const times: Measured[] = [
      ...(await meanwhile(store, () => ask(1_000, 60), 'the first time: 1,000 series, half-hours')),
      await measureAsked('1,000 series, half-hours (49 points each)', 1_000, 60),
      await measureAsked('1,000 series, hours (25 points each)', 1_000, 30),
      await measureAsked('1,000 series, five minutes (289 points each)', 1_000, 300, 10),
      await measureAsked('12 series, five minutes (a page)', 12, 300),
    ];
    printTable(`${name}: 24 hours, min/mean/max of each bucket, the newest samples included`, times);
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
    const measureYear = async (title: string, n: number): Promise<readonly Measured[]> => {
      const [times, spent]: [number[], number[]] = [[], []];
      for (let run = -3; run < 20; run += 1) {
        const [began, used] = [performance.now(), process.cpuUsage()];
        await store.history.range({ series: all.slice(0, n).map(seriesId), from: START, to: end, maxPoints: 600 });
        const { user, system } = process.cpuUsage(used);
        if (run < 0) continue;
        times.push(performance.now() - began);
        spent.push((user + system) / 1_000);
      }
      return [summarise(title, times), summarise('the processor time of it, all threads of the desk', spent)];
    };
    const before = machineLoad();
    const measured = [...(await measureYear('one series', 1)), ...(await measureYear('two series', 2))];
    printTable(`${name}: a year (load ${before} to ${machineLoad()})`, measured);
    await store.stop();
  }, 900_000);
});
