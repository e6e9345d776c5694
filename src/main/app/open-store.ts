import { join } from 'node:path';
import type { Store } from '../core/port/journal.js';
import type { Log } from '../core/port/log.js';
import type { Secrets } from '../core/port/secrets.js';
import type { StorePlan } from '../core/port/store-plan.js';
import { openEmbeddedStore } from '../store/embedded/open.js';
import { StoreOpenError } from '../store/error.js';
import type { Address } from '../store/mongodb/connect.js';
import { openMongodbStore } from '../store/mongodb/open.js';

export interface OpenStoreParts {
  readonly plan: StorePlan;
  readonly secrets: Pick<Secrets, 'read'>;
  readonly dataFolder: string;
  readonly log: Log;
  /** Told when something in `problems` has changed. */
  readonly changed: () => void;
}

export interface OpenedStore {
  readonly store: Store;
  /** What is wrong with a store that goes on all the same. */
  problems(): readonly { readonly id: string; readonly text: string; readonly remedy: string }[];
}

/** Opens the store that the configuration names, as its one writer. Rejects with a `StoreOpenError`. */
export const openStore = async ({ plan, secrets, dataFolder, log, changed }: OpenStoreParts): Promise<OpenedStore> => {
  if (plan.kind === 'embedded') {
    const store = await openEmbeddedStore({ file: join(dataFolder, 'watchroom.db'), access: 'write', log });
    return { store, problems: () => [] };
  }
  const outbox = join(dataFolder, 'outbox.db');
  const store = await openMongodbStore({ ...(await addressOf(plan, secrets)), outbox, log, changed });
  return { store, problems: store.problems };
};

/** The address with its secrets. Rejects with a `StoreOpenError` where it cannot be had. */
export const addressOf = async (
  { uri, allowInsecure }: Extract<StorePlan, { kind: 'mongodb' }>,
  secrets: Pick<Secrets, 'read'>,
): Promise<Address> => {
  const read = await secrets.read(uri);
  if (read.ok) return { uri: read.value.trim(), allowInsecure };
  throw new StoreOpenError(
    'refused',
    `the address of the shared store cannot be had: ${read.error.message}`,
    'Set MONGODB_URI, or mend store.uri in the configuration.',
  );
};
