import type { Instant } from '../time/instant.js';
import type { Actor } from './actor.js';
import type { Matcher } from './rule.js';

/**
 * A time-limited mute of present and later alerts that match. The alerts stay visible; only their notifications wait.
 * The label `rule` stands for the rule's id. No matchers: everything.
 */
export interface Suppression {
  readonly id: string;
  readonly matchers: readonly Matcher[];
  readonly by: Actor;
  readonly why: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Set when someone ended it early, or when its end was dealt with. */
  readonly ended: { readonly at: Instant; readonly by: Actor | null } | null;
}

/** What keeps an open alert from being told now: which mute, by whom or what, and until when (null: nobody knows). */
export interface Mute {
  readonly because: 'settling' | 'suppressed' | 'maintenance' | 'inhibited' | 'flapping';
  readonly by: string;
  readonly until: Instant | null;
}

/** One thing that can mute an alert, and whether it does now. */
export interface MuteFact {
  readonly because: Mute['because'];
  readonly mute: Mute | null;
}
