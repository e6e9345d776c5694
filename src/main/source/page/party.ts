import { getDomain } from 'tldts';

/** Whether an address belongs to the site itself. */
export type IsOwn = (url: string) => boolean;

/**
 * The site is every host under a registrable domain (`example.co.uk`) of the addresses it was loaded from, and the hosts that
 * are named as its own, with all below them. An address without a domain, such as an IP address, is a site of its own.
 */
export const ownBy = (addresses: readonly string[], hosts: readonly string[]): IsOwn => {
  const sites = new Set(addresses.map(siteOf));
  return (url) => {
    const host = hostOf(url);
    return sites.has(siteOf(url)) || hosts.some((own) => host === own.toLowerCase() || host.endsWith(`.${own.toLowerCase()}`));
  };
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

const siteOf = (url: string): string => getDomain(hostOf(url), { allowPrivateDomains: true }) ?? hostOf(url);
