import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/main/core/port/journal.js';
import { commitOf } from '../../support/store.js';
import { historyContract } from './history.js';
import { journalContract } from './journal.js';
import { retentionContract } from './retention.js';
import { searchContract } from './search.js';

/** A store to be tested, and how to get the next one. */
export interface StoreUnderTest {
  open(): Promise<Store>;
}

/** What every store must do. Each test opens its own and stops it. */
export const storeContract = (name: string, subject: StoreUnderTest): void => {
  const withStore = (work: (store: Store) => Promise<void>) => async (): Promise<void> => {
    const store = await subject.open();
    try {
      await work(store);
    } finally {
      await store.stop();
    }
  };
  describe(`${name} store`, () => {
    journalContract(withStore);
    historyContract(withStore);
    retentionContract(withStore);
    searchContract(withStore);
    it('refuses to work once it is stopped, and may be stopped twice', async () => {
      const store = await subject.open();
      await store.stop();
      await store.stop();
      await expect(store.journal.commit(commitOf({ marks: { a: 1 } }))).rejects.toMatchObject({ code: 'closed' });
    });
  });
};

export type WithStore = (work: (store: Store) => Promise<void>) => () => Promise<void>;
