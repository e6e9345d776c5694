import type { LookupAddress, LookupAllOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that belong to no public receiver: this machine, private and shared networks, the local link (where clouds keep
 * their machines' credentials), groups, and the unspecified one (IANA's special-purpose address registries).
 */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6');

/** Whether an address is not of the public internet. An IPv4 address inside an IPv6 one counts as what it is. */
export const isPrivateAddress = (address: string): boolean => PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

export const PRIVATE_CODE = 'EPRIVATE';

const refusal = (): NodeJS.ErrnoException => Object.assign(new Error(PRIVATE_CODE), { code: PRIVATE_CODE });

/** Every address of a name. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (problem: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Looks a name up and refuses it where any of its addresses is private. The connection is made to what is found here, and not
 * looked up again: a name that changes its address in between gains nothing.
 */
export const publicLookup =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (problem, addresses) => {
      if (problem !== null) return callback(problem, '');
      const [first] = addresses;
      if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address))) return callback(refusal(), '');
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };

/** The same without a word about where a name leads. */
export const anyLookup =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (problem, addresses) => {
      const [first] = addresses ?? [];
      if (problem !== null || first === undefined) return callback(problem, '');
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
