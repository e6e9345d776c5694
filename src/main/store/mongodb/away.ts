import type { DeskProblem } from '../../core/model/desk-problem.js';
import { StoreOpenError } from '../error.js';

/**
 * What the console shows of a store that cannot be reached.
 * @param waiting commits that wait on this desk
 */
export const problemOf = (why: StoreOpenError, waiting: number): DeskProblem => {
  const text =
    why === MERGING
      ? `The shared store is back, and what this desk kept meanwhile is being merged: ${waiting} ${waiting === 1 ? 'commit' : 'commits'} to go.`
      : `The shared store cannot be written: ${why.message}. This desk watches on; ${waiting} ${waiting === 1 ? 'commit waits' : 'commits wait'} on it and will follow.`;
  return { id: 'shared-store', text, remedy: why.remedy };
};

/** While a desk that has found the server again merges what waited. */
export const MERGING = new StoreOpenError(
  'failed',
  'MongoDB is back, and what this desk kept meanwhile is being merged',
  'Nothing is to be done. Until then pages that look into the past may be missing.',
);

/** What a desk finds that led, and has been replaced. */
export const TAKEN = new StoreOpenError(
  'locked',
  'another Watchroom has taken over this MongoDB',
  'What this desk sees now is not kept: stop one of the two, then start this one again.',
);
