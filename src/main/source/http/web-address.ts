import { fail, ok, type Result } from '../../core/model/result.js';
import type { Endpoint } from '../net/endpoint.js';

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

/** Where a connection for this address goes. */
export const endpointOf = (url: URL): Endpoint => ({
  host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
  port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
});
