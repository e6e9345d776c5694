import type { DeskProblem } from '../../core/model/desk-problem.js';
import { StoreOpenError } from '../error.js';

/**
 * What the console shows of a store that cannot be reached.
 * @param waiting commits that wait on this desk
 */
export const problemOf = ({ message, remedy }: StoreOpenError, waiting: number): DeskProblem => ({
  id: 'shared-store',
  text: `The shared store cannot be written: ${message}. This desk watches on; ${waiting} ${waiting === 1 ? 'commit waits' : 'commits wait'} on it and will follow.`,
  remedy,
});

/** What a desk finds that led, and has been replaced. */
export const TAKEN = new StoreOpenError(
  'locked',
  'another Watchroom has taken over this MongoDB',
  'What this desk sees now is not kept: stop one of the two, then start this one again.',
);
