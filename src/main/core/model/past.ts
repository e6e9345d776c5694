import type { Instant } from '../time/instant.js';
import type { EpisodeId } from './alert.js';
import type { Severity } from './rule.js';

/** The console as it was known at a minute: what the desk pushed then, not what is known of that minute today. */
export interface PastView {
  /** The minute that was asked for. */
  readonly asked: Instant;
  /** When the shown view was taken: within that minute, or before it where nothing was recorded then. */
  readonly at: Instant;
  /** The stretch without a recording in which the asked minute lies; null: it was recorded. `to` null: nothing was since. */
  readonly gap: { readonly from: Instant; readonly to: Instant | null } | null;
  /** The first and the newest minute that can be asked for. */
  readonly first: Instant;
  readonly last: Instant;
  /** The view as JSON, byte for byte as it was pushed: as text, because it is only passed on. */
  readonly view: string;
  /**
   * What those pages were answered then that ask the desk, as JSON by question: `objective.list`, `objective.read ID`,
   * `infrastructure.read`, and of the last 24 hours `business.read 24` and `performance.read 24`. Byte for byte as it was answered;
   * null where it was not recorded.
   */
  readonly answers: string | null;
}

/** What happened in a day, to find one's way in it: as far as the desk knew at its end. */
export interface PastDay {
  readonly from: Instant;
  readonly to: Instant;
  /** Where there is a recording, oldest first; between these the desk was off, or asleep, or could not write. */
  readonly recorded: readonly { readonly from: Instant; readonly to: Instant }[];
  readonly alerts: readonly PastAlert[];
  /** The first and the newest minute that can be asked for; null: nothing is recorded yet. */
  readonly reach: { readonly first: Instant; readonly last: Instant } | null;
}

/** When an alert began and ended, oldest first. */
export interface PastAlert {
  readonly id: EpisodeId;
  readonly name: string;
  readonly severity: Severity;
  readonly firedAt: Instant;
  readonly resolvedAt: Instant | null;
}
