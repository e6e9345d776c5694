import type { Log } from '../../core/port/log.js';
import type { Batch } from '../codec/batch.js';
import type { Outbox } from '../embedded/outbox.js';
import { StoreError, StoreOpenError } from '../error.js';
import { isCommitted } from './commit-log.js';
import type { Connection } from './connect.js';
import { createLane } from './lane.js';
import { type Lease, RENEWAL, takeLease } from './lease.js';
import { noteDesk } from './meta.js';
import { openError } from './problem.js';
import { recover, type Session, TAKEN, type Writing, write } from './session.js';

/** What the console shows of a store that cannot be reached. */
export interface StoreProblem {
  readonly id: string;
  readonly text: string;
  readonly remedy: string;
}

export interface LinkParts {
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly log: Log;
  readonly token: () => string;
  readonly changed: () => void;
  /** Told of the samples of every commit that the server has taken. */
  readonly written: (batch: Batch) => void;
}

/** The way to the server, and what becomes of commits while there is none. */
export interface Link {
  /** Durable once it resolves: there, or here. */
  commit(writing: Writing): Promise<void>;
  /** Null while the server does not take anything. */
  current(): Session | null;
  /** The same; throws a `StoreError` then. */
  session(): Session;
  /** Something with this session went wrong: what comes now waits here, until the server has been found well again. */
  leave(session: Session, error: unknown): void;
  problems(): readonly StoreProblem[];
  stop(): Promise<void>;
}

/** How often a server that is gone is looked for, and how long a commit waits for its answer: less than an engine waits for its store. */
const [AGAIN, ANSWER_WAIT] = [5_000, 6_000];

/** Rejects where the server cannot be had, or is another's. */
export const openLink = async (parts: LinkParts): Promise<Link> => {
  const { connection, outbox, log } = parts;
  const lane = createLane();
  const token = parts.token();
  let session: Session | null = null;
  let lease: Lease | null = null;
  let why: StoreOpenError | null = null;
  let isTaken = false;
  let isStopped = false;
  let again: NodeJS.Timeout | null = null;
  let coming: Promise<void> = Promise.resolve();

  const leave = (left: Session, error: unknown): void => {
    if (session !== left) return;
    session = null;
    found(error);
  };

  const found = (error: unknown): void => {
    isTaken ||= error instanceof StoreError && error.code === 'taken';
    const next = isTaken ? new StoreOpenError('locked', TAKEN, 'What this desk sees now is not kept.') : openError(error);
    if (next.message !== why?.message) log.error('store.away', { text: next.message });
    why = next;
    parts.changed();
    if (isStopped || isTaken) return;
    again ??= setTimeout(() => {
      again = null;
      coming = comeBack().catch(found);
    }, AGAIN).unref();
  };

  /** What waits goes first, in order, each once; what comes meanwhile waits behind it. */
  const comeBack = async (): Promise<void> => {
    const next = await begin();
    for (let isFirst = true; ; isFirst = false) {
      const waiting = outbox.first();
      if (waiting !== null) {
        // Only the first can have been written already, by a try whose answer was lost.
        if (!isFirst || !(await isCommitted(next.collections, waiting.token))) await deliver(next, waiting);
        outbox.remove(waiting.id);
      } else if (await lane(async () => isDone(next))) return;
      if (isStopped) return;
    }
  };

  const isDone = (next: Session): boolean => {
    if (outbox.count() > 0) return false;
    session = next;
    if (why !== null) log.info('store.back', {});
    why = null;
    parts.changed();
    return true;
  };

  const begin = async (): Promise<Session> => {
    const { collections } = connection;
    const taken = await takeLease(collections, outbox.desk, token);
    try {
      await noteDesk(collections, outbox.desk, outbox.count());
      const next = await recover(collections, outbox.desk);
      lease = taken;
      return next;
    } catch (error) {
      await taken.release().catch(() => undefined);
      throw error;
    }
  };

  const deliver = async (to: Session, writing: Writing): Promise<void> => {
    const { batch, apply } = await write(to, writing);
    await apply();
    parts.written(batch);
  };

  const commit = (writing: Writing): Promise<void> =>
    lane(async () => {
      if (isTaken) throw new StoreError('taken', TAKEN);
      const to = session;
      if (to === null) return outbox.put(writing.token, writing.commit);
      try {
        await withinWait(deliverNew(to, writing));
      } catch (error) {
        leave(to, error);
        if (isTaken) throw error;
        outbox.put(writing.token, writing.commit);
        parts.changed();
      }
    });

  /** Once it is written it is durable: should carrying it over fail, that is done again with the next beginning. */
  const deliverNew = async (to: Session, writing: Writing): Promise<void> => {
    const { batch, apply } = await write(to, writing);
    parts.written(batch);
    await apply().catch((error: unknown) => leave(to, error));
  };

  const renew = async (): Promise<void> => {
    const held = session;
    if (held === null || lease === null) return;
    try {
      if (!(await lease.renew())) leave(held, new StoreError('taken', TAKEN));
    } catch (error) {
      leave(held, error);
    }
  };

  await comeBack();
  const renewal = setInterval(() => void renew(), RENEWAL).unref();
  return {
    commit,
    leave,
    current: () => session,
    session: () => {
      if (session === null) throw new StoreError(isTaken ? 'taken' : 'failed', why?.message ?? TAKEN);
      return session;
    },
    problems: () => (why === null ? [] : [problemOf(why, outbox.count())]),
    stop: async () => {
      isStopped = true;
      clearInterval(renewal);
      if (again !== null) clearTimeout(again);
      await lane(async () => undefined);
      await coming;
      if (session !== null) await lease?.release().catch(() => undefined);
    },
  };
};

const problemOf = ({ message, remedy }: StoreOpenError, waiting: number): StoreProblem => ({
  id: 'shared-store',
  text: `The shared store cannot be written: ${message}. This desk watches on; ${waiting} ${waiting === 1 ? 'commit waits' : 'commits wait'} on it and will follow.`,
  remedy,
});

/** A server that does not answer must not keep an engine waiting. */
const withinWait = async (work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreError('failed', 'MongoDB took too long to answer')), ANSWER_WAIT);
  });
  try {
    await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
};
