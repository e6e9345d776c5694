import type { Retention } from '../../core/model/config.js';
import type { Clock } from '../../core/port/clock.js';
import type { Commit } from '../../core/port/journal.js';
import type { Log } from '../../core/port/log.js';
import type { LeadStore } from '../../core/port/team.js';
import type { Instant } from '../../core/time/instant.js';
import { checkCommit } from '../check.js';
import type { Outbox } from '../embedded/outbox.js';
import { StoreError } from '../error.js';
import { createCountMemory } from '../range/count-memory.js';
import { createLineMemory } from '../range/line-memory.js';
import { LAST_INSTANT } from './collections.js';
import type { Connection } from './connect.js';
import { createCoverages } from './coverage.js';
import { historyOf } from './history.js';
import { journalOf } from './journal-read.js';
import { createLane } from './lane.js';
import { openLink } from './link.js';
import type { LinkParts } from './link-parts.js';
import { inWords } from './reader.js';
import { retainAll } from './retain.js';
import type { Look } from './samples.js';
import { foldAll, noteWritten, type Session } from './session.js';

/** The store of the desk that leads. */
export interface MongodbStore extends LeadStore {
  /** Which of the terms this one is. */
  term(): number;
  /** Puts all samples of commits that are carried over into their hours. */
  settle(): Promise<void>;
}

export interface WriterParts {
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly changed: () => void;
  readonly deposed: () => void;
  /** Ends connection and outbox. */
  readonly close: () => Promise<void>;
  readonly filling?: LinkParts['filling'];
  /** A name that no other try to commit has. */
  readonly token: () => string;
}

/** Samples or commits that wait for their hours before they are put there: of many commits one write for each series. */
const [MOST_FRESH, MOST_COMMITS] = [50_000, 60];

/** The store as its one writer: commits go to the server, or, while that does not take them, into the outbox. */
export const openWriter = async (parts: WriterParts): Promise<MongodbStore> => {
  const { connection, token } = parts;
  const [coverages, lines, counts] = [createCoverages(), createLineMemory(), createCountMemory()];
  const maintenance = createLane();
  let isOpen = true;
  let sinceFold = 0;
  let seen: Session | null = null;
  const checkOpen = (): void => {
    if (!isOpen) throw new StoreError('closed', 'the store is closed');
  };
  const link = await openLink({
    ...parts,
    written: (batch) => {
      noteWritten(coverages, batch);
      lines.written(batch);
      counts.written(batch);
      sinceFold += 1;
    },
  });
  const look = async (): Promise<Look> => {
    checkOpen();
    const session = link.session();
    if (session !== seen) forget();
    seen = session;
    return lookOf(session);
  };
  /** Whoever takes up the store again finds there what a try whose answer was lost has written. */
  const forget = (): void => {
    coverages.forget();
    lines.forget();
    counts.forget();
  };
  const foldSoon = (): void => {
    const session = link.current();
    if (session === null || (sinceFold < MOST_COMMITS && session.fresh.size() < MOST_FRESH)) return;
    sinceFold = 0;
    void maintenance(() => foldAll(session)).catch((error: unknown) => link.leave(session, error));
  };
  const commit = async (change: Commit): Promise<void> => {
    checkOpen();
    checkCommit(change);
    checkInstants(change);
    await link.commit({ token: token(), commit: change });
    foldSoon();
  };
  const retain = (keep: Retention, now: Instant): Promise<{ readonly deleted: number; readonly sealed: number }> =>
    maintenance(async () => {
      checkOpen();
      const session = link.session();
      const done = await retainIn(session, keep, now).catch((error: unknown) => {
        if (error instanceof StoreError && error.code === 'taken') link.leave(session, error);
        throw error;
      });
      if (done.deleted > 0) coverages.forget();
      lines.deletedBefore(session.floors);
      counts.deletedBefore(session.floors.hour);
      return done;
    });
  return {
    journal: { ...inWords(journalOf(look)), ...inWords({ commit }) },
    history: {
      ...inWords(historyOf({ look, ranges: { coverages, lines }, counts, place: connection.place })),
      ...inWords({ retain }),
    },
    problems: link.problems,
    standing: link.standing,
    confirm: link.confirm,
    term: link.term,
    settle: () => maintenance(() => foldAll(link.session())),
    stop: async () => {
      if (!isOpen) return;
      isOpen = false;
      await link.stop();
      await maintenance(async () => undefined);
      await parts.close();
    },
  };
};

const lookOf = ({ collections, fresh, floors, numbers }: Session): Look => ({
  collections,
  fresh: fresh.now(),
  floors,
  numbersOf: async (series) =>
    new Map(
      series.flatMap((id) => {
        const number = numbers.get(id);
        return number === undefined ? [] : [[id, number] as const];
      }),
    ),
});

const retainIn = async (session: Session, keep: Retention, now: Instant) => {
  await foldAll(session);
  return retainAll({ ...retainPartsOf(session), keep, now });
};

const retainPartsOf = (session: Session) => ({
  collections: session.collections,
  floors: session.floors,
  moved: (floors: Session['floors']): void => {
    session.floors = floors;
  },
  forgotten: (gone: readonly number[]): void => {
    const numbers = new Set(gone);
    for (const [id, number] of session.numbers) if (numbers.has(number)) session.numbers.delete(id);
  },
  inUse: () => session.fresh.now().numbers(),
});

/** Refuses what no hour of this store has a place for. */
const checkInstants = ({ samples }: Commit): void => {
  const beyond = samples.find(({ at }) => at < 0 || at > LAST_INSTANT);
  if (beyond !== undefined)
    throw new StoreError('invalid', `the sample of ${beyond.id} is at ${beyond.at}: MongoDB keeps those of 1970 to 2448`);
};
