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

/** An address that may be handed to the person's browser: https with a host and no credentials; null where it may not. */
export const outsideAddress = (address: string): string | null => {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isFit = url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '';
  return isFit ? url.href : null;
};
