import { BrowserWindow, nativeTheme, screen } from 'electron';
import { PUSH_CHANNEL } from '../../../preload/contract/names.js';
import type { Push } from '../../../preload/contract/pushes.js';
import type { Log } from '../../core/port/log.js';
import type { PreferenceStore } from '../../platform/electron/preferences.js';
import { CONSOLE_URL } from './address.js';
import { BACKGROUND, bringBack, onceSettled, pageRights } from './page-rights.js';
import { placeStrip, STRIP } from './placement.js';

export interface StripParts {
  readonly log: Log;
  readonly preferences: PreferenceStore;
  readonly preload: string;
  readonly icon: string;
}

/** A line of the watch that lies over all other windows. Whether and where is kept over restarts. */
export interface Strip {
  show(): void;
  hide(): void;
  isShown(): boolean;
  push(push: Push): void;
  isOurs(contentsId: number): boolean;
  stop(): void;
}

export const createStrip = (parts: StripParts): Strip => {
  const { preferences } = parts;
  let window: BrowserWindow | null = null;

  const open = (): void => {
    const opened = makeStrip(parts);
    window = opened;
    opened.on('closed', () => {
      if (window === opened) window = null;
    });
    opened.once('ready-to-show', () => opened.showInactive());
  };

  return {
    show: () => {
      preferences.set('isStripShown', true);
      if (window === null) open();
      else window.showInactive();
    },
    hide: () => {
      preferences.set('isStripShown', false);
      window?.destroy();
      window = null;
    },
    isShown: () => window !== null,
    push: (push) => window?.webContents.send(PUSH_CHANNEL, push),
    isOurs: (contentsId) => window?.webContents.id === contentsId,
    stop: () => window?.destroy(),
  };
};

const makeStrip = ({ log, preferences, preload, icon }: StripParts): BrowserWindow => {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
  const areas = [main, ...others].map(({ workArea }) => workArea);
  const strip = new BrowserWindow({
    ...STRIP,
    ...placeStrip(preferences.get('strip'), areas),
    show: false,
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    alwaysOnTop: true,
    skipTaskbar: true,
    acceptFirstMouse: true,
    title: 'Watchroom strip',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: pageRights(preload),
  });
  strip.setAlwaysOnTop(true, 'floating');
  strip.setVisibleOnAllWorkspaces(true);
  bringBack(strip, log, () => undefined);
  onceSettled(strip, ['move'], () => {
    const { x, y } = strip.getBounds();
    preferences.set('strip', { x, y });
  });
  strip.loadURL(`${CONSOLE_URL}#/strip`).catch((error: unknown) => log.error('page.load-failed', { error: String(error) }));
  return strip;
};
