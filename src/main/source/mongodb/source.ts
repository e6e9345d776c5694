import type { Db } from 'mongodb';
import type { Measure, Reading, ReadingOutcome } from '../../core/model/reading.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { MongodbFeed } from '../../core/port/feeds.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { Look, Source } from '../../core/port/source.js';
import { after, hours, type Instant } from '../../core/time/instant.js';
import { createHeard } from '../feed/heard.js';
import { createTurns } from '../feed/turns.js';
import { type Deadline, startDeadline } from '../net/deadline.js';
import { type BackupAge, readBackupAge } from './backup.js';
import { type CollectionReader, createCollectionReader, QUERY_BUDGET } from './collection.js';
import { type Connection, prepareConnection } from './connect.js';
import { createCounters } from './counters.js';
import { readHealth } from './health.js';
import { inspectCollection } from './inspect.js';
import { MongodbProblem, sayProblem } from './problem.js';

export interface MongodbSourceParts {
  readonly feed: () => MongodbFeed | null;
  readonly secrets: Secrets;
  /** How far an earlier run had read a collection, by its `READ_TO`; null: not known. */
  readonly lastRead: (collection: string) => Promise<Instant | null>;
}

/** The series that says how far a collection is read, in seconds since 1970: it is kept with what was read. */
export const READ_TO = 'mongodb_read_timestamp_seconds';

/** What goes with one way of being configured: another begins anew. */
interface Session {
  readonly key: string;
  readonly connection: Connection;
  readonly readers: readonly CollectionReader[];
  inspectedAt: Instant | null;
  /** What was read by a look that then failed: said with the next one that does not. */
  unsaid: readonly Measure[];
  warnings: readonly string[];
}

/** The set-up of the collections is looked at so often, because indexes come and go. */
const INSPECTED_EVERY = hours(1);
/** Numbers that wait for a look that succeeds, at most. */
const MOST_UNSAID = 200_000;
/** A share of the time for a look, after which no further stretch of the past is begun. */
const SHARE_FOR_PAST = 0.5;

/** Reads the site's own MongoDB: its server's health, and what its documents say of visitors and business. Never writes. */
export const createMongodbSource = ({ feed, secrets, lastRead }: MongodbSourceParts): Source<FeedTarget> => {
  const turns = createTurns();
  let session: Session | null = null;
  let isStopped = false;

  const end = async (): Promise<void> => {
    const ended = session;
    session = null;
    await ended?.connection.client.close();
  };

  const sessionOf = async (): Promise<Session> => {
    if (isStopped) throw new MongodbProblem('This desk is stopping.');
    const configured = feed();
    if (configured === null) throw new MongodbProblem('sources.mongodb.uri is not set.');
    const uri = await secrets.read(configured.uri);
    if (!uri.ok) throw new MongodbProblem(`sources.mongodb.uri cannot be read: ${uri.error.message}.`);
    const key = JSON.stringify([configured, uri.value]);
    if (session?.key === key) return session;
    await end();
    session = await begin(configured, uri.value, key, lastRead);
    return session;
  };

  const look = async (target: FeedTarget, { clock, wantsAnswer }: Look, { signal }: Deadline): Promise<ReadingOutcome> => {
    const heard = wantsAnswer === true ? createHeard() : null;
    const began = clock.monotonic();
    const open = await sessionOf();
    const { client, database } = open.connection;
    await client.connect();
    const health = await readHealth(client, database, clock, QUERY_BUDGET);
    const notes: string[] = health.untold.length === 0 ? [] : [`Not told by this server: ${health.untold.join(', ')}.`];
    const backup = await backupAge(feed(), database, clock.now());
    notes.push(...backup.notes);
    if (database !== null) {
      const now = clock.now();
      await inspect(open, now, signal, feed());
      const isTimeUp = () => clock.monotonic() - began > target.timeout * SHARE_FOR_PAST;
      for (const reader of open.readers) {
        const hear = heard === null ? {} : { hear: sayRows(heard.say) };
        const reading = await reader.read({ database, signal, now, isTimeUp, ...hear });
        open.unsaid = [...open.unsaid, ...reading.measures].slice(-MOST_UNSAID);
        notes.push(...reading.notes);
      }
    }
    signal.throwIfAborted();
    const measures = [...health.measures, ...backup.measures, ...open.unsaid, ...marksOf(open.readers, clock.now())];
    open.unsaid = [];
    const note = [...open.warnings, ...notes].join(' ');
    const raw = heard?.raw([]);
    return { kind: 'answered', measures, problems: [], facts: { note, ...(raw === undefined ? {} : { raw }) } };
  };

  const read = async (target: FeedTarget, given: Look): Promise<Reading> => {
    given.signal.throwIfAborted();
    const startedAt = given.clock.now();
    const deadline = startDeadline(given.clock, target.timeout, [given.signal]);
    try {
      const outcome = await turns.take(deadline.signal, () => look(target, given, deadline));
      return { source: 'mongodb', target: target.id, startedAt, at: given.clock.now(), outcome };
    } catch (error) {
      given.signal.throwIfAborted();
      const text = deadline.isPast() ? tooLong(target) : sayProblem(error);
      return {
        source: 'mongodb',
        target: target.id,
        startedAt,
        at: given.clock.now(),
        outcome: { kind: 'source-failed', text },
      };
    } finally {
      deadline.stop();
    }
  };

  return {
    kind: 'mongodb',
    read,
    stop: async () => {
      isStopped = true;
      // What is under way ends with its connection.
      await end();
      await turns.end();
    },
  };
};

