import type { Duration, Instant } from '../time/instant.js';
import type { Alert, EpisodeId, TimelineKind } from './alert.js';
import type { Labels } from './labels.js';
import type { UnobservedCause } from './ledger.js';
import type { ChannelKind, HeldBecause, NotificationReason } from './reason.js';
import type { Missing, RuleId, Severity, Verdict } from './rule.js';
import type { SeriesId } from './sample.js';

/** What a sample has to pass before it wakes somebody, in the order in which the engine asks. */
export type GateId =
  | 'rule'
  | 'series'
  | 'observed'
  | 'fresh'
  | 'baseline'
  | 'events'
  | 'breach'
  | 'resolved-by-hand'
  | 'for'
  | 'acknowledged'
  | 'settling'
  | 'suppressed'
  | 'maintenance'
  | 'inhibited'
  | 'flapping'
  | 'channels'
  | 'route'
  | 'quiet-hours'
  | 'digest'
  | 'storm'
  | 'rule-rate'
  | 'quota'
  | 'delivery';

/** Why a gate is closed. */
export type GateReason =
  | 'rule-off'
  | 'no-source'
  | 'failed'
  | Missing
  | UnobservedCause
  | Extract<Verdict, 'too-few' | 'learning'>
  | 'within-limit'
  | 'resolved-by-hand'
  | 'for'
  | 'acknowledged'
  | Exclude<HeldBecause, 'rate-limit'>
  | 'storm'
  | 'rule-rate'
  | 'quota'
  | 'no-channel'
  | 'channel-off'
  | 'not-of-rule'
  | 'severity'
  | 'no-recipients'
  | 'leaving'
  | 'retrying'
  | 'abandoned'
  | 'hidden';

export type GateState = 'passed' | 'blocked' | 'not-reached' | 'not-applicable';

export interface Gate {
  readonly id: GateId;
  /** What it asks about, in a word or two: `Quiet hours`. */
  readonly name: string;
  readonly state: GateState;
  /** Why it is closed, or would be where it was not reached; null where it is open. */
  readonly because: GateReason | null;
  /** In words for people. */
  readonly text: string;
  /** When it opens by itself, as far as anybody knows. */
  readonly until: Instant | null;
}

/** One series of the group that was judged. */
export interface SeenSeries {
  readonly id: SeriesId;
  readonly lastAt: Instant | null;
  /** How long ago that was in observed time, which is what counts. */
  readonly age: Duration;
  /** Beyond this age its last value is no longer current. */
  readonly staleAfter: Duration;
  readonly isFresh: boolean;
}

/** What the rule saw, and what it compared that with. */
export interface Seen {
  readonly verdict: Verdict;
  readonly value: number | null;
  readonly threshold: number | null;
  /** A metric's name whose ending states the unit of value, threshold and band. */
  readonly metric: string;
  /** Samples that made the value, or events of a ratio. */
  readonly n: number;
  /** How far it looked back, after stretching; null for a last value. */
  readonly window: Duration | null;
  readonly band: { readonly expected: number; readonly low: number | null; readonly high: number | null } | null;
  /** Which baseline stands behind the band or the threshold. */
  readonly baseline: 'ema' | 'seasonal' | null;
  /** What lies before is known by totals alone; null where each sample is. */
  readonly rolledUpTo: Instant | null;
  /** All of it as a sentence. */
  readonly text: string;
  readonly series: readonly SeenSeries[];
}

/** What a channel told of the episode, and what became of it. */
export interface ChannelTold {
  readonly at: Instant | null;
  readonly reason: NotificationReason | null;
  /** `hidden`: taken, and kept from people's eyes. */
  readonly state: 'waiting' | 'sent' | 'hidden' | 'failed';
}

export interface ChannelExplanation {
  readonly channel: ChannelKind;
  readonly told: ChannelTold | null;
  readonly gates: readonly Gate[];
}

export interface LevelExplanation {
  readonly level: number;
  readonly team: string;
  readonly at: Instant;
  readonly state: 'told' | 'held' | 'to-come' | 'stopped';
  readonly channels: readonly ChannelKind[];
  readonly text: string;
}

/** Why one alert woke somebody at an instant, or why it did not. */
export interface Explanation {
  readonly at: Instant;
  readonly rule: { readonly id: RuleId; readonly name: string; readonly severity: Severity; readonly condition: string };
  readonly labels: Labels;
  readonly state: Alert['phase']['state'];
  /** The episode that fires, or the last one; null where it never fired. */
  readonly episode: EpisodeId | null;
  readonly seen: Seen;
  readonly gates: readonly Gate[];
  readonly channels: readonly ChannelExplanation[];
  readonly levels: readonly LevelExplanation[];
  readonly outcome: { readonly kind: 'woke' | 'silent'; readonly text: string };
}

/** One alert of a rule, as a list of them names it. */
export interface ExplainableAlert {
  readonly labels: Labels;
  readonly state: Alert['phase']['state'];
  readonly verdict: Verdict;
  readonly value: number | null;
}

/** What the journal says was really done about an alert within a minute. */
export interface DoneEntry {
  readonly at: Instant;
  readonly kind: TimelineKind | 'attempt';
  readonly by: string | null;
  readonly text: string;
}

export interface ExplainAnswer {
  readonly explanation: Explanation;
  /** Every alert of the rule, the worst first; the one that is explained among them. */
  readonly alerts: readonly ExplainableAlert[];
  /** What the explanation rests on. */
  readonly basis: { readonly kind: 'now' | 'replay' | 'scenario'; readonly notes: readonly string[] };
  /** What was really done within the minute of `at`; null where nothing is kept of it. */
  readonly done: readonly DoneEntry[] | null;
}
