import type { UnobservedCause } from '../model/ledger.js';
import type { ChannelKind } from '../model/reason.js';
import { between, type Duration, type Instant, instant, seconds } from '../time/instant.js';

/** What the engine says of itself: whether it looks, turns, reads and keeps. */
export interface Pulse {
  /** When the engine last passed over everything that time alone moves: once a second while it looks. */
  readonly tickedAt: Instant;
  readonly looking:
    | { readonly kind: 'yes'; readonly since: Instant }
    | { readonly kind: 'no'; readonly cause: UnobservedCause };
  /** When the newest look at any target ended. */
  readonly readAt: Instant | null;
  /** So long a desk whose looks run may be without a reading; null: it has no targets. */
  readonly readWithin: Duration | null;
  /** Why the store cannot be written; null while it can. */
  readonly storeFailure: string | null;
  /** Rules that could not be evaluated the last time. */
  readonly rulesFailed: number;
  /** Of each channel in use, when its oldest waiting delivery was due; null where none is due. */
  readonly oldestDue: ReadonlyMap<ChannelKind, Instant | null>;
}

/** An engine that did not pass for so long is stuck, not busy. */
const LONGEST_STILL = seconds(15);

/** Why this desk cannot be said to watch; null where it does. A heartbeat that left all the same would be a lie. */
export const whyNotWatching = (pulse: Pulse, now: Instant): string | null => {
  const { looking, tickedAt, readAt, readWithin, storeFailure } = pulse;
  if (looking.kind === 'no') return `this desk does not look: ${WORDS[looking.cause]}`;
  if (between(tickedAt, now) > LONGEST_STILL) return `its turns have stood still for ${inSeconds(tickedAt, now)}`;
  const expectedFrom = instant(Math.max(readAt ?? 0, looking.since));
  if (readWithin !== null && between(expectedFrom, now) > readWithin)
    return `no target has been read for ${inSeconds(expectedFrom, now)}`;
  return storeFailure === null ? null : `nothing can be kept: ${storeFailure}`;
};

const WORDS: Readonly<Record<UnobservedCause, string>> = {
  asleep: 'the machine sleeps',
  offline: 'its own network is gone',
  stopped: 'it is stopped',
  'source-failing': 'its source fails',
};

const inSeconds = (from: Instant, now: Instant): string => `${Math.round(between(from, now) / 1_000)} s`;
