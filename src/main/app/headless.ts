import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Api, createApi } from '../api/api.js';
import { createDesktopChannel } from '../channel/desktop/channel.js';
import { withEnvironmentFile } from '../config/environment.js';
import { openFileSettings } from '../config/file.js';
import type { Banner } from '../core/model/system-view.js';
import type { Channel } from '../core/port/channel.js';
import type { Clock } from '../core/port/clock.js';
import type { Log } from '../core/port/log.js';
import { systemClock } from '../platform/clock.js';
import { prepareDataFolder, productFolder, productVersion, refuseMissingConfig, UnfitPlaceError } from '../platform/files.js';
import { createLog } from '../platform/log.js';
import { createChromium } from '../platform/node/chromium/browser.js';
import { createDoNotDisturb } from '../platform/node/do-not-disturb.js';
import { openNodeFaults } from '../platform/node/faults.js';
import { createNodePopups } from '../platform/node/popups.js';
import { soundPlayer } from '../platform/node/sound.js';
import { openSecretFile } from '../platform/secrets.js';
import { compose } from './compose.js';
import { tellOwnFaults } from './own-faults.js';
import { actOnPopup } from './popup-acts.js';
import { retainLog } from './retain-log.js';
import type { Watchroom } from './shell.js';

export interface HeadlessOptions {
  /** Null: `config.yml` in the data folder. */
  readonly configFile: string | null;
  readonly dataFolder: string;
  /** Instead of the configured port; 0 takes any free one. */
  readonly port: number | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Headless {
  readonly api: Api;
  readonly configFile: string;
  readonly version: string;
  /** What is not as it should be with the desk itself, as it started. */
  readonly problems: readonly Banner[];
  /** Stops everything, in reverse. */
  stop(): Promise<void>;
}

/** Before this the clock was never set, and everything that is kept would carry a wrong date. */
const OLDEST_CLOCK = Date.UTC(2020, 0, 1);

/**
 * The console without Electron: the engine, its store and the API in this process.
 * Rejects, with nothing left running, for a failure that `startFailureOf` can put in words.
 */
export const runHeadless = async (options: HeadlessOptions): Promise<Headless> => {
  const clock = systemClock();
  refuseUnsetClock(clock);
  refuseMissingConfig(options.configFile);
  await prepareDataFolder(options.dataFolder);
  const stops: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const stopOne of stops.splice(0).reverse()) await stopOne();
  };
  try {
    return { ...(await start(options, clock, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const refuseUnsetClock = (clock: Clock): void => {
  if (clock.now() >= OLDEST_CLOCK) return;
  const date = new Date(clock.now()).toISOString().slice(0, 10);
  throw new UnfitPlaceError(
    'clock',
    `This machine’s clock says ${date}, which cannot be right.`,
    'Set the clock, then start again.',
  );
};

const start = async (
  { dataFolder, port, ...options }: HeadlessOptions,
  clock: Clock,
  stops: (() => unknown)[],
): Promise<Omit<Headless, 'stop'>> => {
  const version = productVersion();
  const configFile = options.configFile ?? join(dataFolder, 'config.yml');
  const environment = await withEnvironmentFile(options.environment, '.env');
  const log = createLog({ folder: join(dataFolder, 'logs'), level: 'info' });
  stops.push(() => log.stop());
  stops.push(logCrashes(log));
  log.info('console.starting', { version, pid: process.pid, run: randomUUID() });
  const runtime = `Node ${process.versions.node}`;
  stops.push(await tellOwnFaults({ clock, log, environment, version, runtime, open: openNodeFaults }));

  const resourcesFolder = join(productFolder(), 'resources');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const user = userInfo().username;
  const settings = await openFileSettings({
    file: configFile,
    dataFolder,
    resourcesFolder,
    environment,
    user,
    timeZone,
    clock,
    log,
  });
  stops.push(() => settings.stop());
  stops.push(retainLog({ clock, log, settings }));

  const late: { watchroom: Watchroom | null } = { watchroom: null };
  const channels = hasDesktop(environment) ? [desktopChannel({ resourcesFolder, environment, clock, late, log })] : [];
  const demoPanel = environment.WATCHROOM_DEMO_PANEL ?? null;
  const secrets = openSecretFile({ file: join(dataFolder, SECRETS_FILE), environment });
  const watchroom = await compose({
    clock,
    log,
    settings,
    secrets,
    browser: createChromium({ environment }),
    dataFolder,
    channels,
    version,
    runtime,
    demoPanel,
    resourcesFolder,
  });
  stops.push(() => watchroom.stop());
  late.watchroom = watchroom;

  const rendererFolder = join(productFolder(), 'dist', 'renderer');
  const api = await createApi({
    ...watchroom,
    log,
    clock,
    rendererFolder,
    dataFolder,
    version,
    ...(port === null ? {} : { port }),
  });
  stops.push(() => api.stop());
  await api.listen();
  const { banners } = watchroom.desk.view().view.system;
  return { api, configFile, version, problems: banners };
};

/** Encrypted as a whole; the desktop app keeps its own in another. */
const SECRETS_FILE = 'secrets.sealed';

/** A bug ends the process, as it should; the log keeps what it was. */
const logCrashes = (log: Log): (() => void) => {
  const tell = (error: Error): void => log.error('console.crashed', { error: error.stack ?? String(error) });
  process.on('uncaughtExceptionMonitor', tell);
  return () => process.off('uncaughtExceptionMonitor', tell);
};

/** A server without a session bus has nobody to show a pop-up to; that is no failure of a channel. */
const hasDesktop = (environment: HeadlessOptions['environment']): boolean =>
  process.platform !== 'linux' ||
  ['DBUS_SESSION_BUS_ADDRESS', 'DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (environment[name] ?? '') !== '');

interface DesktopNeeds extends Pick<HeadlessOptions, 'environment'> {
  readonly resourcesFolder: string;
  readonly clock: Clock;
  readonly late: { readonly watchroom: Watchroom | null };
  readonly log: Log;
}

const desktopChannel = ({ resourcesFolder, environment, clock, late, log }: DesktopNeeds): Channel => {
  const { platform } = process;
  const popups = createNodePopups({
    platform,
    icon: join(resourcesFolder, 'icons', '128x128.png'),
    playSound: soundPlayer(platform, join(resourcesFolder, 'sounds', 'alert.wav')),
  });
  return createDesktopChannel({
    popups,
    doNotDisturb: createDoNotDisturb({ platform, environment }),
    clock,
    platform,
    onReaction: (reaction, delivery) => {
      if (late.watchroom !== null) actOnPopup(reaction, delivery, { watchroom: late.watchroom, popups, log });
    },
  });
};
