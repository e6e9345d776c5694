import type { CaaRecord } from 'node:dns';
import type { Resolver } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import type { DnsRecordType } from '../../core/model/target.js';

/** Most characters of one answer that are kept: what a hostile server says must not fill the store. */
const LONGEST = 300;

/** Asks for the records of a type, each as a zone would write its value. */
export const ask: Readonly<Record<DnsRecordType, (resolver: Resolver, name: string) => Promise<readonly string[]>>> = {
  A: (resolver, name) => resolver.resolve4(name),
  AAAA: (resolver, name) => resolver.resolve6(name),
  CNAME: (resolver, name) => resolver.resolveCname(name),
  NS: (resolver, name) => resolver.resolveNs(name),
  MX: async (resolver, name) =>
    (await resolver.resolveMx(name)).map(({ priority, exchange }) => `${priority} ${exchange === '' ? '.' : exchange}`),
  TXT: async (resolver, name) => (await resolver.resolveTxt(name)).map((pieces) => pieces.join('')),
  SRV: async (resolver, name) =>
    (await resolver.resolveSrv(name)).map(({ priority, weight, port, name: host }) => `${priority} ${weight} ${port} ${host}`),
  CAA: async (resolver, name) => (await resolver.resolveCaa(name)).map(caaText),
  SOA: async (resolver, name) => {
    const { nsname, hostmaster, serial, refresh, retry, expire, minttl } = await resolver.resolveSoa(name);
    return [[nsname, hostmaster, serial, refresh, retry, expire, minttl].join(' ')];
  },
};

/** `0 issue letsencrypt.org`: the flags, the property, and its value. */
const caaText = ({ critical, ...properties }: CaaRecord): string => {
  const [property, value] = Object.entries(properties).find(([, given]) => typeof given === 'string') ?? ['', ''];
  return `${critical} ${property} ${String(value)}`;
};

/**
 * A value in the one way in which two of them are compared. Names know no difference of case and need no dot at their end; an
 * address of IPv6 is written in several ways; a text is taken as it stands.
 */
export const canonical = (record: DnsRecordType, value: string): string => {
  const trimmed = value.trim();
  if (record === 'TXT') return trimmed.replace(/^"(.*)"$/s, '$1');
  if (record === 'AAAA') return isIPv6(trimmed) ? new URL(`http://[${trimmed}]/`).hostname.slice(1, -1) : trimmed;
  const words = trimmed.toLowerCase().replaceAll('"', '').split(/\s+/);
  return words.map((word) => word.replace(/(?<=.)\.$/, '')).join(' ');
};

/** As it may be shown and kept. */
export const shown = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value);