/** How far each collection is read; of one that is read several ways, the least far. */
const marksOf = (readers: readonly CollectionReader[], at: Instant): readonly Measure[] => {
  const least = new Map<string, number>();
  for (const { collection, readTo } of readers) {
    const mark = readTo();
    if (mark !== null) least.set(collection, Math.min(mark, least.get(collection) ?? mark));
  }
  return [...least].map(([collection, mark]) => ({ name: READ_TO, labels: { collection }, value: mark / 1_000, at }));
};

const backupAge = async (feed: MongodbFeed | null, database: Db | null, now: Instant): Promise<BackupAge> =>
  feed === null || feed.backups === null
    ? { measures: [], notes: [] }
    : readBackupAge(feed.backups, database, now, QUERY_BUDGET);

/** A database answers with sums and values, in rows without the documents themselves. */
const sayRows =
  (say: (what: string, text: string) => void) =>
  (collection: string, rows: readonly object[]): void =>
    say(
      `aggregate ${collection}: ${rows.length === 1 ? '1 row' : `${rows.length} rows`}`,
      rows.map((row) => JSON.stringify(row)).join('\n'),
    );

const tooLong = ({ timeout }: FeedTarget): string =>
  `MongoDB did not answer within ${timeout / 1_000} s: check the way to it, and that the time fields have an index.`;

/** How long a server may take to be found, in milliseconds: less than a look, so that the reason is told and not only the time. */
const WAIT_FOR_SERVER = 8_000;

const begin = async (
  feed: MongodbFeed,
  uri: string,
  key: string,
  lastRead: MongodbSourceParts['lastRead'],
): Promise<Session> => {
  const connection = await prepareConnection(feed, uri, WAIT_FOR_SERVER);
  if (connection.database === null && feed.collections.length > 0)
    throw new MongodbProblem(
      'sources.mongodb.uri names no database: put its name behind the host, or set sources.mongodb.database.',
    );
  const counters = createCounters();
  const readers: CollectionReader[] = [];
  for (const collection of feed.collections)
    readers.push(createCollectionReader(collection, counters, await lastRead(collection.collection)));
  return { key, connection, readers, inspectedAt: null, unsaid: [], warnings: [] };
};

const inspect = async (open: Session, now: Instant, signal: AbortSignal, feed: MongodbFeed | null): Promise<void> => {
  const { database } = open.connection;
  if (database === null || (open.inspectedAt !== null && now < after(open.inspectedAt, INSPECTED_EVERY))) return;
  const found: string[] = [];
  for (const collection of feed?.collections ?? [])
    found.push(...(await inspectCollection(collection, { database, signal, maxTimeMS: QUERY_BUDGET })));
  open.warnings = found;
  open.inspectedAt = now;
};
