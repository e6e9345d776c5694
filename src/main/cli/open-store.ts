import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressOf } from '../app/open-store.js';
import { type Environment, withEnvironmentFile } from '../config/environment.js';
import { storePlanIn } from '../config/resolve/store.js';
import { parseText } from '../config/text.js';
import type { Store } from '../core/port/journal.js';
import type { StorePlan } from '../core/port/store-plan.js';
import { createLog } from '../platform/log.js';
import { openSecretFile } from '../platform/secrets.js';
import { openEmbeddedStore } from '../store/embedded/open.js';
import { StoreOpenError } from '../store/error.js';
import type { Address } from '../store/mongodb/connect.js';
import { readMongodbStore } from '../store/mongodb/open.js';
import { refuseForbidden } from './permission.js';

/** Where a desk keeps things: on this machine, or at an address that may hold a password. */
export type StorePlace = { readonly kind: 'embedded'; readonly file: string } | ({ readonly kind: 'mongodb' } & Address);

/** As the configuration beside the data and the environment say. Rejects with a `StoreOpenError` where they do not. */
export const storePlaceOf = async (dataFolder: string): Promise<StorePlace> => {
  const environment = await withEnvironmentFile(process.env, '.env');
  const plan = await planOf(dataFolder, environment);
  if (plan.kind === 'embedded') return { kind: 'embedded', file: join(dataFolder, 'watchroom.db') };
  const secrets = openSecretFile({ file: join(dataFolder, 'secrets.sealed'), environment });
  return { kind: 'mongodb', ...(await addressOf(plan, secrets)) };
};

const planOf = async (dataFolder: string, environment: Environment): Promise<StorePlan> => {
  const file = environment.WATCHROOM_CONFIG ?? join(dataFolder, 'config.yml');
  // Without it we would look into another store than the console writes.
  await refuseForbidden(file);
  const text = await readFile(file, 'utf8').catch(() => '');
  const plan = storePlanIn(parseText(text).value ?? null, environment);
  if (plan !== null) return plan;
  throw new StoreOpenError(
    'refused',
    `what ${file} says under store cannot be understood`,
    'Look at it with: watchroom check-config FILE',
  );
};

/** Opens what a desk keeps, for reading, also while a console writes there; null where there is nothing. */
export const openStoredHistory = async (dataFolder: string): Promise<Store | null> => {
  try {
    return await openPlace(await storePlaceOf(dataFolder));
  } catch (error) {
    if (error instanceof StoreOpenError && error.code === 'missing') return null;
    throw error;
  }
};

/** The same; rejects with a `StoreOpenError` `missing` where there is nothing. */
export const openPlace = async (place: StorePlace): Promise<Store> => {
  if (place.kind === 'mongodb') return readMongodbStore(place);
  await refuseForbidden(place.file);
  const log = createLog({ folder: null, level: 'silent' });
  return openEmbeddedStore({ file: place.file, access: 'read', log, thread: 'inline' });
};
