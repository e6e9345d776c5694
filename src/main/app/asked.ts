import type { ShownPage } from '../../preload/contract/pushes.js';
import type { EpisodeId } from '../core/model/alert.js';

/** Addresses that the system opens with this app: `watchroom://alert/a7-1`, or with `/page` behind it as a page of its own. */
const PROTOCOL = 'watchroom:';
const ALERT = /^(a\d{1,9}-\d{1,9})(\/page)?$/;

/** The page that an address of ours leads to; null for any other. Whoever writes one may name a page, and nothing else. */
export const pageAsked = (address: string): ShownPage | null => {
  if (!URL.canParse(address)) return null;
  const { protocol, host, pathname } = new URL(address);
  if (protocol !== PROTOCOL) return null;
  const [, id, page] = (host === 'alert' ? ALERT.exec(pathname.replace(/^\/|\/$/g, '')) : null) ?? [];
  if (id !== undefined) return { kind: page === undefined ? 'alert' : 'episode', id: id as EpisodeId };
  return host === 'alerts' ? { kind: 'alerts' } : { kind: 'overview' };
};

/** The page that a command line asks for; null where it names none. */
export const pageAmong = (args: readonly string[]): ShownPage | null => {
  for (const one of args) {
    const page = pageAsked(one);
    if (page !== null) return page;
  }
  return null;
};

/** A configuration that was opened by a double click stands in the command line without a flag. */
export const documentAmong = (args: readonly string[]): string | null =>
  args.find((one) => !one.startsWith('-') && one.endsWith('.watchroom.yml')) ?? null;
