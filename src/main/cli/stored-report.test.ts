import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  commitOf,
  episodeOf,
  MINUTE,
  sampleOf,
  seriesNamed,
  silentLog,
  temporaryFolder,
} from '../../../tests/support/store.js';
import { openEmbeddedStore } from '../store/embedded/open.js';
import { storedReport } from './stored-report.js';

let place: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  place = temporaryFolder();
  writeFileSync(join(place.folder, 'config.yml'), 'version: 1\n');
});
afterEach(() => place.remove());

const NOW = Date.now();
const LONG_AGO = NOW - 200 * 24 * 60 * MINUTE;

const keep = async (part: Parameters<typeof commitOf>[0]): Promise<void> => {
  const store = await openEmbeddedStore({ file: join(place.folder, 'watchroom.db'), access: 'write', log: silentLog });
  await store.journal.commit(commitOf(part));
  await store.stop();
};

it('is none where nothing is kept', async () => expect(await storedReport(place.folder, 24)).toBeNull());

it('tells of a desk that was stopped long ago when it saw something last, and no alert that was over before', async () => {
  await keep({
    samples: [sampleOf(seriesNamed('http_up'), LONG_AGO, 1), sampleOf(seriesNamed('http_up', 'b'), LONG_AGO - MINUTE, 1)],
    episodes: [episodeOf(1, 1, LONG_AGO - 2 * MINUTE, LONG_AGO - MINUTE), episodeOf(2, 1, LONG_AGO - MINUTE)],
  });
  const report = await storedReport(place.folder, 24);
  const seen = new Date(LONG_AGO).toISOString();
  expect(report?.body).toMatchObject({ observedUntil: seen, alerts: [{ id: 'a2-1', state: 'firing' }], isTruncated: false });
  expect(report?.text).toContain(`nobody is watching since ${seen}`);
  expect(report?.text).not.toContain('older ones');
});

it('names the newest alerts of a flood, as many as a running console, and says how many more there are', async () => {
  const flood = Array.from({ length: 4_321 }, (_, n) => episodeOf(n, 1, NOW - n * 1_000));
  await keep({ episodes: [...flood, { ...episodeOf(9_999, 1, NOW), test: true }] });
  const report = await storedReport(place.folder, 24);
  expect(report?.body).toMatchObject({ alerts: flood.slice(0, 1_000).map(({ id }) => ({ id })), isTruncated: true });
  expect(report?.text).toMatch(/\nand 3321 older ones$/);
});
