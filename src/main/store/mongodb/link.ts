import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { Standing } from '../../core/port/team.js';
import type { Batch } from '../codec/batch.js';
import type { Outbox } from '../embedded/outbox.js';
import { StoreError, StoreOpenError, takenOver } from '../error.js';
import { refuseOther } from './belong.js';
import type { Collections } from './collections.js';
import { isCommitted } from './commit-log.js';
import type { Connection } from './connect.js';
import { createLane } from './lane.js';
import { type Lease, RENEWAL, takeLease } from './lease.js';
import { beginTerm, noteDesk } from './meta.js';
import { openErrorAt } from './problem.js';
import { type Session, takeUp, type Writing, write } from './session.js';
import { createTenure } from './tenure.js';
import { refuseUnfinished } from './unfinished.js';
import { withinWait } from './within-wait.js';

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
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly token: () => string;
  /** Of one that fills the store: told as soon as the lead is held, before anything is written. A desk refuses a store that is not whole. */
  readonly filling?: ((collections: Collections) => Promise<void>) | undefined;
  readonly changed: () => void;
  /** Told once when another desk has taken over: from then on nothing is written any more. */
  readonly deposed: () => void;
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
  /** Whether the lead is ours as far as can be known: asks the server where that is in doubt. */
  confirm(): Promise<Standing>;
  /** The last term that was given to this desk. */
  term(): number;
  stop(): Promise<void>;
}

/** How often a server that is gone is looked for. */
const AGAIN = 5_000;

/** Rejects where the server cannot be had, or is another's. */
export const openLink = async (parts: LinkParts): Promise<Link> => {
  const { connection, outbox, log, filling } = parts;
  const lane = createLane();
  const tenure = createTenure(parts.clock);
  let isOpen = false;
  let term = 0;
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
    lease = null;
    const wasTaken = isTaken;
    isTaken ||= isTakenOver(error);
    const next = isTaken ? TAKEN : openErrorAt(connection.place, error);
    if (next.message !== why?.message) log.error('store.away', { text: next.message });
    why = next;
    parts.changed();
    if (isTaken && !wasTaken) parts.deposed();
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

  /** Who has led, and finds another leading when it comes back, has been replaced. */
  const isTakenOver = (error: unknown): boolean =>
    (error instanceof StoreError && error.code === 'taken') ||
    (isOpen && error instanceof StoreOpenError && (error.code === 'locked' || error.code === 'diverged'));

  const isDone = (next: Session): boolean => {
    if (outbox.count() > 0) return false;
    session = next;
    isOpen = true;
    if (why !== null) log.info('store.back', {});
    why = null;
    parts.changed();
    return true;
  };

  const begin = async (): Promise<Session> => {
    if (filling === undefined) {
      await refuseOther(connection.collections, outbox);
      await refuseUnfinished(connection.collections);
    }
    const given = tenure.asking();
    const taken = await takeLease(connection.collections, outbox.desk, parts.token());
    const collections = { ...connection.collections, term: taken.term };
    try {
      // Somebody may have begun to fill it while the lead was asked for.
      await (filling ?? refuseUnfinished)(collections);
      await beginTerm(collections);
      await noteDesk(collections, outbox.desk, outbox.count());
      const next = await takeUp(collections, outbox.desk, parts.token);
      lease = taken;
      term = taken.term;
      given();
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
      if (isTaken) throw takenOver();
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

  /** Also while what waits is merged, which may take longer than a lease: should the lead be lost then, the next commit meets it. */
  const renew = async (): Promise<void> => {
    const [held, on] = [lease, session];
    if (held === null) return;
    const given = tenure.asking();
    try {
      if (await withinWait(held.renew())) given();
      else if (on !== null) leave(on, takenOver());
    } catch (error) {
      if (on !== null) leave(on, error);
    }
  };

  let renewing: Promise<void> | null = null;
  const renewOnce = (): Promise<void> => {
    renewing ??= renew().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  const confirm = async (): Promise<Standing> => {
    if (!isTaken && !tenure.isCertain()) await renewOnce();
    if (isTaken) return 'deposed';
    if (tenure.isCertain()) return 'leads';
    return tenure.hasSlept() ? 'in-doubt' : 'cut-off';
  };

  await comeBack().catch((error: unknown) => {
    tenure.stop();
    throw error;
  });
  const renewal = setInterval(() => void renewOnce(), RENEWAL).unref();
  return {
    commit,
    leave,
    current: () => session,
    session: () => {
      if (session === null) throw new StoreError(isTaken ? 'taken' : 'failed', why?.message ?? TAKEN.message);
      return session;
    },
    problems: () => (why === null ? [] : [problemOf(why, outbox.count())]),
    confirm,
    term: () => term,
    stop: async () => {
      isStopped = true;
      clearInterval(renewal);
      tenure.stop();
      if (again !== null) clearTimeout(again);
      await lane(async () => undefined);
      await coming;
      await renewing;
      await lease?.release().catch(() => undefined);
    },
  };
};

const problemOf = ({ message, remedy }: StoreOpenError, waiting: number): StoreProblem => ({
  id: 'shared-store',
  text: `The shared store cannot be written: ${message}. This desk watches on; ${waiting} ${waiting === 1 ? 'commit waits' : 'commits wait'} on it and will follow.`,
  remedy,
});

const TAKEN = new StoreOpenError(
  'locked',
  'another Watchroom has taken over this MongoDB',
  'What this desk sees now is not kept: stop one of the two, then start this one again.',
);
