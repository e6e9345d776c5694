import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { CountQuery } from '../../src/main/core/port/history.js';
import { monthsOf } from '../../src/main/core/report/months.js';
import { measuresOf } from '../../src/main/core/slo/measures.js';
import { days, hours, instant } from '../../src/main/core/time/instant.js';
import { createCounting } from '../../src/main/engine/objective/counting.js';
import { commitOf, KEEP, samplesOf, seriesNamed, silentLog, temporaryFolder } from '../support/store.js';
import { type BuiltStore, buildStore } from '../support/store-build.js';
import { measure, printTable } from './support.js';

const { folder, remove } = temporaryFolder();
let built: BuiltStore;
beforeAll(async () => {
  built = await buildStore();
});
afterAll(() => {
  built.remove();
  remove();
});

const END = instant(Date.UTC(2026, 0, 1));
const TARGETS = 10;
const EVERY = 300_000;

describe('a year of one promise', () => {
  it('is counted month by month', async () => {
    const open = (name: string) =>
      built.openEmbeddedStore({ file: join(folder, name, 'watchroom.db'), access: 'write', log: silentLog, thread: 'worker' });
    const store = await open('year');
    for (let day = 365; day > 0; day -= 1)
      await store.journal.commit(
        commitOf({
          samples: Array.from({ length: TARGETS }, (_, target) =>
            samplesOf(seriesNamed('up', `t${target}`), END - day * days(1), EVERY, days(1) / EVERY, (n) =>
              n % 97 === 0 ? 0 : 1,
            ),
          ).flat(),
        }),
      );
    let turns = 0;
    for (; turns < 2_000; turns += 1) {
      const { deleted, sealed } = await store.history.retain({ ...KEEP, hour: days(400) }, END);
      if (deleted + sealed === 0) break;
    }
    const uptime = {
      ...({ id: 'uptime', kind: 'availability', target: 0.999, over: days(30), sources: ['http'], hasSource: true } as const),
      measures: measuresOf({ kind: 'availability', match: [], underSeconds: 2, leastScore: 90 }),
    };
    const months = monthsOf({ over: 'year', ends: '2025-12' }, 'UTC', END);
    if (!months.ok) throw new Error(months.error.message);
    const count = (counting: ReturnType<typeof createCounting>) => async () => {
      for (const { from, to } of months.value) await counting.count(uptime, () => true, from, to, 'hour');
    };
    let slice = 0;
    const timed = {
      ...store.history,
      count: async (query: CountQuery) => {
        const began = performance.now();
        const counted = await store.history.count(query);
        slice = Math.max(slice, performance.now() - began);
        return counted;
      },
    };
    const shared = createCounting(timed);
    const first = await measure('asked for the first time', count(shared), { n: 1, warmUp: 0 });
    const longest = slice;
    const again = await measure('asked again', count(shared), { n: 20 });
    const month = await measure(
      'one month, asked again',
      async () => shared.count(uptime, () => true, instant(END - hours(744)), END, 'hour'),
      { n: 20 },
    );
    console.log(`The longest time in which no commit gets in between: ${longest.toFixed(1)} ms. Turns of sealing: ${turns}`);
    printTable(`A year of one promise over ${TARGETS} targets, read every 5 min, from rollups`, [first, again, month]);
    await store.stop();
  }, 300_000);
});
