import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { Settings } from '../../core/port/settings.js';
import type { Flags } from '../flags.js';
import { attemptsIn } from './attempt.js';
import { createUpdates, type DeskUpdates } from './updates.js';

export interface OpenUpdatesParts {
  readonly flags: Flags;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  readonly productFolder: string;
  /** What a person can do where the app lies aside, for the log; null: it does not. */
  readonly aside: string | null;
}

/** The desktop app's updates. Their library is loaded with the first look, and so never where no feed is configured. */
export const openUpdates = ({ flags, clock, log, settings, productFolder, aside }: OpenUpdatesParts): DeskUpdates =>
  createUpdates({
    ...{ clock, log, settings, quit: () => app.quit() },
    attempts: attemptsIn(flags.dataFolder),
    aside,
    openUpdater: async () => {
      const { openUpdater } = await import('../../platform/electron/updater/updater.js');
      return openUpdater({
        log,
        key: keyOf(productFolder),
        resourcesFolder: join(productFolder, 'resources'),
        seenFile: join(flags.dataFolder, 'desktop', 'update-feeds.json'),
        now: () => clock.now(),
        keeps: () => keepsOf(flags, settings.current().config.backup?.path),
      });
    },
  });

/** What must not go with the folder of a version that is replaced. */
const keepsOf = ({ dataFolder, configFile }: Flags, backups: string | undefined) => [
  { what: 'the data folder', path: dataFolder },
  ...(configFile === null ? [] : [{ what: 'the configuration', path: configFile }]),
  ...(backups === undefined ? [] : [{ what: 'the folder of the backups', path: backups }]),
];

/** Packed with the app by whoever signs its updates. */
const keyOf = (productFolder: string): string | null => {
  try {
    return readFileSync(join(productFolder, 'dist', 'update-key.pem'), 'utf8');
  } catch {
    return null;
  }
};
