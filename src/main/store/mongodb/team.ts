import { randomUUID } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { DeskRequest } from '../../core/model/team.js';
import type { ConsoleView } from '../../core/model/view.js';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { DueRequest, Meeting, OwnRow, SeenDesk, ShownView, Team } from '../../core/port/team.js';
import { openOutbox } from '../embedded/outbox.js';
import { StoreError, StoreOpenError, takenOver } from '../error.js';
import { isDuplicate } from './apply.js';
import { enter, keeping, waitingOn } from './belong.js';
import { type Collections, LEASE_KEY, type RequestDoc } from './collections.js';
import { type Address, prepareConnection } from './connect.js';
import { hasOtherWritten } from './meta.js';
import { hearNews } from './news.js';
import { openErrorAt, storeError } from './problem.js';
import { openReader } from './reader.js';
import { type MongodbStore, openWriter } from './writer.js';

export interface TeamOptions extends Address {
  /** The file in which commits and acts wait on this desk. */
  readonly outbox: string;
  readonly log: Log;
  readonly clock: Clock;
}

/** Opens the shared store as a place in which desks meet, creating what is not there. Rejects with a `StoreOpenError`. */
export const openTeam = async (options: TeamOptions): Promise<Team> => {
  const connection = await prepareConnection(options);
  const outbox = openOutbox(options.outbox);
  const { collections } = connection;
  let leading: MongodbStore | null = null;
  const term = (): number => leading?.term() ?? 0;
  const stop = async (): Promise<void> => {
    outbox.close();
    await connection.client.close();
  };
  try {
    await enter(connection, outbox);
  } catch (error) {
    const waiting = waitingOn(outbox);
    await stop();
    throw keeping(openErrorAt(connection.place, error), waiting);
  }
  const news = hearNews({ collections, log: options.log });
  const lead: Team['lead'] = async (told) => {
    try {
      // Since it was opened, the database may have been replaced by another one.
      await enter(connection, outbox);
      const { log, clock } = options;
      const parts = { connection, outbox, log, clock, token: randomUUID, close: async () => undefined, ...told };
      leading = await openWriter(parts);
      return leading;
    } catch (error) {
      if (!(error instanceof StoreOpenError) || !['locked', 'unfinished'].includes(error.code)) throw error;
      if (error.code === 'unfinished') told.waits?.({ text: error.message, remedy: error.remedy });
      return null;
    }
  };
  const { run, end } = createCounted();
  const calls = {
    lead,
    follow: () => openReader({ ...connection, close: async () => undefined }),
    meet: (own: OwnRow) => meet(collections, outbox.desk, own),
    show: (shown: ShownView) => show(collections, term(), shown),
    shown: (known: number | null) => readShown(collections, known),
    ...asking(collections, outbox.desk),
    nextDue: () => nextDue(collections, term()),
    answer: async (id: string, answer: string) => {
      const packed = deflateRawSync(answer, { level: 1 });
      await collections.requests.updateOne({ _id: id, state: 'taken', term: term() }, [
        { $set: { state: 'answered', answer: { $literal: packed }, answeredAt: '$$NOW' } },
      ]);
    },
    putAside: async () => {
      if (outbox.count() === 0 || !(await hasOtherWritten(collections, outbox.desk))) return 0;
      return outbox.putAside();
    },
  } satisfies Partial<Team>;
  return {
    ...counted(calls, run),
    desk: outbox.desk,
    acts: outbox.acts,
    news,
    stop: async () => {
      await news.stop();
      await end();
      await stop();
    },
  };
};

type Run = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** A client that is asked anything after its end connects anew, and would keep the process: what is under way is waited for, and nothing begins any more. */
const createCounted = (): { readonly run: Run; end(): Promise<void> } => {
  const underWay = new Set<Promise<unknown>>();
  let isEnded = false;
  return {
    run: (work) => {
      if (isEnded) return Promise.reject(new StoreError('closed', 'the store is closed'));
      const running = work().catch((error: unknown) => {
        throw error instanceof StoreOpenError ? error : storeError(error);
      });
      const kept = running.catch(() => undefined).finally(() => underWay.delete(kept));
      underWay.add(kept);
      return running;
    },
    end: async () => {
      isEnded = true;
      await Promise.all(underWay);
    },
  };
};

