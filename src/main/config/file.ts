import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Clock, Stop } from '../core/port/clock.js';
import type { Log } from '../core/port/log.js';
import type { Settings } from '../core/port/settings.js';
import { after, milliseconds, seconds } from '../core/time/instant.js';
import { writeWhole } from '../driver/file/whole.js';
import { DEFAULT_DOCUMENT } from './default-document.js';
import { readIfThere } from './disk.js';
import type { Environment } from './environment.js';
import type { Keeper } from './keeper.js';
import { createPast } from './past.js';
import { readShipped } from './profiles.js';
import { readConfig } from './read.js';
import { openSettings } from './settings.js';

export interface FileSettings {
  /** The configuration file, YAML or JSON. It need not exist. */
  readonly file: string;
  /** Earlier versions go to `config-history` in here. */
  readonly dataFolder: string;
  /** Holds `profiles` and `playbooks`. */
  readonly resourcesFolder: string;
  readonly environment: Environment;
  /** The name of who sits here, where the document does not say. */
  readonly user: string;
  /** IANA name, where the document does not say. */
  readonly timeZone: string;
  readonly clock: Clock;
  readonly log: Log;
  /** A document to begin with where the file does not exist: it is saved at once. Without it a missing file is a first run. */
  readonly initial?: string;
}

/**
 * Settings kept in a file: watched, replaced atomically, the last good one kept beside it as `<file>.last-good`.
 * Rejects with `UnusableConfigError` where the file has errors and there never was a good one.
 */
export const openFileSettings = async (options: FileSettings): Promise<Settings> => {
  const { file, environment, clock, log } = options;
  const shipped = await readShipped(options.resourcesFolder);
  const context = { ...shipped, user: options.user, timeZone: options.timeZone, runtime: 'desk' as const };
  if (options.initial !== undefined && (await readIfThere(file)) === null) await writeWhole(file, options.initial);
  await mkdir(dirname(file), { recursive: true });
  return openSettings({
    keeper: fileKeeper(file, clock, log),
    past: createPast(`${file}.last-good`, join(options.dataFolder, 'config-history'), clock),
    read: (text) => readConfig(text, environment, { ...context, now: clock.now() }),
    log,
    initial: DEFAULT_DOCUMENT,
  });
};

/** Keeps the text in a file of its own. */
export const fileKeeper = (file: string, clock: Clock, log: Log): Keeper => ({
  place: file,
  read: () => readIfThere(file),
  write: (text) => writeWhole(file, text),
  watch: (listener) => watchFile(file, clock, log, listener),
});

/** Editors write in several steps: look once they are done. */
const SETTLE = milliseconds(150);
/** Some file systems tell nobody about changes. */
const LOOK_ANYWAY = seconds(5);

/** The folder is watched, not the file: most editors replace the file, and a watch on it would stay with the old one. */
const watchFile = (file: string, clock: Clock, log: Log, listener: () => void): Stop => {
  let settling: Stop | undefined;
  const touched = (): void => {
    settling?.();
    settling = clock.wakeAt(after(clock.now(), SETTLE), listener);
  };
  const watcher = startWatcher(file, log, touched);
  const stopPolling = poll(file, clock, touched);
  return () => {
    settling?.();
    stopPolling();
    watcher?.close();
  };
};

const startWatcher = (file: string, log: Log, touched: () => void): FSWatcher | undefined => {
  const tell = (problem: Error): void => log.warn('config.not-watched', { reason: problem.message });
  try {
    const watcher = watchFolder(dirname(file), (_, name) => {
      if (name === null || name === basename(file)) touched();
    });
    return watcher.on('error', tell);
  } catch (problem) {
    tell(problem as Error);
    return undefined;
  }
};

/** Looks at size and time of the file now and then. */
const poll = (file: string, clock: Clock, touched: () => void): Stop => {
  let known: string | undefined;
  let isStopped = false;
  let stopWaiting: Stop = () => undefined;
  const look = async (): Promise<void> => {
    const mark = await stat(file).then(
      ({ size, mtimeMs, ino }) => `${size} ${mtimeMs} ${ino}`,
      () => 'none',
    );
    if (isStopped) return;
    if (known !== undefined && mark !== known) touched();
    known = mark;
    stopWaiting = clock.wakeAt(after(clock.now(), LOOK_ANYWAY), () => void look());
  };
  void look();
  return () => {
    isStopped = true;
    stopWaiting();
  };
};
