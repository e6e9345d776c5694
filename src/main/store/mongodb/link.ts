import type { DeskProblem } from '../../core/model/desk-problem.js';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { Standing } from '../../core/port/team.js';
import type { Batch } from '../codec/batch.js';
import { StoreError, StoreOpenError, takenOver } from '../error.js';
import { withinWait } from './answer-wait.js';
import { problemOf, TAKEN } from './away.js';
import { isCommitted } from './commit-log.js';
import { createLane } from './lane.js';
import { type LeadParts, takeLead } from './lead.js';
import { type Lease, RENEWAL } from './lease.js';
import { openErrorAt } from './problem.js';
import { type Session, type Writing, write } from './session.js';
import { createTenure } from './tenure.js';

export interface LinkParts extends LeadParts {
  readonly log: Log;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
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
  problems(): readonly DeskProblem[];
  /** Whether the lead is ours as far as this desk can tell at once. */
  standing(): Standing;
  /** Whether the lead is ours as far as can be known: asks the server where that is in doubt. */
  confirm(): Promise<Standing>;
  /** The last term that was given to this desk. */
  term(): number;
  stop(): Promise<void>;
}

/** How often a server that is gone is looked for, in milliseconds. */
const AGAIN = 5_000;

/** Rejects where the server cannot be had, or is another's. */
export const openLink = async (parts: LinkParts): Promise<Link> => {
  const { connection, outbox, log } = parts;
  const lane = createLane();
  const tenure = createTenure(parts.clock);
  let isOpen = false;
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
    const { lease: given, session: next } = await takeLead(parts, tenure);
    lease = given;
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
    (isOpen && error instanceof StoreOpenError && ['locked', 'unfinished', 'diverged'].includes(error.code));

  const isDone = (next: Session): boolean => {
    if (outbox.count() > 0) return false;
    session = next;
    isOpen = true;
    if (why !== null) log.info('store.back', {});
    why = null;
    parts.changed();
    return true;
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

  const standing = (): Standing => {
    if (isTaken) return 'deposed';
    if (tenure.isCertain()) return 'leads';
    return tenure.hasSlept() ? 'in-doubt' : 'cut-off';
  };

  const confirm = async (): Promise<Standing> => {
    if (!isTaken && !tenure.isCertain()) await renewOnce();
    return standing();
  };

  const renewal = setInterval(() => void renewOnce(), RENEWAL).unref();
  await comeBack().catch((error: unknown) => {
    clearInterval(renewal);
    tenure.stop();
    throw error;
  });
  return {
    commit,
    leave,
    current: () => session,
    session: () => {
      if (session === null) throw new StoreError(isTaken ? 'taken' : 'failed', why?.message ?? TAKEN.message);
      return session;
    },
    problems: () => (why === null ? [] : [problemOf(why, outbox.count())]),
    standing,
    confirm,
    term: () => lease?.term ?? 0,
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
