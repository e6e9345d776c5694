import { rolledUpTo } from '../sample/rolled-up.js';
import type { Instant } from '../time/instant.js';
import type { Member } from './member.js';

/** The latest of the members' instants up to which only totals are known; null where each sample after `from` is held. */
export const rolledUpWithin = (members: readonly Member[], from: number): Instant | null =>
  members.reduce<Instant | null>((latest, { samples }) => {
    const until = rolledUpTo(samples, from);
    return until === null || (latest !== null && latest >= until) ? latest : (until as Instant);
  }, null);
