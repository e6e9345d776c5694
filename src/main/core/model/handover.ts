import type { Instant } from '../time/instant.js';
import type { EpisodeId } from './alert.js';
import type { AlertRow } from './alert-view.js';
import type { UnobservedCause } from './ledger.js';
import type { ChannelKind } from './reason.js';
import type { SuppressionRow } from './view.js';

/** How long a shift is, in hours. */
export type ShiftHours = 8 | 12 | 24;

/** What one shift leaves to the next. Tests and drills are no part of it. */
export interface Handover {
  readonly from: Instant;
  readonly to: Instant;
  /** Share of the shift in which the desk looked, 0–1, and the stretches in which it did not. */
  readonly coverage: number;
  readonly unobserved: readonly { readonly from: Instant; readonly to: Instant; readonly cause: UnobservedCause }[];
  /** Open alerts, the worst first; of equals the one that has fired longest. */
  readonly unacknowledged: readonly HandoverAlert[];
  readonly acknowledged: readonly HandoverAlert[];
  readonly suppressed: readonly HandoverAlert[];
  /** Suppressions that end within the next 12 h, the first to end first. */
  readonly ending: readonly SuppressionRow[];
  /** What quiet hours kept from people, the first to be told first. */
  readonly held: readonly HandoverHeld[];
  /** What ended within the shift, newest first. */
  readonly ended: readonly AlertRow[];
  /** What people wrote on alerts within the shift, newest first. */
  readonly notes: readonly HandoverNote[];
  /** How many more there are of each than are named here. */
  readonly more: Readonly<Record<'open' | 'ended', number>>;
  /** Nothing is open, held or about to end. */
  readonly isClear: boolean;
}

export interface HandoverAlert {
  readonly row: AlertRow;
  /** Who was told so far, by channel; recipients as people may see them (`o…@example.org`), none where they are not kept. */
  readonly told: readonly HandoverTelling[];
  readonly next: NextLevel;
}

export interface HandoverTelling {
  readonly channel: ChannelKind;
  readonly recipients: readonly string[];
  /** `failed`: nobody got it by this channel. */
  readonly state: 'sent' | 'waiting' | 'failed';
}

/** - `due`: told at `at` if nobody does anything. - `rests`: levels are left, and something holds them for as long as it lasts. - `none`: no level is left. */
export type NextLevel =
  | {
      readonly kind: 'due';
      readonly level: number;
      readonly team: string;
      readonly at: Instant;
      /** By which the team can be reached on this desk; none: nobody would be told. */
      readonly channels: readonly ChannelKind[];
    }
  | { readonly kind: 'rests'; readonly because: 'acknowledged' | 'muted' }
  | { readonly kind: 'none' };

export interface HandoverHeld {
  readonly alert: EpisodeId;
  readonly summary: string;
  readonly severity: AlertRow['severity'];
  readonly firedAt: Instant;
  readonly channel: ChannelKind;
  /** - `waits`: told at `at`. - `told`: that was done at `at`. - `over`: it ended at `at`, and was never told. */
  readonly outcome: { readonly kind: 'waits' | 'told' | 'over'; readonly at: Instant };
}

export interface HandoverNote {
  readonly at: Instant;
  readonly by: string;
  readonly text: string;
  readonly alert: EpisodeId;
  /** What the alert was about; null where its record is not kept any more. */
  readonly summary: string | null;
}
