import { join } from 'node:path';
import { app, ipcMain, session } from 'electron';
import type { ShownPage } from '../../preload/contract/pushes.js';
import type { Delivery } from '../core/model/notification.js';
import type { Clock } from '../core/port/clock.js';
import type { Log } from '../core/port/log.js';
import type { OwnWindow } from '../core/port/own-window.js';
import type { Popups } from '../core/port/popups.js';
import type { Settings } from '../core/port/settings.js';
import { serveIpc } from '../ipc/serve.js';
import { applyLoginChoice } from '../platform/electron/login-item.js';
import { openPreferences, type PreferenceStore } from '../platform/electron/preferences.js';
import type { Flags } from './flags.js';
import { sayRefused } from './popup-acts.js';
import { followPower } from './power.js';
import { fenceEveryPage, fenceSession, isFromConsole } from './security.js';
import type { Watchroom } from './shell.js';
import { withdrawTaken } from './taken.js';
import { trayActs } from './tray/acts.js';
import { followDesk } from './tray/follow.js';
import { morningText } from './tray/morning.js';
import { createTray } from './tray/tray.js';
import { setMenu } from './window/menu.js';
import { developmentServer, isOfServer, servePage } from './window/page.js';
import { createStrip, type Strip } from './window/strip.js';
import { createSummons } from './window/summon.js';
import { type ConsoleWindow, createConsoleWindow } from './window/window.js';

/** What the shell is put around. */
export interface DesktopParts {
  readonly flags: Flags;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  readonly popups: Popups;
  readonly watchroom: Watchroom;
  /** The product's own folder, with `dist` and `resources`. */
  readonly productFolder: string;
}

/** The shell as the rest of the process sees it. */
export interface Desktop {
  /** Brings the console to the front. */
  show(page?: ShownPage): void;
  readonly ownWindow: Omit<OwnWindow, 'readOpened'>;
  stop(): void;
}

/** Electron's shell around a running desk: page, window, tray, menu, power and the start at login. Electron must be ready. */
export const openDesktop = (parts: DesktopParts): Desktop => {
  const { flags, clock, log, settings, watchroom, productFolder } = parts;
  const { desk } = watchroom;
  const preferences = openPreferences(flags.dataFolder);
  fencePage(productFolder, log, () => desk.view().view.desk.demoPanel);

  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  const page = {
    ...{ log, preferences },
    preload: join(productFolder, 'dist', 'preload', 'index.cjs'),
    icon: join(productFolder, 'resources', 'icons', '256x256.png'),
  };
  const strip = createStrip(page);
  const window = createConsoleWindow({
    ...page,
    isHidingOnClose: () => !isQuitting,
    onHidden: sayOnceThatItGoesOn(preferences, parts.popups),
    // What happened while it was hidden was not pushed: an empty push of this revision lets the page notice.
    onShown: () => {
      const { revision } = desk.view();
      window.push({ kind: 'view', push: { from: revision, to: revision, changes: [] } });
    },
  });
  const toggleStrip = (): void => (strip.isShown() ? strip.hide() : strip.show());
  const summons = createSummons({ log, summon: () => window.show({ kind: 'alerts' }) });
  if (preferences.get('isSummoned')) summons.take();
  const setSummoned = (isSummoned: boolean): boolean => {
    if (isSummoned) return summons.take();
    summons.release();
    return false;
  };
  setMenu({ ...menuActs(window, preferences, log, toggleStrip), setSummoned }, preferences, !app.isPackaged);

  const tray = createTray({
    platform: process.platform,
    morning: () => morningText(clock.now(), settings.current().config.site.timeZone),
    acts: trayActs({
      desk,
      settings,
      clock,
      open: (alert) => window.show(alert === undefined ? undefined : { kind: 'alert', id: alert }),
      toggleStrip,
      showUpdate: () => window.show({ kind: 'system' }),
      quit: () => app.quit(),
      onRefused: (why) => sayRefused(parts.popups, why),
    }),
  });
  const stops = [
    serveIpc({
      ipc: ipcMain,
      gate: watchroom.gate,
      log,
      isTrusted: (event) => isFromConsole(event, (id) => window.isOurs(id) || strip.isOurs(id)),
      actor: () => ({ ...settings.current().config.operator, via: 'desk' }),
      onAnswered: (sender, call) => {
        if (call === 'view.read') window.pageAnswered(sender);
      },
    }),
    desk.subscribe((push) => {
      window.push({ kind: 'view', push });
      strip.push({ kind: 'view', push });
    }),
    followDesk(desk, clock, tray),
    withdrawTaken(desk, parts.popups),
    followPower(desk, log),
    summons.stop,
    window.stop,
    strip.stop,
  ];
  app.on('activate', () => window.show());
  // Closing the window is no end: the watch goes on, and the tray brings it back.
  app.on('window-all-closed', () => undefined);
  if (!flags.isHidden) window.show();
  if (preferences.get('isStripShown')) strip.show();
  return {
    show: window.show,
    ownWindow: ownWindow(window, strip),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
};

const ownWindow = ({ savePdf, fillScreen, show }: ConsoleWindow, strip: Strip): Desktop['ownWindow'] => ({
  savePdf,
  fillScreen,
  showStrip: (isShown) => (isShown ? strip.show() : strip.hide()),
  showConsole: (alert) => show(alert === null ? { kind: 'alerts' } : { kind: 'alert', id: alert }),
});

const fencePage = (productFolder: string, log: Log, demoPanel: () => string | null): void => {
  const development = developmentServer(process.env);
  const fence = { log, alsoAllowed: isOfServer(development), demoPanel };
  fenceEveryPage(fence);
  fenceSession(session.defaultSession, fence);
  servePage(join(productFolder, 'dist', 'renderer'), development);
};

const menuActs = (window: ConsoleWindow, preferences: PreferenceStore, log: Log, toggleStrip: () => void) => ({
  toggleStrip,
  show: window.show,
  hide: window.hide,
  quit: () => app.quit(),
  startAtLoginChanged: () => {
    const choice = { startAtLogin: preferences.get('startAtLogin'), startHidden: preferences.get('startHidden') };
    applyLoginChoice(choice).catch((error: unknown) => log.error('login-item.failed', { error: String(error) }));
  },
});

const PLAIN = { sticky: false, sound: false, actions: [] } as const;
const ignore = (): void => undefined;

/**
 * Once in a desk's life: a window that is gone looks like a watch that has ended. That it was said is also remembered here, as the
 * file of preferences is begun anew where it cannot be read.
 */
const sayOnceThatItGoesOn = (preferences: PreferenceStore, popups: Popups): (() => void) => {
  let isSaid = preferences.get('hasSaidTray');
  return () => {
    if (isSaid) return;
    isSaid = true;
    preferences.set('hasSaidTray', true);
    const body = 'The icon in the tray shows the state and brings the window back; so does starting Watchroom again.';
    void popups.show({ ...PLAIN, id: 'goes on', title: 'Watchroom keeps watching', body }, ignore);
  };
};

/** The page that a click on a delivery's pop-up leads to. */
export const pageOf = ({ message, alerts }: Delivery): ShownPage => {
  if (alerts.length > 1) return { kind: 'alerts' };
  return message.alert === null ? { kind: 'overview' } : { kind: 'alert', id: message.alert };
};
