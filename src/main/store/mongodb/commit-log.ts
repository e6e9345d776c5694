import { isDuplicate } from './apply.js';
import type { Collections, CommitDoc } from './collections.js';
import { areHeld } from './hold.js';
import { decodePayload, type Payload, piecesOf } from './payload.js';

/** What became of a try to write a commit: its number may be given already, to a try of this desk that was given up too early, or to another desk. */
export type Appended = 'written' | 'behind' | 'taken';

export interface NewCommit {
  readonly number: number;
  readonly token: string;
  readonly desk: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes a commit under its number. Its further pieces come first, so that a commit whose head is there is whole; without the head nothing of
 * it counts.
 */
export const appendCommit = async (
  { commits, parts, term }: Collections,
  { number, token, desk, bytes }: NewCommit,
): Promise<Appended> => {
  const [body, ...further] = piecesOf(bytes);
  for (const [i, piece] of further.entries())
    await parts.replaceOne({ _id: `${token} ${i}` }, { of: number, body: piece }, { upsert: true });
  try {
    await commits.insertOne({ _id: number, token, desk, term, parts: further.length, body });
    return 'written';
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const there = await commits.findOne({ _id: number }, { projection: { token: 1, desk: 1 } });
    // The driver sends again what was not answered: the first try may have been this very one.
    if (there?.token === token) return 'written';
    return there === null || there.desk === desk ? 'behind' : 'taken';
  }
};

/** Of tries whose answers may have been lost, those that were written. */
export const committedOf = async ({ commits }: Collections, tokens: readonly string[]): Promise<ReadonlySet<string>> => {
  const found = await commits.find({ token: { $in: tokens } }, { projection: { _id: 0, token: 1 } }).toArray();
  return new Set(found.map(({ token }) => token));
};

export interface NumberedPayload extends Payload {
  readonly number: number;
}

/** The commits after a number, in order. */
export async function* commitsAfter(collections: Collections, number: number): AsyncGenerator<NumberedPayload> {
  for await (const doc of collections.commits.find({ _id: { $gt: number } }).sort({ _id: 1 }))
    yield { number: doc._id, ...decodePayload(await wholeBody(collections, doc)) };
}

const wholeBody = async ({ parts }: Collections, { token, parts: count, body }: CommitDoc): Promise<Uint8Array> => {
  const pieces = [body];
  for (let i = 0; i < count; i += 1) {
    const piece = await parts.findOne({ _id: `${token} ${i}` });
    if (piece === null) throw new RangeError('a piece of a commit is missing');
    pieces.push(piece.body);
  }
  return count === 0 ? body : Buffer.concat(pieces);
};

/** Commits whose samples are in their hours are not needed any more, but by whoever copies the store at this moment. */
export const dropCommits = async (collections: Collections, upTo: number): Promise<void> => {
  const { commits, parts } = collections;
  if (await areHeld(collections)) return;
  await commits.deleteMany({ _id: { $lte: upTo } });
  await parts.deleteMany({ of: { $lte: upTo } });
};
