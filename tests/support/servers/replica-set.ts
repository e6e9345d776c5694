import { Long } from 'mongodb';
import { answerFor, type Command } from './mongodb-answers.js';

/** A MongoDB that says of itself that it is a replica set, and tells of changes. */
export interface ReplicaSet {
  /** The address of one database on it. */
  readonly uri: string;
  /** Streams that are open now, and all that ever were opened. */
  open(): number;
  opened(): number;
  /** What comes of the next questions about streams: `refuse` answers to those who open one with a code, null lets them. */
  refuse(code: number | null): void;
  /** Ends every open stream: with a code, or in the server's own way when the database is dropped. */
  end(how: number | 'invalidated'): void;
  /** Nothing is told any more, and nothing fails. */
  silence(how: 'on' | 'off'): void;
  stop(): Promise<void>;
}

/** By an error with a code; as when the database is dropped; by the one who opened it. */
type Ending = number | 'invalidated' | 'killed';

interface Stream {
  readonly collections: readonly string[];
  readonly queue: Command[];
  ended: Ending | null;
  wake: () => void;
}

const HELLO = { helloOk: true, ismaster: true, isWritablePrimary: true, secondary: false, readOnly: false };
const SIZES = { maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 };
const VERSIONS = { minWireVersion: 0, maxWireVersion: 21, logicalSessionTimeoutMinutes: 30, setName: 'rs0', setVersion: 1 };

/**
 * Stands in front of the test server of `uri` and plays what that one lacks: a set of one member, and its change streams, as the wire protocol has them. What is
 * written passes through to the server; once that has answered, it is told. It tells of single updates, inserts and deletes by their `_id`, which is what
 * desks write where they meet, and evaluates no more of a pipeline than for which collections it asks.
 */
export const startReplicaSet = async (uri: string): Promise<ReplicaSet> => {
  const streams = new Map<number, Stream>();
  let address = '';
  let count = 0;
  let refusal: number | null = null;
  let isSilent = false;
  let token = 0;

  const hello = (): Command => ({
    ...HELLO,
    ...SIZES,
    ...VERSIONS,
    hosts: [address],
    me: address,
    primary: address,
    localTime: new Date(),
    ok: 1,
  });

  const openStream = (pipeline: readonly Command[], db: string): Command => {
    if (refusal !== null) return failure(refusal);
    count += 1;
    const { $match } = pipeline[1] as { readonly $match: { readonly 'ns.coll': { readonly $in: readonly string[] } } };
    streams.set(count, { collections: $match['ns.coll'].$in, queue: [], ended: null, wake: () => undefined });
    return {
      ok: 1,
      cursor: { id: Long.fromNumber(count), ns: `${db}.$cmd.aggregate`, firstBatch: [], postBatchResumeToken: { _data: '0' } },
    };
  };

  const more = async (id: number, db: string, wait: number): Promise<Command> => {
    const stream = streams.get(id);
    if (stream === undefined) return failure(43);
    if (stream.queue.length === 0 && stream.ended === null)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        stream.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    if (stream.ended !== null) streams.delete(id);
    if (stream.ended === 'killed') return failure(KILLED);
    if (typeof stream.ended === 'number') return failure(stream.ended);
    const cursor = {
      ns: `${db}.$cmd.aggregate`,
      nextBatch: stream.queue.splice(0),
      postBatchResumeToken: { _data: String(token) },
    };
    return { ok: 1, cursor: { ...cursor, id: Long.fromNumber(stream.ended === null ? id : 0) } };
  };

  const answer = (command: Command): Command | null | Promise<Command> => {
    const db = String(command.$db);
    if ('hello' in command || 'ismaster' in command || 'isMaster' in command) return hello();
    const pipeline = command.pipeline as readonly Command[] | undefined;
    if ('aggregate' in command && pipeline?.[0] !== undefined && '$changeStream' in pipeline[0])
      return openStream(pipeline, db);
    if ('getMore' in command && streams.has(Number(command.getMore)))
      return more(Number(command.getMore), db, Number(command.maxTimeMS ?? 1_000));
    if ('killCursors' in command) for (const id of command.cursors as readonly unknown[]) endOne(Number(id), 'killed');
    return null;
  };

  const endOne = (id: number, how: Ending): void => {
    const stream = streams.get(id);
    if (stream === undefined) return;
    stream.ended ??= how;
    stream.wake();
  };

  const tell = (collection: string, operationType: string, _id: unknown): void => {
    if (isSilent) return;
    token += 1;
    for (const { collections, queue, wake } of streams.values()) {
      if (!collections.includes(collection)) continue;
      queue.push({ _id: { _data: String(token) }, operationType, ns: { coll: collection }, documentKey: { _id } });
      wake();
    }
  };

  const answered = (command: Command, reply: Command): void => {
    if (Number(reply.ok) !== 1) return;
    for (const { q } of listIn(command.deletes)) tell(String(command.delete), 'delete', q?._id);
    for (const { _id } of listIn(command.documents)) tell(String(command.insert), 'insert', _id);
    const upserted = listIn(reply.upserted).length > 0;
    for (const { q } of listIn(command.updates)) tell(String(command.update), upserted ? 'insert' : 'update', q?._id);
    const changed = (reply.value ?? null) as Command | null;
    if ('findAndModify' in command && changed !== null) tell(String(command.findAndModify), 'update', changed._id);
  };

  const url = new URL(uri);
  const front = await answerFor(url.hostname, Number(url.port), answer, answered);
  address = `127.0.0.1:${front.port}`;
  url.host = address;
  return {
    uri: url.href,
    open: () => [...streams.values()].filter(({ ended }) => ended === null).length,
    opened: () => count,
    refuse: (code) => {
      refusal = code;
    },
    end: (how) => {
      for (const id of [...streams.keys()]) endOne(id, how);
    },
    silence: (how) => {
      isSilent = how === 'on';
    },
    stop: front.stop,
  };
};

const KILLED = 237;

const failure = (code: number): Command => ({ ok: 0, code, codeName: 'Scripted', errmsg: 'no, ann:s3cret' });

const listIn = (list: unknown): readonly { readonly _id?: unknown; readonly q?: Command }[] =>
  Array.isArray(list) ? list : [];
