import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Store } from '../../src/main/core/port/journal.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { openOutbox } from '../../src/main/store/embedded/outbox.js';
import { embeddedTarget } from '../../src/main/store/embedded/portable.js';
import { openMongodbStore } from '../../src/main/store/mongodb/open.js';
import { mongodbTarget } from '../../src/main/store/mongodb/portable.js';
import type { PortableTarget } from '../../src/main/store/transfer/portable.js';
import { createDatabase, type OwnDatabase } from '../mongodb/database.js';
import { silentLog, temporaryFolder } from '../support/store.js';
import { type BuiltStore, buildStore } from '../support/store-build.js';
import { machineLoad } from './process-figures.js';
import { deskOn, fillYear, type Slices, watchSlices, writeToday } from './service-level-year.js';
import { measure, printTable, summarise } from './support.js';

const TARGETS = Number(process.env.WATCHROOM_BENCH_TARGETS ?? 1_000);
const STARTS = 10;

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

interface Place {
  readonly fill: () => Promise<PortableTarget>;
  readonly open: () => Promise<Store>;
}

const embedded = (): Place => {
  const file = join(folder, 'year', 'watchroom.db');
  return {
    fill: async () => embeddedTarget(file),
    open: () => built.openEmbeddedStore({ file, access: 'write', log: silentLog, thread: 'worker' }),
  };
};

const mongodb = async (): Promise<Place> => {
  const own = await createDatabase();
  databases.push(own);
  const address = { uri: own.uri, allowInsecure: false };
  const rest = { log: silentLog, clock: systemClock() };
  return {
    fill: () => mongodbTarget({ ...address, ...rest, outbox: openOutbox(join(folder, `${randomUUID()}.db`)) }),
    open: () => openMongodbStore({ ...address, ...rest, outbox: join(folder, 'outbox.db'), changed: () => undefined }),
  };
};

const STORES: readonly (readonly [name: string, place: () => Place | Promise<Place>, isThere: boolean])[] = [
  ['embedded', embedded, true],
  ['MongoDB', mongodb, process.env.MONGODB_TEST_URI !== undefined],
];

describe('a year of three promises', () => {
  for (const [name, placeOf, isThere] of STORES)
    it.skipIf(!isThere)(
      `is read from ${name}`,
      async () => {
        const { fill, open } = await placeOf();
        const filled = await fill();
        await fillYear(filled, TARGETS);
        await filled.stop();
        let store = await open();
        await writeToday(store, TARGETS);
        const before = machineLoad();
        const keeping = await deskOn(store);
        const [begun, used] = [performance.now(), process.cpuUsage()];
        const keepingSlices = await watchSlices(keeping.keep);
        const [kept, { user, system }] = [performance.now() - begun, process.cpuUsage(used)];
        const stretches = summarise('a stretch of it, in the store', keeping.calls);
        const [first, spent, starts, calls, bytes] = [[], [], [], [], []] as [number[], number[], number[], number[], number[]];
        const slices: Slices[] = [];
        for (let start = 0; start < STARTS; start += 1) {
          await store.stop();
          store = await open();
          const from = performance.now();
          const desk = await deskOn(store);
          starts.push(performance.now() - from);
          bytes.push(desk.markBytes);
          slices.push(
            await watchSlices(async () => {
              const [asked, usedBefore] = [performance.now(), process.cpuUsage()];
              await desk.readToNow();
              first.push(performance.now() - asked);
              const { user: u, system: y } = process.cpuUsage(usedBefore);
              spent.push((u + y) / 1_000);
            }),
          );
          calls.push(...desk.calls);
        }
        const desk = await deskOn(store);
        const again = await measure('asked again', desk.readToNow, { n: 20 });
        printTable(
          `A year of three promises over ${TARGETS}, ${TARGETS - 1} and ${TARGETS / 2} targets, ${name} (load ${before} to ${machineLoad()})`,
          [
            summarise('first report after a start', first),
            summarise('the processor time of it, all threads', spent),
            summarise(
              'the longest slice of the engine’s thread in it',
              slices.map(({ longest }) => longest),
            ),
            summarise(
              'the longest by processor time',
              slices.map(({ longestSpent }) => longestSpent),
            ),
            summarise('a question to the store in it', calls),
            again,
            summarise('what a start reads from the journal', starts),
            stretches,
          ],
          [
            { name: 'counting the year once, in the background', value: kept / 1_000, unit: 's' },
            { name: 'processor time of that', value: (user + system) / 1e6, unit: 's' },
            { name: 'the longest slice of the engine’s thread meanwhile', value: keepingSlices.longest, unit: 'ms' },
            { name: 'the longest by processor time', value: keepingSlices.longestSpent, unit: 'ms' },
            { name: 'the longest collection of garbage', value: keepingSlices.longestCollection, unit: 'ms' },
            { name: 'what is kept', value: (bytes[0] ?? 0) / 1_000, unit: 'kB' },
          ],
        );
        await store.stop();
      },
      3_000_000,
    );
});
