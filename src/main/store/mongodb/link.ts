import type { DeskProblem } from '../../core/model/desk-problem.js';
import type { Standing } from '../../core/port/team.js';
import { StoreError, takenOver } from '../error.js';
import { withinWait } from './answer-wait.js';
import { TAKEN } from './away.js';
import { type Comeback, createComeback, type Held } from './comeback.js';
import { keepLead } from './keep-lead.js';
import { createLane } from './lane.js';
import type { LinkParts } from './link-parts.js';
import { type Session, type Writing, write } from './session.js';
import { createTenure } from './tenure.js';

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

/** Rejects where the server cannot be had, or is another's. */
export const openLink = async (parts: LinkParts): Promise<Link> => {
  const lane = createLane();
  const tenure = createTenure(parts.clock);
  const held: Held = { session: null, lease: null, isTaken: false };
  const comeback = createComeback({ link: parts, held, lane, tenure });
  const keeper = keepLead({ held, tenure, leave: comeback.leave });
  const stop = (): void => {
    comeback.stop();
    keeper.stop();
    tenure.stop();
  };
  await comeback.begin().catch((error: unknown) => {
    stop();
    throw error;
  });
  return {
    commit: (writing) => lane(() => commit(parts, held, comeback, writing)),
    leave: comeback.leave,
    current: () => held.session,
    session: () => {
      if (held.session !== null) return held.session;
      throw new StoreError(held.isTaken ? 'taken' : 'failed', comeback.why()?.message ?? TAKEN.message);
    },
    problems: comeback.problems,
    standing: keeper.standing,
    confirm: keeper.confirm,
    term: () => held.lease?.term ?? 0,
    stop: async () => {
      stop();
      await lane(async () => undefined);
      await comeback.ended();
      await keeper.ended();
      await held.lease?.release().catch(() => undefined);
    },
  };
};

/** There, where the server takes it within the time that a commit may wait, or here. */
const commit = async (parts: LinkParts, held: Held, comeback: Comeback, writing: Writing): Promise<void> => {
  if (held.isTaken) throw takenOver();
  const to = held.session;
  if (to === null) return parts.outbox.put(writing.token, writing.commit);
  try {
    await withinWait(deliverNew(parts, comeback, to, writing));
  } catch (error) {
    comeback.leave(to, error);
    if (held.isTaken) throw error;
    parts.outbox.put(writing.token, writing.commit);
    parts.changed();
  }
};

/** Once it is written it is durable: should carrying it over fail, that is done again with the next beginning. */
const deliverNew = async ({ written }: LinkParts, { leave }: Comeback, to: Session, writing: Writing): Promise<void> => {
  const { batch, apply } = await write(to, writing);
  written(batch);
  await apply().catch((error: unknown) => leave(to, error));
};
