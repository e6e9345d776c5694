import { setPriority } from 'node:os';
import { BrowserWindow, type Session, session, type WebContents } from 'electron';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Browser, BrowserEvent, BrowserPage } from '../../core/port/browser.js';
import { withoutSandbox } from '../sandbox.js';

export interface PageWindowParts {
  /** Used instead where the configuration names a program. */
  readonly chromium: Browser;
}

/** In memory: a name without `persist:` never reaches the disk. */
const PARTITION = 'loaded-page';

/** Whether a page is one that is only loaded to be measured, and fenced here instead of with the console's. */
export const isLoadedPage = (contents: WebContents): boolean => contents.session === session.fromPartition(PARTITION);

/** Loads pages in a hidden window of this app. It shares nothing with the console but the program: one page at a time. */
export const createPageWindows = ({ chromium }: PageWindowParts): Browser => {
  const open = new Set<BrowserPage>();
  const start = async (signal: AbortSignal): Promise<Result<BrowserPage, string>> => {
    const partition = session.fromPartition(PARTITION);
    fence(partition);
    await forget(partition);
    signal.throwIfAborted();
    const window = makeWindow(partition);
    const page = drive(window, () => open.delete(page));
    open.add(page);
    // Until there is a document nobody answers the protocol.
    await window.webContents.loadURL('about:blank');
    return ok(page);
  };
  return {
    open: async (wish, signal) => {
      signal.throwIfAborted();
      if (wish.executable !== null) return chromium.open(wish, signal);
      const refusal = withoutSandbox(wish.allowUnsandboxed);
      return refusal === null ? start(signal) : fail(refusal);
    },
    stop: async () => {
      await Promise.all([...open].map((page) => page.close()));
      await chromium.stop();
    },
  };
};

/** No right is ever given to such a page, and nothing is downloaded. */
const fence = (partition: Session): void => {
  partition.setPermissionCheckHandler(() => false);
  partition.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  partition.setDevicePermissionHandler(() => false);
  partition.removeListener('will-download', refuse);
  partition.on('will-download', refuse);
};

const refuse = (event: { preventDefault(): void }): void => event.preventDefault();

/** What the page before it left: cache, cookies, names and connections. */
const forget = async (partition: Session): Promise<void> => {
  await Promise.all([
    partition.clearStorageData(),
    partition.clearCache(),
    partition.clearAuthCache(),
    partition.clearHostResolverCache(),
    partition.closeAllConnections(),
  ]);
};

const makeWindow = (partition: Session): BrowserWindow => {
  const window = new BrowserWindow({
    show: false,
    focusable: false,
    skipTaskbar: true,
    width: 412,
    height: 823,
    webPreferences: {
      session: partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      disableDialogs: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      // Painted into memory: a page that nobody sees is not painted otherwise, and has no LCP.
      offscreen: true,
      backgroundThrottling: false,
      devTools: true,
    },
  });
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.setAudioMuted(true);
  webContents.on('will-attach-webview', refuse);
  webContents.on('will-prevent-unload', refuse);
  webContents.on('did-navigate', () => lower(webContents));
  return window;
};

/** Below everything else that this machine has to do. */
const PRIORITY = 10;

const lower = (contents: WebContents): void => {
  try {
    setPriority(contents.getOSProcessId(), PRIORITY);
  } catch {
    // The process has gone again, or this system does not allow it: it then runs as we do.
  }
};

const drive = (window: BrowserWindow, onClosed: () => void): BrowserPage => {
  const { webContents } = window;
  const tools = webContents.debugger;
  const listeners = new Set<(event: BrowserEvent) => void>();
  const goneListeners = new Set<(why: string) => void>();
  let isClosed = false;
  const tell = (event: BrowserEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const gone = (why: string): void => {
    if (!isClosed) for (const listener of [...goneListeners]) listener(why);
    goneListeners.clear();
  };
  tools.attach('1.3');
  tools.on('message', (_event, method, params, sessionId) => tell({ method, params, session: sessionId || null }));
  tools.on('detach', () => gone('let go of the page'));
  webContents.on('render-process-gone', () => tell({ method: 'Inspector.targetCrashed', params: {}, session: null }));
  window.on('closed', () => gone('closed the page'));
  return {
    send: async (method, params = {}, sessionId = null) => {
      if (isClosed || window.isDestroyed()) throw new Error('the page is closed');
      return tools.sendCommand(method, params, sessionId ?? undefined) as Promise<unknown>;
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onGone: (listener) => {
      goneListeners.add(listener);
      return () => goneListeners.delete(listener);
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      listeners.clear();
      if (!window.isDestroyed()) window.destroy();
      onClosed();
    },
  };
};
