import type { DeskProblem } from '../../core/model/desk-problem.js';
import { StoreError, StoreOpenError } from '../error.js';
import { MERGING, problemOf, TAKEN } from './away.js';
import type { Lane } from './lane.js';
import { takeLead } from './lead.js';
import type { Lease } from './lease.js';
import type { LinkParts } from './link-parts.js';
import { mergeWaiting } from './merge.js';
import { openErrorAt } from './problem.js';
import type { Session } from './session.js';
import type { Tenure } from './tenure.js';

/** What holds between this desk and the server at the moment; whoever has lost something notes it here for all. */
export interface Held {
  session: Session | null;
  lease: Lease | null;
  /** Another desk has taken over. */
  isTaken: boolean;
}

/** Finds the server again after it was lost, and merges what waits here. */
export interface Comeback {
  /** The first time; rejects with why the server cannot be had. */
  begin(): Promise<void>;
  /** Something with this session went wrong: from now on the server is looked for every few seconds. */
  leave(session: Session, error: unknown): void;
  problems(): readonly DeskProblem[];
  /** Why there is no session; null: there is one. */
  why(): StoreOpenError | null;
  stop(): void;
  /** Resolves once nothing is under way any more. */
  ended(): Promise<void>;
}

export interface ComebackParts {
  readonly link: LinkParts;
  readonly held: Held;
  readonly lane: Lane;
  readonly tenure: Tenure;
}

/** How often a server that is gone is looked for, in milliseconds. */
const AGAIN = 5_000;

export const createComeback = ({ link, held, lane, tenure }: ComebackParts): Comeback => {
  const { connection, outbox, log } = link;
  let wasOpen = false;
  let why: StoreOpenError | null = null;
  let isStopped = false;
  let again: NodeJS.Timeout | null = null;
  let coming: Promise<void> = Promise.resolve();

  const lost = (error: unknown): void => {
    held.lease = null;
    const wasTaken = held.isTaken;
    held.isTaken ||= isTakenOver(error, wasOpen);
    const next = held.isTaken ? TAKEN : openErrorAt(connection.place, error);
    if (next.message !== why?.message) log.error('store.away', { text: next.message });
    why = next;
    link.changed();
    if (held.isTaken && !wasTaken) link.deposed();
    if (!isStopped && !held.isTaken) again ??= setTimeout(lookAgain, AGAIN).unref();
  };

  const lookAgain = (): void => {
    again = null;
    coming = comeBack().catch(lost);
  };

  const comeBack = async (): Promise<void> => {
    const { lease, session } = await takeLead(link, tenure);
    held.lease = lease;
    sayMerging();
    await mergeWaiting(link, session, {
      isEnough: () => isStopped,
      // Only where nothing waits any more may the next commit go there by itself.
      end: () => lane(async () => isBack(session)),
    });
  };

  const sayMerging = (): void => {
    if (why === null || outbox.count() === 0) return;
    why = MERGING;
    log.info('store.merging', { commits: outbox.count() });
    link.changed();
  };

  const isBack = (session: Session): boolean => {
    if (outbox.count() > 0) return false;
    held.session = session;
    wasOpen = true;
    if (why !== null) log.info('store.back', {});
    why = null;
    link.changed();
    return true;
  };

  return {
    begin: comeBack,
    leave: (left, error) => {
      if (held.session !== left) return;
      held.session = null;
      lost(error);
    },
    problems: () => (why === null ? [] : [problemOf(why, outbox.count())]),
    why: () => why,
    stop: () => {
      isStopped = true;
      if (again !== null) clearTimeout(again);
    },
    ended: () => coming,
  };
};

/** Who has led, and finds another leading when it comes back, has been replaced. */
const isTakenOver = (error: unknown, wasOpen: boolean): boolean =>
  (error instanceof StoreError && error.code === 'taken') ||
  (wasOpen && error instanceof StoreOpenError && ['locked', 'unfinished', 'diverged'].includes(error.code));
