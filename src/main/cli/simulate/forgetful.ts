import type { Store } from '../../core/port/journal.js';

/**
 * A store that keeps what it is given only while `isAsked` says that it will be asked: a scenario that stops the process no more
 * reads nothing back, and may be as long as it likes.
 */
export const forgetful = (store: Store, isAsked: () => boolean): Store => ({
  ...store,
  journal: { ...store.journal, commit: async (commit) => (isAsked() ? store.journal.commit(commit) : undefined) },
});
