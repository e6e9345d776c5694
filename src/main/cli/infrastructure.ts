import { access, constants, mkdir, stat, statfs } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { SystemBody } from '../api/body/system.js';
import { sayQuantity } from '../core/notify/quantity.js';
import { systemClock } from '../platform/clock.js';
import { defaultDataFolder, prepareDataFolder, UnfitPlaceError } from '../platform/files.js';
import { createLog } from '../platform/log.js';
import { backupsIn } from '../store/backup/names.js';
import { openEmbeddedStore } from '../store/embedded/open.js';
import { StoreOpenError } from '../store/error.js';
import { prepareMongodbStore } from '../store/mongodb/open.js';
import { backupPlanOf } from './backup.js';
import { connect, NotRunningError } from './console/client.js';
import { openStoredHistory, storePlaceOf } from './open-store.js';
import { table } from './terminal/table.js';
import { HEALTHY, print, readArguments, UNHEALTHY, wordOf } from './terminal/terminal.js';
import { whyUnwritable } from './trouble.js';

const INFRASTRUCTURE_HELP = `watchroom infrastructure WHAT [--data DIR] [--json]

  init      makes what a desk needs and is not there yet (data folder, store, folder of backups), and checks the rest
  health    looks at all of it without changing anything: folders, store, audit trail, backups, disk, and the console

Exit code 0: everything is in order; 1: something is not, with what to do.

Example: watchroom infrastructure health --json`;

const OPTIONS = { data: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** One thing that was looked at. `note`: in order, but worth knowing. */
interface Check {
  readonly what: string;
  readonly state: 'ok' | 'note' | 'failed';
  readonly text: string;
}

export const infrastructureCommand = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  if (values.help === true) {
    print(INFRASTRUCTURE_HELP);
    return HEALTHY;
  }
  const what = wordOf(positionals[0], ['init', 'health']);
  const dataFolder = values.data ?? defaultDataFolder();
  const checks = what === 'init' ? [...(await init(dataFolder)), ...(await parts(dataFolder))] : await health(dataFolder);
  print(values.json === true ? JSON.stringify({ checks }) : sayChecks(checks));
  return checks.some(({ state }) => state === 'failed') ? UNHEALTHY : HEALTHY;
};

const sayChecks = (checks: readonly Check[]): string =>
  table(
    ['CHECK', 'STATE', ''],
    checks.map(({ what, state, text }) => [what, state, text]),
    { colour: ([, state]) => (state === 'failed' ? 'bad' : null) },
  );

/** Makes what is missing. A store that a console writes is there already. */
const init = async (dataFolder: string): Promise<readonly Check[]> => {
  try {
    await prepareDataFolder(dataFolder);
    const store = await initUnlessMade(dataFolder);
    const { folder } = await backupPlanOf(dataFolder);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return [{ what: 'init', state: 'ok', text: `Made, or there already: data folder, ${store}, folder of backups.` }];
  } catch (error) {
    if (isLocked(error)) return [{ what: 'init', state: 'ok', text: 'A console runs here: it made what it needs.' }];
    return [{ what: 'init', state: 'failed', text: sayError(error) }];
  }
};

/** How long another that makes the store is waited for, and how often is looked. */
const [PATIENCE, EVERY] = [10_000, 100];

/** The same; where another command makes it at this very moment it is waited for, where a console has it nothing is to be made. */
const initUnlessMade = async (dataFolder: string): Promise<string> => {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await initStore(dataFolder);
    } catch (error) {
      if (!isLocked(error) || performance.now() > until || (await isReadable(dataFolder))) throw error;
      await wait(EVERY);
    }
  }
};

const isLocked = (error: unknown): boolean => error instanceof StoreOpenError && error.code === 'locked';

const isReadable = async (dataFolder: string): Promise<boolean> => {
  const [store] = await checkStore(dataFolder);
  return store?.state === 'ok';
};

/** What was made, in words. A shared store is created and verified also while a console writes it. */
const initStore = async (dataFolder: string): Promise<string> => {
  const place = await storePlaceOf(dataFolder);
  if (place.kind === 'mongodb') return `collections and indexes in MongoDB (${await prepareMongodbStore(place)})`;
  const log = createLog({ folder: null, level: 'silent' });
  await (await openEmbeddedStore({ file: place.file, access: 'write', log, thread: 'inline' })).stop();
  return 'store';
};

