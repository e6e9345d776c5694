import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { createDesktopChannel } from '../channel/desktop/channel.js';
import { withEnvironmentFile } from '../config/environment.js';
import { fail } from '../core/model/result.js';
import type { OwnWindow } from '../core/port/own-window.js';
import type { Popups } from '../core/port/popups.js';
import { systemClock } from '../platform/clock.js';
import { openElectronFaults } from '../platform/electron/faults.js';
import { createElectronPopups } from '../platform/electron/popups.js';
import { startAnew } from '../platform/electron/start-anew.js';
import { prepareDataFolder, productFolder, productVersion, refuseMissingConfig } from '../platform/files.js';
import { createLog } from '../platform/log.js';
import { createChromium } from '../platform/node/chromium/browser.js';
import { createDoNotDisturb } from '../platform/node/do-not-disturb.js';
import { soundPlayer } from '../platform/node/sound.js';
import { openDeskSecrets, openDeskSettings } from './desk-files.js';
import { type Desktop, openDesktop, pageOf } from './desktop.js';
import { endInTime } from './ending.js';
import { tellOwnFaults } from './own-faults.js';
import { actOnPopup } from './popup-acts.js';
import { isOnBattery } from './power.js';
import { retainLog } from './retain-log.js';
import { serveApi } from './serve-api.js';
import type { Shell, Watchroom } from './shell.js';
import { startFailureOf } from './start-failure.js';
import { type OpenUpdatesParts, openUpdates } from './updates/open.js';
import type { DeskUpdates } from './updates/updates.js';
import type { Asked } from './window/asked.js';
import { createOpenReport } from './window/open-report.js';

export type Compose = (shell: Shell) => Promise<Watchroom>;

/** Starts the desktop app once Electron is ready, and stops it in order when it quits. Exit code 2 where it cannot start. */
export const runDesktop = async (order: Start): Promise<void> => {
  const stops: (() => unknown)[] = [];
  const known: KnownUpdates = { updates: null };
  const starting = start(order, stops, known);
  const isQuitting = stopOnQuit(starting, stops, known);
  try {
    await starting;
  } catch (error) {
    if (isQuitting()) return;
    await stopAll(stops);
    sayFailure(error);
    app.exit(2);
  }
};

/** Set as soon as there are any: an end that puts a version in place takes longer than others. */
interface KnownUpdates {
  updates: DeskUpdates | null;
}

interface Start extends Pick<OpenUpdatesParts, 'flags' | 'aside'> {
  readonly compose: Compose;
  readonly asked: Asked;
}

const start = async ({ flags, aside, compose, asked }: Start, stops: (() => unknown)[], known: KnownUpdates): Promise<void> => {
  const clock = systemClock();
  const { dataFolder } = flags;
  refuseMissingConfig(flags.configFile);
  await prepareDataFolder(dataFolder);
  const version = productVersion();
  const log = createLog({ folder: join(dataFolder, 'logs'), level: 'info' });
  stops.push(() => log.stop());
  log.info('console.starting', { version, pid: process.pid, run: randomUUID(), electron: process.versions.electron });
  const runtime = `Electron ${process.versions.electron}`;
  const environment = await withEnvironmentFile(process.env, '.env');
  stops.push(await tellOwnFaults({ clock, log, environment, version, runtime, open: openElectronFaults }));

  const folder = productFolder();
  const resourcesFolder = join(folder, 'resources');
  const settings = await openDeskSettings(flags, resourcesFolder, clock, log);
  const updates = openUpdates({ flags, aside, clock, log, settings, productFolder: folder });
  known.updates = updates;
  // Before the log's end and after all others.
  stops.push(() => updates.finish());
  stops.push(() => settings.stop());
  stops.push(retainLog({ clock, log, settings }));

  const popups = createPopups(resourcesFolder);
  const late: { desktop: Desktop | null; watchroom: Watchroom | null } = { desktop: null, watchroom: null };
  const channel = createDesktopChannel({
    popups,
    doNotDisturb: createDoNotDisturb({ platform: process.platform, environment: process.env }),
    clock,
    platform: process.platform,
    onReaction: (reaction, delivery) => {
      if (reaction.kind === 'clicked') late.desktop?.show(pageOf(delivery));
      if (late.watchroom !== null) actOnPopup(reaction, delivery, { watchroom: late.watchroom, popups, log });
    },
  });
  const watchroom = await compose({
    clock,
    log,
    settings,
    secrets: await openDeskSecrets(dataFolder, settings),
    browser: createChromium({ environment: process.env }),
    isOnBattery,
    dataFolder,
    channels: [channel],
    version,
    runtime,
    demoPanel: process.env.WATCHROOM_DEMO_PANEL ?? null,
    resourcesFolder,
    openReport: createOpenReport(dataFolder),
    ownWindow: lateWindow(() => late.desktop?.ownWindow, asked.readOpened),
    updates,
  });
  stops.push(() => watchroom.stop());
  stops.push(() => updates.stop());
  late.watchroom = watchroom;
  late.desktop = openDesktop({ flags, clock, log, settings, popups, watchroom, productFolder: folder });
  const { desktop } = late;
  stops.push(() => desktop.stop());
  asked.follow(desktop.show);
  const stopApi = await serveApi({ flags, watchroom, clock, log, version, folder }, popups);
  stops.push(stopApi);
};

/** The windows are made after what their pages ask. */
const lateWindow = (found: () => Desktop['ownWindow'] | undefined, readOpened: OwnWindow['readOpened']): OwnWindow => ({
  readOpened,
  savePdf: async (name) => found()?.savePdf(name) ?? fail('The window is not open yet.'),
  fillScreen: (isFull) => found()?.fillScreen(isFull),
  showStrip: (isShown) => found()?.showStrip(isShown),
  showConsole: (alert) => found()?.showConsole(alert),
});

const createPopups = (resourcesFolder: string): Popups =>
  createElectronPopups({
    platform: process.platform,
    icon: join(resourcesFolder, 'icons', '128x128.png'),
    playSound: soundPlayer(process.platform, outsideArchive(join(resourcesFolder, 'sounds', 'alert.wav'))),
  });

/** An installed app lies in an archive that only Electron can read; what other programs open is kept beside it. */
const outsideArchive = (path: string): string => path.replace(/\.asar(?=[\\/])/, '.asar.unpacked');

/** Someone may quit while it still starts: what has begun is let through first, so that nothing starts after the stop. */
const stopOnQuit = (starting: Promise<void>, stops: (() => unknown)[], known: KnownUpdates): (() => boolean) => {
  let isQuitting = false;
  const stop = async (): Promise<void> => {
    await starting.catch(() => undefined);
    await stopAll(stops);
  };
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isQuitting) return;
    isQuitting = true;
    const willInstall = (): boolean => known.updates?.willInstall() === true;
    void endInTime({ clock: systemClock(), stop, willInstall }).then((code) => {
      // Whatever became of the update, and of the stops: who asked for a restart gets a desk that watches.
      if (known.updates?.isRestarting() === true) startAnew();
      app.exit(code);
    });
  });
  return () => isQuitting;
};

const stopAll = async (stops: (() => unknown)[]): Promise<void> => {
  for (const stop of stops.splice(0).reverse()) await stop();
};

const sayFailure = (error: unknown): void => {
  const failure = startFailureOf(error);
  const text =
    failure === null ? String(error instanceof Error ? error.stack : error) : `${failure.message}\n${failure.remedy}`;
  process.stderr.write(`Watchroom cannot start. ${text}\n`);
  dialog.showErrorBox('Watchroom cannot start', text);
};
