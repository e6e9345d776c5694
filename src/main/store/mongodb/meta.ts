import { CHAIN_START, type Link } from '../audit/chain.js';
import { StoreOpenError, takenOver } from '../error.js';
import { LEVELS, type Level } from '../range/level.js';
import { isDuplicate } from './apply.js';
import type { Collections } from './collections.js';

/** Before this instant nothing of a level is kept any more. */
export type Floors = Readonly<Record<Level, number>>;

/** `to`: the last commit whose samples are in their hours. `until`: how far those go that are being put there. */
export interface Folded {
  readonly to: number;
  readonly until: number | null;
}

const NO_FLOORS: Floors = {
  raw: Number.NEGATIVE_INFINITY,
  minute: Number.NEGATIVE_INFINITY,
  fiveMinutes: Number.NEGATIVE_INFINITY,
  hour: Number.NEGATIVE_INFINITY,
};

export const readFolded = async ({ meta }: Collections): Promise<Folded> => {
  const doc = await meta.findOne({ _id: 'folded' });
  return { to: Number(doc?.to ?? 0), until: typeof doc?.until === 'number' ? doc.until : null };
};

/** Refused in an earlier term than the last: a desk that was replaced must not move what its successor goes by. */
export const writeFolded = async ({ meta, term }: Collections, { to, until }: Folded): Promise<void> => {
  const { matchedCount } = await meta.updateOne({ _id: 'folded', term }, { $set: { to, until } });
  if (matchedCount === 0) throw takenOver();
};

/** From here on nobody of an earlier term folds any more. Rejects with a `StoreError` `taken` where a later term has begun. */
export const beginTerm = (collections: Collections): Promise<void> =>
  writeInTerm(collections, 'folded', {}, { to: 0, until: null });

/** Rejects with a `StoreError` `taken` where a later term has begun. What is sent after that may still come late: it must do no harm then. */
export const refuseLaterTerm = async ({ meta, term }: Collections): Promise<void> => {
  if ((await meta.findOne({ _id: 'folded' }))?.term !== term) throw takenOver();
};

/** Of a record that is to be written in this term: no later one has written it. */
export const notLater = (term: number): object => ({ $or: [{ term: { $exists: false } }, { term: { $lte: term } }] });

type Fields = Readonly<Record<string, unknown>>;

/** Writes a record of `meta` unless a later term has. */
const writeInTerm = async ({ meta, term }: Collections, id: string, fields: Fields, first: Fields = {}): Promise<void> => {
  try {
    await meta.updateOne({ _id: id, ...notLater(term) }, { $set: { ...fields, term }, $setOnInsert: first }, { upsert: true });
  } catch (error) {
    throw isDuplicate(error) ? takenOver() : error;
  }
};

export const readFloors = async ({ meta }: Collections): Promise<Floors> => {
  const doc = await meta.findOne({ _id: 'floors' });
  if (doc === null) return NO_FLOORS;
  const floorOf = (level: Level): number => (typeof doc[level] === 'number' ? doc[level] : Number.NEGATIVE_INFINITY);
  return Object.fromEntries(LEVELS.map((level) => [level, floorOf(level)])) as Record<Level, number>;
};

export const writeFloors = (collections: Collections, floors: Floors): Promise<void> =>
  writeInTerm(collections, 'floors', floors);

/** `head`: the last audit entry written. `anchor`: the last one that retention deleted. */
export const readLink = async ({ meta }: Collections, place: 'head' | 'anchor'): Promise<Link> => {
  const doc = await meta.findOne({ _id: place });
  return doc === null ? CHAIN_START : { sequence: Number(doc.sequence), hash: String(doc.hash) };
};

export const writeAnchor = (collections: Collections, { sequence, hash }: Link): Promise<void> =>
  writeInTerm(collections, 'anchor', { sequence, hash });

/**
 * Notes which desk writes. Where it was another one since, what waits on this desk was decided without knowing what that one wrote: laid over it, it
 * could undo it. Rejects with a `StoreOpenError` `diverged` then.
 */
export const noteDesk = async (collections: Collections, desk: string, waiting: number): Promise<void> => {
  if (waiting > 0 && (await hasOtherWritten(collections, desk)))
    throw new StoreOpenError(
      'diverged',
      `another desk wrote this MongoDB while ${waiting} commits waited on this one`,
      'Move outbox.db out of the data folder (keep it: it holds what this desk saw meanwhile), then start again.',
    );
  await writeInTerm(collections, 'desk', { name: desk });
};

/** Whether the desk that wrote last is another one. */
export const hasOtherWritten = async ({ meta }: Collections, desk: string): Promise<boolean> => {
  const before = (await meta.findOne({ _id: 'desk' }))?.name;
  return typeof before === 'string' && before !== desk;
};
