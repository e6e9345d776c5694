import type { Duration, Instant } from '../time/instant.js';
import type { EpisodeId } from './alert.js';
import type { ChannelKind } from './reason.js';

/** `waiting`: on its way. `told`: its receiver took it. `acknowledged`: its person said so. `failed`: given up. */
export type DrillOutcome = 'waiting' | 'told' | 'acknowledged' | 'failed';

/** One person, or one place, on one channel. */
export interface DrillRow {
  readonly delivery: string;
  readonly level: number;
  /** Null at level 0, which is the rule's own channels. */
  readonly team: string | null;
  readonly channel: ChannelKind;
  /** The address or the channel; empty where there is one place only. */
  readonly recipient: string;
  readonly outcome: DrillOutcome;
  /** When it left. */
  readonly sentAt: Instant;
  /** When its receiver took it, or it was given up. */
  readonly settledAt: Instant | null;
  readonly tries: number;
  /** What the receiver said, or why it did not get there. */
  readonly said: string;
  readonly acknowledged: { readonly by: string; readonly at: Instant } | null;
}

export interface DrillLevel {
  readonly level: number;
  readonly team: string | null;
  readonly plannedAt: Instant;
  /** After so long it would be told of a real alert. */
  readonly realAfter: Duration;
  /** `nobody`: the team has no address on an enabled channel. `stopped`: the drill ended, or was acknowledged, before. */
  readonly state: 'told' | 'to come' | 'nobody' | 'stopped';
}

/** What came of a fire drill. */
export interface DrillReport {
  readonly id: EpisodeId;
  readonly by: string;
  readonly startedAt: Instant;
  /** Null while it runs; `endsAt` is when it ends by itself. */
  readonly endedAt: Instant | null;
  readonly endsAt: Instant;
  readonly over: Duration;
  readonly levels: readonly DrillLevel[];
  readonly rows: readonly DrillRow[];
  /** Everybody who acknowledged it, by whatever way. */
  readonly acknowledgements: readonly { readonly by: string; readonly via: string; readonly at: Instant }[];
  /** What kept it from being told somewhere. */
  readonly held: readonly string[];
  /** The same as a document. */
  readonly markdown: string;
}
