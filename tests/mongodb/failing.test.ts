import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MongodbCollection, MongodbFeed } from '../../src/main/core/port/feeds.js';
import { milliseconds, minutes } from '../../src/main/core/time/instant.js';
import { createMongodbSource } from '../../src/main/source/mongodb/source.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { outcomeOf } from '../support/servers/targets.js';
import { createDatabase, feedOf, mongodbTarget, type OwnDatabase, sourceOf } from './database.js';

let own: OwnDatabase;
const servers: Server[] = [];
beforeEach(async () => {
  own = await createDatabase();
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await own.drop();
});

const events = (change: Partial<MongodbCollection> = {}): MongodbCollection => ({
  collection: 'events',
  time: 'at',
  late: minutes(5),
  where: [],
  measures: [{ metric: 'sessions_total', where: [], computation: { kind: 'count' }, by: {}, labels: {} }],
  ...change,
});

const look = async (feed: MongodbFeed, timeout = 12_000) => {
  const source = sourceOf(feed);
  const signal = new AbortController().signal;
  const reading = await source.read(
    { ...mongodbTarget(), timeout: milliseconds(timeout) },
    { clock: createCountedClock(), signal },
  );
  await source.stop();
  return reading;
};

const whyNot = async (feed: MongodbFeed, timeout?: number): Promise<string> =>
  outcomeOf(await look(feed, timeout), 'source-failed').text;

const noteOf = async (feed: MongodbFeed): Promise<string> => outcomeOf(await look(feed), 'answered').facts.note ?? '';

/** Takes connections and never says a word. */
const silentServer = async (): Promise<string> => {
  const server = createServer((socket) => socket.on('error', () => undefined));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `mongodb://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/site`;
};

describe('an address that leads nowhere', () => {
  it.each([
    ['is no address', 'http://ann:s3cret@127.0.0.1/', 'is no address of a MongoDB'],
    ['is one that cannot be read', 'mongodb://ann:s3:cr@et@127.0.0.1/', 'is no address of a MongoDB'],
    ['nobody listens at', 'mongodb://ann:s3cret@127.0.0.1:1/site?serverSelectionTimeoutMS=1', 'MongoDB refuses connections'],
    ['has a host without an address', 'mongodb://ann:s3cret@no-such-host.invalid/site?tls=true', 'host in sources.mongodb.uri'],
    ['is elsewhere and without TLS', 'mongodb://ann:s3cret@192.0.2.1/site', 'without TLS: add tls=true'],
    ['is elsewhere and turns TLS off', 'mongodb+srv://ann:s3cret@db.example.org/site?tls=false', 'without TLS: add tls=true'],
  ])('because it %s says so, without its password', async (_, uri, expected) => {
    const text = await whyNot(feedOf(uri));
    expect(text).toContain(expected);
    expect(text).not.toMatch(/s3|ann/);
  });

  it('is taken without TLS where that is allowed', async () => {
    expect(await whyNot(feedOf('mongodb://192.0.2.1/site', { allowInsecure: true }), 1_500)).not.toContain('TLS');
  });

  it('ends with the time for a look where the server is silent', async () => {
    expect(await whyNot(feedOf(await silentServer()), 1_000)).toContain('did not answer within 1 s');
  });

  it('says which secret cannot be read', async () => {
    const secrets = {
      read: async () => ({ ok: false as const, error: { secret: 'URI', message: 'the variable MONGODB_URI is not set' } }),
    };
    const source = createMongodbSource({ feed: () => feedOf(''), secrets: secrets as never, lastRead: async () => null });
    const reading = await source.read(mongodbTarget(), { clock: createCountedClock(), signal: new AbortController().signal });
    expect(outcomeOf(reading, 'source-failed').text).toContain('the variable MONGODB_URI is not set');
    await source.stop();
  });
});

describe('a collection', () => {
  it('that is not there is named, with the one that was meant', async () => {
    await own.db.collection('event').insertOne({ at: new Date() });
    const text = await whyNot(feedOf(own.uri, { collections: [events()] }));
    expect(text).toContain('There is no collection events');
    expect(text).toContain('Did you mean event?');
  });

  it.each([
    ['have no field at', { when: new Date() }],
    ['hold no date in at', { at: '2026-11-26T12:00:00Z' }],
    ['hold no date in at', { at: Date.UTC(2026, 10, 26) }],
  ])('whose documents %s says what to set', async (expected, document) => {
    await own.db.collection('events').insertOne(document);
    const text = await whyNot(feedOf(own.uri, { collections: [events()] }));
    expect(text).toContain(expected);
    expect(text).toContain('set "time"');
  });

  it('without an index on its time is read, with a warning until there is one', async () => {
    const dated = own.db.collection('events');
    await dated.insertOne({ at: new Date() });
    expect(await noteOf(feedOf(own.uri, { collections: [events()] }))).toContain('events has no index that begins with at');
    await dated.createIndex({ at: 1 });
    expect(await noteOf(feedOf(own.uri, { collections: [events()] }))).not.toContain('index');
  });

  it('that is empty gives nothing, and is no failure', async () => {
    await own.db.createCollection('events');
    const { measures } = outcomeOf(await look(feedOf(own.uri, { collections: [events()] })), 'answered');
    expect(measures.map(({ name }) => name).filter((name) => !name.startsWith('mongodb_'))).toEqual([]);
  });

  it('in no named database is not guessed', async () => {
    const uri = new URL(own.uri);
    uri.pathname = '/';
    expect(await whyNot(feedOf(uri.href, { collections: [events()] }))).toContain('names no database');
    await own.db.collection('events').insertOne({ at: new Date() });
    const named = { database: own.db.databaseName, collections: [events()] };
    expect(outcomeOf(await look(feedOf(uri.href, named)), 'answered').measures.length).toBeGreaterThan(1);
  });
});

describe("the server's health", () => {
  it('is told as far as the server tells it, and what it does not tell is named', async () => {
    await own.db.collection('events').insertMany(Array.from({ length: 50 }, () => ({ text: 'x'.repeat(1_000) })));
    const { measures, facts } = outcomeOf(await look(feedOf(own.uri)), 'answered');
    const values = Object.fromEntries(measures.map(({ name, value }) => [name, value]));
    expect(values.mongodb_latency_seconds).toBeGreaterThan(0);
    expect(values.mongodb_storage_bytes).toBeGreaterThan(0);
    for (const name of ['mongodb_connections', 'mongodb_replication_lag_seconds', 'mongodb_slow_operations'])
      expect(name in values || facts.note?.includes(name)).toBe(true);
  });
});
