import type { BrowserWindow, WebPreferences } from 'electron';
import type { Log } from '../../core/port/log.js';

/** What a page of ours may do, whichever window shows it: nothing but speak through the preload script's bridge. */
export const pageRights = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: false,
});

/** A page that crashes at once must not keep the processor busy. */
const RELOAD_AFTER = 1_000;

/** Brings a page back that crashed. `onGone`: it listens no more. */
export const bringBack = (window: BrowserWindow, log: Log, onGone: () => void): void => {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onGone();
    log.error('page.gone', { reason });
    setTimeout(() => window.isDestroyed() || window.webContents.reload(), RELOAD_AFTER);
  });
};

/** Behind the page until it has painted, so that opening does not flash. */
export const BACKGROUND = { dark: '#0c0e11', light: '#f6f7f9' } as const;

/** Moving a window tells of every pixel; the place is written once it has come to rest. */
const SETTLED_AFTER = 400;

/** Calls `keep` once the window has come to rest after each of these, and at its end. */
export const onceSettled = (
  window: BrowserWindow,
  events: readonly ('resize' | 'move' | 'maximize' | 'unmaximize')[],
  keep: () => void,
): void => {
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed()) keep();
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(now, SETTLED_AFTER);
  };
  for (const event of events) window.on(event as 'resize', later);
  window.on('close', now);
  window.on('hide', now);
  window.on('closed', () => clearTimeout(timer));
};
