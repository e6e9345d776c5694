import type { Commit, Store } from '../../core/port/journal.js';
import { checkCommit } from '../check.js';
import { StoreError } from '../error.js';
import { createMemoryHistory } from './memory-history.js';
import { createMemoryJournal } from './memory-journal.js';

/** A store that forgets all when the process ends: for simulations and tests. Exact, and as simple as can be. */
export const createMemoryStore = (): Store => {
  const history = createMemoryHistory();
  const journal = createMemoryJournal(history);
  let isOpen = true;
  const commit = async (change: Commit): Promise<void> => {
    if (!isOpen) throw new StoreError('closed', 'the store is closed');
    checkCommit(change);
    journal.apply(change);
    history.append(change.samples);
  };
  return {
    journal: { ...journal.journal, commit },
    history: {
      ...history.history,
      retain: async (keep, now) => retained(history.retain(keep, now), journal.retain(keep, now)),
    },
    stop: async () => {
      isOpen = false;
    },
  };
};

const retained = (samples: number, records: number): { deleted: number; sealed: number } => ({
  deleted: samples + records,
  sealed: 0,
});
