import { fail, ok, type Result } from '../../core/model/result.js';

/** Reads an absolute http or https address; the failure says in words what is wrong with it. */
export const parseWebAddress = (text: string): Result<URL, string> => {
  if (!URL.canParse(text)) return fail('is not a web address');
  const url = new URL(text);
  return isWeb(url) ? ok(url) : fail(`begins with ${url.protocol} instead of http: or https:`);
};

export const isWeb = (url: URL): boolean => url.protocol === 'http:' || url.protocol === 'https:';

/** Longest address that is shown and kept, in characters: what a hostile page names must not fill the store. */
const LONGEST_SHOWN = 300;

/** The address as it may be shown and kept: without credentials, query and fragment, which may hold secrets or personal data. */
export const shownAddress = (url: URL): string => {
  const address = `${url.origin}${url.pathname}`;
  return address.length > LONGEST_SHOWN ? `${address.slice(0, LONGEST_SHOWN - 1)}…` : address;
};

/** Host without the brackets of IPv6, as sockets and certificates want it. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

export const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);

/** `example.org:443`, for texts about the connection. */
export const shownHost = (url: URL): string => `${url.hostname}:${portOf(url)}`;
