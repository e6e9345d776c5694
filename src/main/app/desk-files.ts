import { userInfo } from 'node:os';
import { join } from 'node:path';
import { withEnvironmentFile } from '../config/environment.js';
import { openFileSettings } from '../config/file.js';
import { openStoreSettings } from '../config/store.js';
import type { Clock } from '../core/port/clock.js';
import type { Log } from '../core/port/log.js';
import type { Secrets } from '../core/port/secrets.js';
import type { Settings } from '../core/port/settings.js';
import { createElectronSecrets } from '../platform/electron/secrets.js';
import { createStore } from '../platform/electron/stores.js';
import type { Flags } from './flags.js';

/** Encrypted by the system's keyring, beside what else the desk keeps. */
export const openDeskSecrets = async (dataFolder: string, settings: Settings): Promise<Secrets> =>
  createElectronSecrets({
    file: join(dataFolder, 'secrets.json'),
    environment: await withEnvironmentFile(process.env, '.env'),
    allowPlainSecrets: settings.current().config.allowPlainSecrets,
  });

/** Kept by this desk itself, unless the person named a file. */
export const openDeskSettings = async (flags: Flags, resourcesFolder: string, clock: Clock, log: Log): Promise<Settings> => {
  const options = {
    dataFolder: flags.dataFolder,
    resourcesFolder,
    environment: await withEnvironmentFile(process.env, '.env'),
    user: userInfo().username,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    clock,
    log,
  };
  return flags.configFile === null
    ? openStoreSettings({ ...options, createStore })
    : openFileSettings({ ...options, file: flags.configFile });
};
