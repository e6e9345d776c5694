import type { TargetId } from '../../../core/model/target.js';
import type { HostFailures } from './check.js';

/** Most hosts of one target that get a series of their own. A page that names new ones at every look must not fill the store. */
const MAX_HOSTS = 20;

/** Longest name that a host can really have, with its port. */
const LONGEST_HOST = 260;

/** The name under which further hosts are counted together. */
const OTHERS = 'other';

export interface KnownHosts {
  /** The counts by known host: 0 for one that is not there any more, so that its last failure does not stay. */
  settle(target: TargetId, counts: readonly HostFailures[]): readonly HostFailures[];
}

export const createKnownHosts = (): KnownHosts => {
  const byTarget = new Map<TargetId, Set<string>>();
  const settle = (target: TargetId, counts: readonly HostFailures[]): readonly HostFailures[] => {
    const known = byTarget.get(target) ?? new Set<string>();
    byTarget.set(target, known);
    const sums = new Map([...known].map((host): [string, number] => [host, 0]));
    for (const { host, failures } of counts) {
      const hasRoom = known.size < MAX_HOSTS && host.length <= LONGEST_HOST;
      const name = known.has(host) || hasRoom ? host : OTHERS;
      known.add(name);
      sums.set(name, (sums.get(name) ?? 0) + failures);
    }
    return [...sums].map(([host, failures]) => ({ host, failures }));
  };
  return { settle };
};
