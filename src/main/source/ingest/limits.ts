import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../core/port/clock.js';

/** Why a beacon may not come in now: its own address, or all together, have sent too much. */
export type Limited = 'address' | 'all';

export interface Limits {
  /** Counts a beacon of so many lines. `address`: what the proxy says; null where it says none. */
  spend(address: string | null, lines: number): Limited | null;
}

/** Lines that may come at once, and how many a second from then on. A page says about ten when it is left; many may share an address. */
const BY_ADDRESS = { most: 3_000, aSecond: 50 };
const BY_ALL = { most: 10_000, aSecond: 500 };
/** The work of a beacon, however little it says, as that of so many lines. */
const LEAST = 10;
/** So many addresses are known at once, the longest known of them making room. */
const MOST_ADDRESSES = 20_000;

interface Bucket {
  left: number;
  at: number;
}

/** Addresses are held as a hash under a key of this process's own, in memory alone. */
export const createLimits = (clock: Pick<Clock, 'monotonic'>): Limits => {
  const key = randomBytes(32);
  const buckets = new Map<string, Bucket>();
  const all: Bucket = { left: BY_ALL.most, at: clock.monotonic() };

  const bucketOf = (address: string): Bucket => {
    const name = createHmac('sha256', key).update(networkOf(address)).digest('base64');
    const known = buckets.get(name);
    if (known !== undefined) return known;
    const [oldest] = buckets.keys();
    if (buckets.size >= MOST_ADDRESSES && oldest !== undefined) buckets.delete(oldest);
    const bucket = { left: BY_ADDRESS.most, at: clock.monotonic() };
    buckets.set(name, bucket);
    return bucket;
  };

  const has = (bucket: Bucket, { most, aSecond }: typeof BY_ALL, cost: number): boolean => {
    const now = clock.monotonic();
    bucket.left = Math.min(most, bucket.left + ((now - bucket.at) / 1_000) * aSecond);
    bucket.at = now;
    return bucket.left >= cost;
  };

  return {
    spend: (address, lines) => {
      const cost = Math.max(LEAST, lines);
      const own = address === null ? null : bucketOf(address);
      if (own !== null && !has(own, BY_ADDRESS, cost)) return 'address';
      if (!has(all, BY_ALL, cost)) return 'all';
      if (own !== null) own.left -= cost;
      all.left -= cost;
      return null;
    },
  };
};

/** Of IPv6 the part that a provider gives to one customer. */
const networkOf = (address: string): string => (address.includes(':') ? address.split(':').slice(0, 4).join(':') : address);

/** The visitor's address of a forwarding header: the last of several is the one that the nearest proxy saw itself. */
export const addressIn = (header: string | undefined): string | null => {
  const last = header?.split(',').at(-1)?.trim() ?? '';
  return last === '' || last.length > 100 ? null : last;
};