const counted = <Calls extends object>(calls: Calls, run: Run): Calls =>
  Object.fromEntries(
    Object.entries(calls).map(([name, call]: [string, (...input: never[]) => Promise<unknown>]) => [
      name,
      (...input: never[]) => run(() => call(...input)),
    ]),
  ) as Calls;

const meet = async ({ desks, meta, shown }: Collections, desk: string, own: OwnRow): Promise<Meeting> => {
  const said = await desks.findOneAndUpdate(
    { _id: desk },
    [{ $set: { row: { $literal: JSON.stringify(own) }, seenAt: '$$NOW' } }],
    { upsert: true, returnDocument: 'after' },
  );
  const now = said?.seenAt.getTime() ?? 0;
  const [all, lease, view] = await Promise.all([
    desks.find().sort({ _id: 1 }).toArray(),
    meta.findOne({ _id: LEASE_KEY }),
    shown.findOne({ _id: 'view' }, { projection: { shownAt: 1 } }),
  ]);
  return {
    desks: all.map(
      ({ _id, row, seenAt }): SeenDesk => ({
        ...(JSON.parse(row) as OwnRow),
        id: _id,
        age: Math.max(0, now - seenAt.getTime()),
      }),
    ),
    leader: lease?.until instanceof Date && lease.until.getTime() > now ? String(lease.desk) : null,
    viewAge: view?.shownAt === undefined ? Number.POSITIVE_INFINITY : Math.max(0, now - view.shownAt.getTime()),
  };
};

const show = async ({ shown }: Collections, term: number, { revision, view }: ShownView): Promise<void> => {
  const body = deflateRawSync(JSON.stringify(view), { level: 1 });
  try {
    await shown.updateOne(
      { _id: 'view', term: { $lte: term } },
      [{ $set: { term, revision, body: { $literal: body }, shownAt: '$$NOW' } }],
      { upsert: true },
    );
  } catch (error) {
    throw isDuplicate(error) ? takenOver() : error;
  }
};

/** Revisions of different terms never meet: a reader knows both as one number. */
const TERM = 2 ** 32;

const readShown = async ({ shown }: Collections, known: number | null): Promise<ShownView | null> => {
  const [term, revision] = known === null ? [0, 0] : [Math.floor(known / TERM), known % TERM];
  const doc = await shown.findOne({ _id: 'view', $or: [{ term: { $ne: term } }, { revision: { $ne: revision } }] });
  if (doc === null) return null;
  const view = JSON.parse(inflateRawSync(doc.body).toString('utf8')) as ConsoleView;
  return { revision: doc.term * TERM + doc.revision, view };
};

const asking = ({ requests }: Collections, desk: string): Pick<Team, 'ask' | 'answerTo' | 'withdraw'> => ({
  ask: async (request) => {
    const body = JSON.stringify(request);
    const first = (field: string, value: unknown) => ({ [field]: { $ifNull: [`$${field}`, value] } });
    await requests.updateOne(
      { _id: request.id },
      [
        {
          $set: {
            ...first('desk', { $literal: desk }),
            ...first('askedAt', '$$NOW'),
            ...first('body', { $literal: body }),
            ...first('state', 'asked'),
          },
        },
      ],
      { upsert: true },
    );
  },
  answerTo: async (id) => {
    const doc = await requests.findOne({ _id: id, state: 'answered' }, { projection: { answer: 1 } });
    return doc?.answer === undefined ? null : inflateRawSync(doc.answer).toString('utf8');
  },
  withdraw: async (id) => {
    await requests.deleteOne({ _id: id });
  },
});

const nextDue = async ({ requests }: Collections, term: number): Promise<DueRequest | null> => {
  const due = { $or: [{ state: 'asked' as const }, { state: 'taken' as const, term: { $lt: term } }] };
  const before: RequestDoc | null = await requests.findOneAndUpdate(
    due,
    { $set: { state: 'taken', term } },
    { sort: { askedAt: 1, _id: 1 }, returnDocument: 'before' },
  );
  return before === null ? null : { request: JSON.parse(before.body) as DeskRequest, wasTaken: before.state === 'taken' };
};