const sayError = (error: unknown): string => {
  if (error instanceof StoreOpenError) return `${sentence(error.message)} ${error.remedy}`;
  if (error instanceof UnfitPlaceError) return `${error.message} ${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
};

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const health = async (dataFolder: string): Promise<readonly Check[]> => [
  ...(await parts(dataFolder)),
  ...(await checkConsole(dataFolder)),
];

const parts = async (dataFolder: string): Promise<readonly Check[]> => [
  await checkFolder(dataFolder),
  ...(await checkStore(dataFolder)),
  ...(await checkBackups(dataFolder)),
  await checkDisk(dataFolder),
];

const checkFolder = async (dataFolder: string): Promise<Check> => {
  const what = 'data folder';
  try {
    await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    const { mode } = await stat(dataFolder);
    const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0;
    return isOpen
      ? { what, state: 'note', text: `${dataFolder}: other accounts of this machine can look into it (chmod 700).` }
      : { what, state: 'ok', text: dataFolder };
  } catch {
    return {
      what,
      state: 'failed',
      text: `${dataFolder} is not there, or may not be written. Run watchroom infrastructure init.`,
    };
  }
};

const checkStore = async (dataFolder: string): Promise<readonly Check[]> => {
  try {
    const store = await openStoredHistory(dataFolder);
    if (store === null)
      return [{ what: 'store', state: 'failed', text: 'There is none yet. Run watchroom infrastructure init.' }];
    try {
      const { kind, place, bytes, series, samples } = await store.history.figures();
      const where = kind === 'mongodb' ? `MongoDB (${place}): ` : '';
      const verdict = await store.journal.verifyAudit();
      const trail =
        verdict.kind === 'intact'
          ? ({ state: 'ok', text: `intact, ${verdict.entries} entries` } as const)
          : ({ state: 'failed', text: `changed at entry ${verdict.sequence}: ${verdict.text}` } as const);
      return [
        { what: 'store', state: 'ok', text: `${where}${samples} readings of ${series} series, ${size(bytes)}` },
        { what: 'audit trail', ...trail },
      ];
    } finally {
      await store.stop();
    }
  } catch (error) {
    return [{ what: 'store', state: 'failed', text: sayError(error) }];
  }
};

/** `0.6 MB`, `78.5 GB`. */
const size = (bytes: number): string => sayQuantity('_bytes', bytes);

/** A daily backup may be two hours late. */
const OLDEST_HOURS = 26;

const checkBackups = async (dataFolder: string): Promise<readonly Check[]> => {
  const what = 'backups';
  const { plan, folder } = await backupPlanOf(dataFolder);
  const made = await backupsIn(folder, 'daily').catch(() => null);
  if (made === null)
    return [
      {
        what,
        state: 'failed',
        text: `${folder} cannot be read. Make it, or let this account read it; backup.path or BACKUP_PATH names it.`,
      },
    ];
  const newest = made.reduce<number | null>((last, { at }) => Math.max(last ?? 0, at), null);
  const hours = newest === null ? null : (systemClock().now() - newest) / 3_600_000;
  if (plan === null)
    return [{ what, state: 'note', text: `None is made by itself: set backup.path or BACKUP_PATH. ${sayNewest(hours)}` }];
  return [{ what, state: hours === null || hours > OLDEST_HOURS ? 'failed' : 'ok', text: `${folder}: ${sayNewest(hours)}` }];
};

const sayNewest = (hours: number | null): string =>
  hours === null
    ? 'There is none yet. Make one now: npm run infrastructure:backup'
    : `The newest is ${hours < 1 ? 'less than an hour' : `${Math.floor(hours)} h`} old.`;

const LEAST_FREE = 0.05;

const checkDisk = async (dataFolder: string): Promise<Check> => {
  const what = 'disk';
  try {
    const { bavail, blocks, bsize } = await statfs(dataFolder);
    const free = bavail / Math.max(1, blocks);
    const text = `${size(bavail * bsize)} free, ${Math.round(free * 100)} %`;
    return { what, state: free < LEAST_FREE ? 'failed' : 'ok', text };
  } catch (error) {
    return { what, state: 'failed', text: `How full it is cannot be told: ${whyUnwritable(error)}.` };
  }
};

/** What the running console says of its own parts; that none runs is no fault of the infrastructure, but nobody watches. */
const checkConsole = async (dataFolder: string): Promise<readonly Check[]> => {
  try {
    const console = await connect(dataFolder);
    const system = (await console.get('/api/monitoring/dashboard?type=system')) as SystemBody;
    const part = (kind: string, state: string, text: string): Check => ({
      what: kind,
      state: state === 'failing' ? 'failed' : 'ok',
      text: text === '' ? state : text,
    });
    return [
      { what: 'console', state: 'ok', text: `${console.url}, up ${Math.round(system.uptimeSeconds)} s` },
      part('console’s store', system.store.state, system.store.text),
      ...system.sources
        .filter(({ state }) => state !== 'not-configured')
        .map(({ kind, state, text }) => part(`source ${kind}`, state, text)),
      ...system.channels.map(({ kind, state, text }) => part(`channel ${kind}`, state, text)),
      ...system.banners
        .filter(({ id }) => !/^channel-[a-z]+$/.test(id))
        .map(({ text, remedy }): Check => ({ what: 'console says', state: 'failed', text: `${text} ${remedy}` })),
    ];
  } catch (error) {
    if (error instanceof NotRunningError) return [{ what: 'console', state: 'failed', text: error.message }];
    return [{ what: 'console', state: 'failed', text: `It does not answer: ${sayError(error)}` }];
  }
};
