import { BrowserWindow, nativeTheme, screen } from 'electron';
import { PUSH_CHANNEL } from '../../../preload/contract/names.js';
import type { Push, ShownPage } from '../../../preload/contract/pushes.js';
import { fail } from '../../core/model/result.js';
import type { Log } from '../../core/port/log.js';
import type { OwnWindow } from '../../core/port/own-window.js';
import type { PreferenceStore } from '../../platform/electron/preferences.js';
import { CONSOLE_URL } from './address.js';
import { BACKGROUND, bringBack, onceSettled, pageRights } from './page-rights.js';
import { placeWindow, SMALLEST } from './placement.js';
import { savePdf } from './save-pdf.js';

export interface ConsoleWindowParts {
  readonly log: Log;
  readonly preferences: PreferenceStore;
  readonly preload: string;
  readonly icon: string;
  /** Whether closing means hiding: false once the person quits. */
  readonly isHidingOnClose: () => boolean;
  readonly onHidden: () => void;
  /** It is on screen again, and was sent no pushes meanwhile. */
  readonly onShown: () => void;
}

/** The one window of the console. It is made when it is first needed, and again after its page crashed. */
export interface ConsoleWindow extends Pick<OwnWindow, 'savePdf' | 'fillScreen'> {
  /** Brings it to the front, on `page` where one is given. */
  show(page?: ShownPage): void;
  hide(): void;
  /** Sends a push to the page; nothing while it is hidden. */
  push(push: Push): void;
  /** The page behind this id is alive and listens. */
  pageAnswered(contentsId: number): void;
  isOurs(contentsId: number): boolean;
  stop(): void;
}

export const createConsoleWindow = (parts: ConsoleWindowParts): ConsoleWindow => {
  let window: BrowserWindow | null = null;
  let isListening = false;
  let wanted: ShownPage | null = null;

  const open = (): BrowserWindow => {
    const opened = makeWindow(parts);
    isListening = false;
    opened.on('closed', () => {
      if (window === opened) window = null;
    });
    bringBack(opened, parts.log, () => {
      isListening = false;
    });
    raiseOncePainted(opened);
    return opened;
  };

  const flush = (): void => {
    if (window === null || wanted === null || !isListening) return;
    window.webContents.send(PUSH_CHANNEL, { kind: 'show', page: wanted } satisfies Push);
    wanted = null;
  };

  const show = (page?: ShownPage): void => {
    wanted = page ?? wanted;
    if (window === null) {
      window = open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    flush();
  };

  return {
    show,
    // As if the person had closed it, with all that belongs to that.
    hide: () => window?.close(),
    push: (push) => {
      if (window?.isVisible() === true && isListening) window.webContents.send(PUSH_CHANNEL, push);
    },
    pageAnswered: (contentsId) => {
      if (window?.webContents.id !== contentsId) return;
      isListening = true;
      flush();
    },
    isOurs: (contentsId) => window?.webContents.id === contentsId,
    savePdf: async (name) => (window === null ? fail('The window is closed.') : savePdf(window, name)),
    fillScreen: (isFull) => window?.setFullScreen(isFull),
    stop: () => window?.destroy(),
  };
};

/** A page that never paints (a damaged installation) is shown all the same after this long. */
const PAINT_LIMIT = 4_000;

const raiseOncePainted = (window: BrowserWindow): void => {
  const raise = (): void => {
    clearTimeout(limit);
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  };
  const limit = setTimeout(raise, PAINT_LIMIT);
  window.once('ready-to-show', raise);
  window.once('closed', () => clearTimeout(limit));
};

const makeWindow = (parts: ConsoleWindowParts): BrowserWindow => {
  const displays = screen.getAllDisplays();
  const main = screen.getPrimaryDisplay();
  const areas = [main, ...displays.filter((display) => display.id !== main.id)].map((display) => display.workArea);
  const { isMaximised, ...bounds } = placeWindow(parts.preferences.get('window'), areas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: Math.min(SMALLEST.width, bounds.width),
    minHeight: Math.min(SMALLEST.height, bounds.height),
    show: false,
    title: 'Watchroom',
    icon: parts.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    autoHideMenuBar: true,
    webPreferences: pageRights(parts.preload),
  });
  if (isMaximised) window.maximize();
  keepPlacement(window, parts.preferences);
  hideOnClose(window, parts);
  window.on('show', parts.onShown);
  window.on('restore', parts.onShown);
  window.loadURL(CONSOLE_URL).catch((error: unknown) => parts.log.error('page.load-failed', { error: String(error) }));
  return window;
};

const hideOnClose = (window: BrowserWindow, { isHidingOnClose, onHidden }: ConsoleWindowParts): void => {
  window.on('close', (event) => {
    if (!isHidingOnClose()) return;
    event.preventDefault();
    window.hide();
    onHidden();
  });
};

const keepPlacement = (window: BrowserWindow, preferences: PreferenceStore): void =>
  onceSettled(window, ['resize', 'move', 'maximize', 'unmaximize'], () => {
    if (window.isMinimized()) return;
    preferences.set('window', { ...window.getNormalBounds(), isMaximised: window.isMaximized() });
  });
