import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Console, createDataFolder, startConsole } from '../support/process.js';
import { createDatabase, type OwnDatabase } from './database.js';

const SECRET_FIELD = 'ana.ruiz@example.org';

let own: OwnDatabase;
let console: Console;
let remove: () => Promise<void>;
beforeAll(async () => {
  own = await createDatabase();
  const minuteAgo = new Date(Date.now() - 60_000);
  await own.db.collection('events').createIndex({ at: 1 });
  await own.db.collection('events').insertMany([
    { at: minuteAgo, event: 'page_view', page: '/tutors', entry: true, user: SECRET_FIELD },
    { at: minuteAgo, name: 'LCP', value: 1_800, page: '/tutors', user: SECRET_FIELD },
  ]);
  const made = await createDataFolder('version: 1\n');
  remove = made.remove;
  console = await startConsole({ dataFolder: made.folder });
});
afterAll(async () => {
  await console.stop();
  await remove();
  await own.drop();
});

const tryIt = async (block: object) => (await console.read('source.try', { source: 'mongodb', block, sent: null })).outcome;

it('shows what the database said and the samples that it became, before anything of it is kept', async () => {
  const outcome = await tryIt({ uri: own.uri, allowInsecure: true, events: { collection: 'events', late: '10s' } });
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  const measures = outcome.measures.map(({ name }) => name);
  expect(measures).toContain('mongodb_latency_seconds');
  expect(outcome.facts.raw?.body).toMatch(/events/);
  // Raw, but never a field that nobody asked for.
  expect(JSON.stringify(outcome)).not.toContain(SECRET_FIELD);
  expect(await console.read('history.list', { name: 'mongodb_latency_seconds' })).toEqual([]);
});

it('says what is wrong with an address that nobody answers at', async () => {
  const outcome = await tryIt({ uri: 'mongodb://127.0.0.1:9/site', events: { collection: 'events' } });
  expect(outcome).toMatchObject({
    kind: 'source-failed',
    text: expect.stringMatching(/refuses connections: check the host and the port/),
  });
});
