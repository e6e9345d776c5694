import { app, type IpcMainInvokeEvent, type Session, shell, type WebContents } from 'electron';
import type { Log } from '../core/port/log.js';
import { isConsoleUrl, outsideAddress } from './window/address.js';

export interface Fence {
  readonly log: Log;
  /** Further addresses that the page may load: the development server's, else none. */
  readonly alsoAllowed: (address: string) => boolean;
  /** Address of the demo's fault panel while the demo runs: a link to it may be followed. */
  readonly demoPanel: () => string | null;
}

/** Before anything is shown: whatever page is ever made stays inside the console's origin, and gets no right at all. */
export const fenceEveryPage = (fence: Fence): void => {
  app.on('web-contents-created', (_event, contents) => fenceContents(contents, fence));
};

const fenceContents = (contents: WebContents, { log, demoPanel }: Fence): void => {
  const stay = (event: { preventDefault(): void }, address: string): void => {
    if (isConsoleUrl(address)) return;
    event.preventDefault();
    log.warn('page.navigation-refused', { address: address.slice(0, 200) });
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url, outsideAddress(url, demoPanel()), log);
    return { action: 'deny' };
  });
};

/** Hands a link to the person's own browser, where it is fit for that. */
const openOutside = (address: string, fit: string | null, log: Log): void => {
  if (fit === null) {
    log.warn('page.window-refused', { address: address.slice(0, 200) });
    return;
  }
  shell.openExternal(fit).catch((error: unknown) => log.warn('page.link-failed', { error: String(error) }));
};

const OWN_SCHEMES: ReadonlySet<string> = new Set(['data:', 'blob:', 'devtools:']);

/** No permission is ever given, nothing is downloaded, and nothing but the console's own origin is asked for anything. */
export const fenceSession = (session: Session, { log, alsoAllowed }: Fence): void => {
  session.setPermissionCheckHandler(() => false);
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('page.permission-refused', { permission });
    answer(false);
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isAllowed = isConsoleUrl(url) || alsoAllowed(url) || isOwnScheme(url);
    if (!isAllowed) log.warn('page.request-refused', { address: url.slice(0, 200) });
    answer({ cancel: !isAllowed });
  });
};

const isOwnScheme = (address: string): boolean => URL.canParse(address) && OWN_SCHEMES.has(new URL(address).protocol);

/** Whether a call comes from a page of ours: a known window, its top frame, our origin. */
export const isFromConsole = (event: IpcMainInvokeEvent, known: (id: number) => boolean): boolean => {
  const frame = event.senderFrame;
  return frame !== null && known(event.sender.id) && frame === event.sender.mainFrame && isConsoleUrl(frame.url);
};
