import { CHAIN_START, type Link } from '../audit/chain.js';
import { StoreOpenError } from '../error.js';
import { LEVELS, type Level } from '../range/level.js';
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

export const writeFolded = async ({ meta }: Collections, { to, until }: Folded): Promise<void> => {
  await meta.updateOne({ _id: 'folded' }, { $set: { to, until } }, { upsert: true });
};

export const readFloors = async ({ meta }: Collections): Promise<Floors> => {
  const doc = await meta.findOne({ _id: 'floors' });
  if (doc === null) return NO_FLOORS;
  const floorOf = (level: Level): number => (typeof doc[level] === 'number' ? doc[level] : Number.NEGATIVE_INFINITY);
  return Object.fromEntries(LEVELS.map((level) => [level, floorOf(level)])) as Record<Level, number>;
};

export const writeFloors = async ({ meta }: Collections, floors: Floors): Promise<void> => {
  await meta.updateOne({ _id: 'floors' }, { $set: floors }, { upsert: true });
};

/** `head`: the last audit entry written. `anchor`: the last one that retention deleted. */
export const readLink = async ({ meta }: Collections, place: 'head' | 'anchor'): Promise<Link> => {
  const doc = await meta.findOne({ _id: place });
  return doc === null ? CHAIN_START : { sequence: Number(doc.sequence), hash: String(doc.hash) };
};

export const writeAnchor = async ({ meta }: Collections, { sequence, hash }: Link): Promise<void> => {
  await meta.updateOne({ _id: 'anchor' }, { $set: { sequence, hash } }, { upsert: true });
};

/**
 * Notes which desk writes. Where it was another one since, what waits on this desk was decided without knowing what that one wrote: laid over it, it
 * could undo it. Rejects with a `StoreOpenError` `diverged` then.
 */
export const noteDesk = async ({ meta }: Collections, desk: string, waiting: number): Promise<void> => {
  const before = (await meta.findOne({ _id: 'desk' }))?.name;
  if (waiting > 0 && typeof before === 'string' && before !== desk)
    throw new StoreOpenError(
      'diverged',
      `another desk wrote this MongoDB while ${waiting} commits waited on this one`,
      'Move outbox.db out of the data folder (keep it: it holds what this desk saw meanwhile), then start again.',
    );
  await meta.updateOne({ _id: 'desk' }, { $set: { name: desk } }, { upsert: true });
};
