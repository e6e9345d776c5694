import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import type { Commit } from '../../core/port/journal.js';
import { CHAIN_START, chained, type Link } from '../audit/chain.js';
import { type Batch, WIDTH } from '../codec/batch.js';
import { StoreError, takenOver } from '../error.js';
import { applyRecords } from './apply.js';
import type { Collections } from './collections.js';
import { appendCommit, commitsAfter } from './commit-log.js';
import type { Coverages } from './coverage.js';
import { fold } from './fold.js';
import { createFresh, type FreshWriter } from './fresh.js';
import { type Floors, readFloors, readFolded, readLink } from './meta.js';
import { encodePayload, type NewSeries, recordedOf } from './payload.js';

/** What the one writer knows of the store, as it stands after its last commit. */
export interface Session {
  readonly collections: Collections;
  readonly desk: string;
  /** The last commit's number. */
  last: number;
  /** The last audit entry. */
  head: Link;
  floors: Floors;
  readonly numbers: Map<SeriesId, number>;
  nextNumber: number;
  readonly fresh: FreshWriter;
}

/** Tries after which a store whose commits another keeps writing is given up. */
const MOST_TRIES = 10;

/**
 * Takes up the store in a new term, and closes the earlier ones: the next number is given to a commit of nothing, so that whatever a desk that was
 * replaced still sends finds its number given. What it got through before that belongs to what is taken up.
 */
export const takeUp = async (collections: Collections, desk: string, token: () => string): Promise<Session> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const session = await recover(collections, desk);
    const bytes = encodePayload({ recorded: recordedOf(NOTHING, [], []), batch: batchOf([], () => 0) });
    const number = session.last + 1;
    if ((await appendCommit(collections, { number, token: token(), desk, bytes })) !== 'written') continue;
    session.last = number;
    session.fresh.add(
      number,
      batchOf([], () => 0),
    );
    session.fresh.carriedOver(number);
    return session;
  }
  throw takenOver();
};

const NOTHING: Commit = {
  ...{ samples: [], alerts: [], episodes: [], timeline: [], suppressions: [], deliveries: [], segments: [] },
  ...{ audit: [], baselines: [], baselineHours: [], marks: {} },
};

/**
 * Takes up the store where its last writer left it: what that one committed is carried over into the collections once more, whole and in order, and
 * what it began to put into its hours is ended.
 */
const recover = async (collections: Collections, desk: string): Promise<Session> => {
  const [{ to, until }, floors] = await Promise.all([readFolded(collections), readFloors(collections)]);
  const session: Session = {
    ...{ collections, desk, last: to, head: CHAIN_START, floors },
    ...{ numbers: new Map<SeriesId, number>(), nextNumber: 1, fresh: createFresh() },
  };
  for await (const { number, recorded, batch } of commitsAfter(collections, to)) {
    await applyRecords(collections, number, recorded);
    session.fresh.add(number, batch);
    session.fresh.carriedOver(number);
    session.last = number;
    if (number === until) await foldAll(session);
  }
  const [anchor, head] = [await readLink(collections, 'anchor'), await readLink(collections, 'head')];
  session.head = head.sequence < anchor.sequence ? anchor : head;
  await learnSeries(session);
  return session;
};

const learnSeries = async (session: Session): Promise<void> => {
  const docs = session.collections.series.find({}, { projection: { number: 1 } });
  for await (const { _id, number } of docs) {
    session.numbers.set(_id as SeriesId, number);
    session.nextNumber = Math.max(session.nextNumber, number + 1);
  }
};

/**
 * Puts all samples of commits that are carried over into their hours. One that is not yet must stay: its records are in no other place, and whoever
 * takes up the store carries over only what comes after the last that was put there.
 */
export const foldAll = async ({ collections, fresh }: Session): Promise<void> => {
  const taken = fresh.take();
  if (taken === null) return;
  await fold(collections, taken);
  fresh.done();
};

export interface Writing {
  readonly token: string;
  readonly commit: Commit;
}

/** A commit that is durable. What is left of it to be done can be done again by whoever takes up the store. */
export interface Written {
  readonly batch: Batch;
  /** Carries it over into the collections, where it is read. */
  apply(): Promise<void>;
}

/** Writes a commit; rejects with a `StoreError` where another has written since: then this writer must not go on. */
export const write = async (session: Session, { token, commit }: Writing): Promise<Written> => {
  const number = session.last + 1;
  const newSeries = newSeriesOf(session, commit.samples);
  const numbers = new Map(newSeries.map(({ id, number: given }) => [id, given]));
  const batch = batchOf(commit.samples, (id) => session.numbers.get(id) ?? numbers.get(id) ?? 0);
  const audit = [];
  let head = session.head;
  for (const draft of commit.audit) {
    const entry = chained(draft, head);
    head = entry;
    audit.push(entry);
  }
  const recorded = recordedOf(commit, audit, newSeries);
  const bytes = encodePayload({ recorded, batch });
  const appended = await appendCommit(session.collections, { number, token, desk: session.desk, bytes });
  if (appended === 'taken') throw takenOver();
  if (appended === 'behind') throw new StoreError('failed', 'an earlier try to commit came through late');
  await checkTerm(session.collections, number, token);
  session.last = number;
  session.head = { sequence: head.sequence, hash: head.hash };
  for (const { id, number: given } of newSeries) session.numbers.set(id as SeriesId, given);
  session.nextNumber += newSeries.length;
  session.fresh.add(number, batch);
  return {
    batch,
    apply: async () => {
      await applyRecords(session.collections, number, recorded);
      session.fresh.carriedOver(number);
    },
  };
};

/**
 * Numbers whose commits have gone into their hours are free again. Who was replaced so long ago is told by the term, and by how far commits are
 * read no more: what was written there counts for nobody, and goes. What came just before its successor began belongs to that one.
 */
const checkTerm = async ({ meta, commits, term }: Collections, number: number, token: string): Promise<void> => {
  const folded = await meta.findOne({ _id: 'folded' });
  if (folded?.term === term) return;
  if (Number(folded?.to ?? 0) >= number) await commits.deleteOne({ _id: number, token });
  throw takenOver();
};

const newSeriesOf = ({ numbers, nextNumber }: Session, samples: readonly SeriesSample[]): readonly NewSeries[] => {
  const found = new Map<SeriesId, NewSeries>();
  for (const { id, series } of samples) {
    if (numbers.has(id) || found.has(id)) continue;
    const number = nextNumber + found.size;
    found.set(id, { number, id, name: series.name, labels: JSON.stringify(series.labels) });
  }
  return [...found.values()];
};

const batchOf = (samples: readonly SeriesSample[], numberOf: (id: SeriesId) => number): Batch => {
  const batch = new Float64Array(WIDTH * samples.length);
  for (const [i, { id, at, value }] of samples.entries()) {
    batch[WIDTH * i] = numberOf(id);
    batch[WIDTH * i + 1] = at;
    // What is sealed knows no negative zero: a sample must not change then.
    batch[WIDTH * i + 2] = value + 0;
  }
  return batch;
};

/** History may begin earlier than was known. */
export const noteWritten = (coverages: Coverages, batch: Batch): void => {
  for (let i = 0; i < batch.length; i += WIDTH) coverages.written(batch[i] as number, batch[i + 1] as number);
};
