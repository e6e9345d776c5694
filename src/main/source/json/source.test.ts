import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createCountedClock } from '../../../../tests/support/servers/counted-clock.js';
import { feedParts, feedTarget } from '../../../../tests/support/servers/feeds.js';
import { createLoopback } from '../../../../tests/support/servers/loopback.js';
import { measured, outcomeOf } from '../../../../tests/support/servers/targets.js';
import type { Reading } from '../../core/model/reading.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { JsonBuilds, JsonFeed } from '../../core/port/feeds.js';
import type { Source } from '../../core/port/source.js';
import { createJsonSource } from './source.js';

const loopback = createLoopback();
let url = '';
let asked = '';
let body: unknown;
let source: Source<FeedTarget>;

beforeAll(async () => {
  url = await loopback.http((request, response) => {
    asked = request.url ?? '';
    response.end(JSON.stringify(body));
  });
});
afterEach(() => source.stop());
afterAll(() => loopback.stop());

const start = (change: Partial<JsonFeed>, path = '/'): void => {
  const feed = { id: 'ci', url: `${url}${path}`, bearer: null, allowInsecure: false, values: [], builds: null, ...change };
  source = createJsonSource(feedParts({ json: [feed] }));
};

const read = (): Promise<Reading> =>
  source.read(feedTarget('json', 'json-ci'), { clock: createCountedClock(), signal: new AbortController().signal });

const BUILDS: JsonBuilds = {
  list: ['builds'],
  id: ['id'],
  status: ['result'],
  statuses: { success: 'passed', failure: 'failed' },
  at: ['ended'],
  project: 'website',
  branch: ['branch'],
  workflow: null,
  environment: 'production',
};

const now = Math.floor(Date.now() / 1_000) * 1_000;
const said = async () =>
  outcomeOf(await read(), 'answered').measures.map(({ name, labels, at }) => [name, labels?.status, labels?.branch, at]);

it('asks the whole address, with what stands behind its question mark and the slash at its end', async () => {
  body = { n: 1 };
  start({ values: [{ series: 'n', path: ['n'] }] }, '/api/status/?tree=a[b,c]&depth=1&depth=2');
  await read();
  expect(new URL(asked, url).pathname).toBe('/api/status/');
  expect([...new URL(asked, url).searchParams]).toEqual([
    ['tree', 'a[b,c]'],
    ['depth', '1'],
    ['depth', '2'],
  ]);
});

it('gives numbers, numbers written as texts, and truths, under our names', async () => {
  body = { queue: [{ length: 7 }], free: '12.5', 'is up': true };
  const values = [
    { series: 'queue_length{queue="mail"}', path: ['queue', 0, 'length'] },
    { series: 'free_ratio', path: ['free'] },
    { series: 'part_up', path: ['is up'] },
  ];
  start({ values });
  const reading = await read();
  expect(measured(reading, 'queue_length', { queue: 'mail' })).toBe(7);
  expect(measured(reading, 'free_ratio')).toBe(12.5);
  expect(measured(reading, 'part_up')).toBe(1);
});

it('gives what is there, and says which path finds nothing', async () => {
  body = { a: 1, text: 'many', empty: '' };
  const values = ['a', 'text', 'empty', 'constructor'].map((key) => ({ series: `${key}_count`, path: [key] }));
  start({ values });
  const { measures, problems } = outcomeOf(await read(), 'answered');
  expect(measures.map(({ name }) => name)).toEqual(['a_count']);
  expect(problems.map(({ text }) => text)).toEqual(
    ['text', 'empty', 'constructor'].map((key) => `The address ci: there is no number at $.${key}.`),
  );
});

it('says what became of builds, each at its own instant, and what went live', async () => {
  body = {
    builds: [
      { id: 3, result: 'SUCCESS', ended: now, branch: 'main' },
      { id: 2, result: 'Failure', ended: new Date(now - 60_000).toISOString(), branch: 'main' },
      { id: 'x1', result: 'success', ended: now / 1_000 - 120, branch: 'try' },
    ],
  };
  start({ builds: BUILDS });
  expect(await said()).toEqual([
    ['build', 'passed', 'try', now - 120_000],
    ['deploy', undefined, undefined, now - 120_000],
    ['build', 'failed', 'main', now - 60_000],
    ['build', 'passed', 'main', now],
    ['deploy', undefined, undefined, now],
  ]);
});

it('says nothing of a build that runs, says no instant, or has no name of its own', async () => {
  const ended = now;
  body = {
    builds: [
      { id: 1, result: null, ended },
      { id: 2, result: 'SUCCESS' },
      { result: 'SUCCESS', ended },
      { id: 4, result: 'QUEUED', ended },
      7,
      null,
    ],
  };
  start({ builds: BUILDS });
  expect(await said()).toEqual([]);
});

it('says a build that is listed again only until it is surely known, and one that ended anew again', async () => {
  const build = { id: 1, result: 'FAILURE', ended: now - 60_000, branch: 'main' };
  body = { builds: [build] };
  start({ builds: BUILDS });
  await read();
  await read();
  expect(await said()).toEqual([]);
  body = { builds: [{ ...build, result: 'SUCCESS', ended: now }] };
  expect((await said())[0]).toEqual(['build', 'passed', 'main', now]);
});
