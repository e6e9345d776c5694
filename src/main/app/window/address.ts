/** The console's page has an origin of its own, so that nothing else shares its storage or its rights. */
export const SCHEME = 'app';
const HOST = 'console';
export const CONSOLE_URL = `${SCHEME}://${HOST}/index.html`;

/** Whether an address lies in the console's own origin; compared by parsed parts, never by prefix. */
export const isConsoleUrl = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
};

/**
 * An address that may be handed to the person's browser: https with a host and no credentials, or the demo's own fault panel
 * on this machine, while a demo runs; null where it may not.
 */
export const outsideAddress = (address: string, demoPanel: string | null): string | null => {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return url.protocol === 'https:' || isPanel(url, demoPanel) ? url.href : null;
};

const isPanel = (url: URL, demoPanel: string | null): boolean =>
  demoPanel !== null && url.hostname === '127.0.0.1' && url.origin === new URL(demoPanel).origin;
