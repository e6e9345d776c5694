import { join } from 'node:path';
import type { DeskProblem } from '../core/model/desk-problem.js';
import type { Store } from '../core/port/journal.js';
import type { Secrets } from '../core/port/secrets.js';
import type { StorePlan } from '../core/port/store-plan.js';
import type { Team } from '../core/port/team.js';
import { openEmbeddedStore } from '../store/embedded/open.js';
import { StoreOpenError } from '../store/error.js';
import type { Address } from '../store/mongodb/connect.js';
import { openTeam } from '../store/mongodb/team.js';
import type { Shell } from './shell.js';

export interface OpenedStore {
  readonly store: Store;
  /** What is wrong with a store that goes on all the same. */
  problems(): readonly DeskProblem[];
}

/** Where a desk keeps its own. */
export const storeFile = (dataFolder: string): string => join(dataFolder, 'watchroom.db');

/** Opens this desk's own store as its one writer. Rejects with a `StoreOpenError`. */
export const openStore = async ({ dataFolder, log }: Pick<Shell, 'dataFolder' | 'log'>): Promise<OpenedStore> => {
  const store = await openEmbeddedStore({ file: storeFile(dataFolder), access: 'write', log });
  return { store, problems: () => [] };
};

type MongodbPlan = Extract<StorePlan, { kind: 'mongodb' }>;

/** Opens the store that desks share. Rejects with a `StoreOpenError`. */
export const openSharedStore = async (
  { dataFolder, log, clock, secrets }: Pick<Shell, 'dataFolder' | 'log' | 'clock' | 'secrets'>,
  plan: MongodbPlan,
): Promise<Team> => openTeam({ ...(await addressOf(plan, secrets)), outbox: join(dataFolder, 'outbox.db'), log, clock });

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
