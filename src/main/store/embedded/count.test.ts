import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import {
  commitOf,
  KEEP,
  START,
  sampleOf,
  samplesOf,
  seriesNamed,
  silentLog,
  temporaryFolder,
} from '../../../../tests/support/store.js';
import { seriesId } from '../../core/sample/series.js';
import { days, hours, instant, minutes, after as moved } from '../../core/time/instant.js';
import { openEmbeddedStore } from './open.js';

const UP = seriesNamed('up');

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

it('an hour whose samples are gone is counted as it is rolled up, whatever comes late for it', async () => {
  const { folder, remove } = temporaryFolder();
  const file = join(folder, 'watchroom.db');
  const store = await openEmbeddedStore({ file, access: 'write', log: silentLog, thread: 'inline' });
  cleanUps.push(remove, store.stop);
  const count = async (): Promise<readonly (readonly [valid: number, good: number])[]> => {
    const asked = { series: [seriesId(UP)], from: START, to: moved(START, hours(1)), step: 'hour' } as const;
    const counted = await store.history.count({ ...asked, good: { side: 'atLeast', limit: 1 } });
    return counted.map(({ valid, good }) => [valid, good]);
  };
  await store.journal.commit(commitOf({ samples: samplesOf(UP, START, minutes(1), 60, (n) => (n < 10 ? 0 : 1)) }));
  const later = instant(START + KEEP.raw + days(1));
  await store.history.retain(KEEP, later);
  await store.journal.commit(commitOf({ samples: [sampleOf(UP, START + 30_000, 0)] }));
  expect(await count()).toEqual([[60, 50]]);
  await store.history.retain(KEEP, later);
  expect(await count()).toEqual([[60, 50]]);
});
