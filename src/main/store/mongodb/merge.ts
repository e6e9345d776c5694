import type { Commit } from '../../core/port/journal.js';
import type { Outbox, Waiting } from '../embedded/outbox.js';
import { withinWait } from './answer-wait.js';
import { committedOf } from './commit-log.js';
import { joined } from './joined.js';
import type { LinkParts } from './link-parts.js';
import { type Session, type Writing, write } from './session.js';

/** How long what is written together may take, in milliseconds: a server that takes longer is looked for anew. */
const COMMIT_WAIT = 60_000;
/**
 * So many commits are written together at most, and no more than so many bytes of them as they are packed here. One way to the server and back costs
 * more than what a commit carries; yet what is written together must come through within the time that it has,
 * and to unpack it and pack it again must not hold up the engine: of so many bytes that takes some 10 ms.
 */
const [MOST_COMMITS, MOST_BYTES] = [256, 131_072];

interface Merging {
  readonly isEnough: () => boolean;
  /** Asked where nothing waits; false: something does by now. */
  readonly end: () => Promise<boolean>;
}

/**
 * What waits goes first, in order, each once; what comes meanwhile waits behind it. The first goes alone and then ever more together: to a server that
 * hardly answers in time one commit still gets through, and then the next two.
 */
export const mergeWaiting = async ({ outbox, written }: LinkParts, to: Session, { isEnough, end }: Merging): Promise<void> => {
  await dropCommitted(outbox, to);
  for (let most = 1; !isEnough(); most = Math.min(2 * most, MOST_COMMITS)) {
    const waiting = outbox.next(most, MOST_BYTES);
    const [first, ...more] = waiting;
    if (first === undefined) {
      if (await end()) return;
      continue;
    }
    await withinWait(deliver(to, together([first, ...more]), written), COMMIT_WAIT);
    outbox.removeUpTo((more.at(-1) ?? first).id);
  }
};

/** Before anything else: a try whose answer was lost may have written the first that wait. */
const dropCommitted = async (outbox: Outbox, { collections }: Session): Promise<void> => {
  const waiting = outbox.tokens(MOST_COMMITS);
  const [first] = waiting;
  if (first === undefined) return;
  const tries = waiting.map((last) => tokenOf(first, last));
  const there = await withinWait(committedOf(collections, tries), COMMIT_WAIT);
  const last = waiting.findLast((one) => there.has(tokenOf(first, one)));
  if (last !== undefined) outbox.removeUpTo(last.id);
};

type Named = Pick<Waiting, 'token'>;

/** Names those from `first` to `last` as what is written together: no other commits, together or alone, have that name. */
const tokenOf = (first: Named, last: Named): string => (first === last ? first.token : `${first.token}+${last.token}`);

const together = (waiting: readonly [Waiting, ...Waiting[]]): Writing => {
  const [first] = waiting;
  const commits = waiting.map(({ commit }) => commit) as [Commit, ...Commit[]];
  return { token: tokenOf(first, waiting.at(-1) ?? first), commit: joined(commits) };
};

const deliver = async (to: Session, writing: Writing, written: LinkParts['written']): Promise<void> => {
  const { batch, apply } = await write(to, writing);
  await apply();
  written(batch);
};
