import type { Duration, Instant, ObservedInstant } from '../time/instant.js';
import type { Actor } from './actor.js';
import type { Labels } from './labels.js';
import type { ChannelKind, HeldBecause, NotificationReason } from './reason.js';
import type { RuleId, Severity } from './rule.js';
import type { EscalationLevel } from './telling.js';

/** Identity of an alert: canonical JSON of its rule and sorted labels, so that two never collide. */
export type Fingerprint = string & { readonly __id: 'fingerprint' };

/** `a17-3`: alert 17, its third episode. Short enough to say on the telephone; unique for this store. */
export type EpisodeId = string & { readonly __id: 'episode' };

export type AlertPhase =
  | { readonly state: 'inactive' }
  | { readonly state: 'pending'; readonly since: Instant; readonly sinceObserved: ObservedInstant }
  | {
      readonly state: 'firing';
      readonly episode: EpisodeId;
      /** How long and how often it has been good again; null while it is not. */
      readonly good: GoodRun | null;
    }
  | {
      readonly state: 'resolved';
      readonly at: Instant;
      /** After a resolve by hand: must be good once, or this much observed time must pass, before it may fire again. */
      readonly heldUntilObserved: ObservedInstant | null;
    };

export interface GoodRun {
  readonly since: Instant;
  readonly sinceObserved: ObservedInstant;
  readonly readings: number;
  readonly lastSampleAt: number | null;
}

/** One rule and one label set, with a lifecycle. */
export interface Alert {
  readonly fingerprint: Fingerprint;
  /** A small number of its own, given when it is first seen; part of its episodes' ids. */
  readonly number: number;
  readonly rule: RuleId;
  readonly labels: Labels;
  readonly phase: AlertPhase;
  readonly value: number | null;
  readonly episodes: number;
  /** Observed instants of its changes to firing or resolved within the last observed hour: what flapping is judged by. */
  readonly changes: readonly ObservedInstant[];
  /** Channels on which it was said that it changes too often; forgotten once it no longer does. */
  readonly flapSaid?: readonly ChannelKind[];
}

export type AcknowledgeEnd =
  | { readonly kind: 'resolved' }
  | { readonly kind: 'until'; readonly at: Instant }
  /** Ends once the value is 20 % further past the threshold than at the time; `beyond` is that value. */
  | { readonly kind: 'worse'; readonly beyond: number };

export interface Acknowledgement {
  readonly by: Actor;
  readonly at: Instant;
  readonly note: string;
  readonly end: AcknowledgeEnd;
}

export interface Resolution {
  readonly at: Instant;
  readonly how: 'auto' | 'hand' | 'rule-removed';
  readonly by: Actor | null;
  readonly reason: string;
  /** What the person who resolved it says it was; null: not said. */
  readonly judged: 'real' | 'noise' | null;
}

/** One level of an episode's timetable, computed when it fired. */
export interface EscalationStep {
  readonly level: EscalationLevel;
  readonly at: Instant;
  readonly team: string;
  /** Told, or passed by a higher level that was. */
  readonly done: boolean;
}

/** That an episode was told by a channel: the delivery that told it first, and what became of it. */
export interface Telling {
  readonly channel: ChannelKind;
  readonly delivery: string;
  readonly state: 'waiting' | 'sent' | 'failed';
  /** Where the channel has shown it, in the channel's own words: what it edits when there is news. As long as the episode is kept. */
  readonly references?: readonly string[];
}

/** What is to be told of an episode by a channel, and waits for its time or its turn. */
export interface Waiting {
  readonly channel: ChannelKind;
  readonly reason: NotificationReason;
  readonly level: number;
  readonly recipients: readonly string[];
  readonly because: Extract<HeldBecause, 'digest' | 'quiet-hours' | 'rate-limit'>;
  /** Which limit holds it, where one does. */
  readonly limit: 'storm' | 'rule' | 'quota' | null;
  readonly since: Instant;
  readonly until: Instant;
  /** The channel that could not tell it, and handed it over. */
  readonly insteadOf?: ChannelKind;
}

/** One firing of an alert, from fire to resolve. Acknowledgement and notes belong to it. */
export interface Episode {
  readonly id: EpisodeId;
  readonly fingerprint: Fingerprint;
  readonly number: number;
  readonly rule: RuleId;
  readonly labels: Labels;
  readonly severity: Severity;
  /** When the breach began; `firedAt` is later by the rule's `for`. */
  readonly startedAt: Instant;
  readonly firedAt: Instant;
  readonly value: number | null;
  readonly threshold: number;
  /** The value furthest into breach so far. */
  readonly worst: number | null;
  readonly resolution: Resolution | null;
  readonly acknowledgement: Acknowledgement | null;
  /** Highest escalation level told. */
  readonly level: number;
  /** When each level is due, and whether it is done. Runs while the episode is unresolved. */
  readonly escalation: readonly EscalationStep[];
  /** Channels that told of its firing; a recovery goes only where that was sent. */
  readonly told: readonly Telling[];
  /** When it was last told to the rule's own channels; repeats count from here. */
  readonly toldAt: Instant | null;
  /** What is decided and waits: for a digest, the end of quiet hours, or a free slot. */
  readonly waiting: readonly Waiting[];
  /** Whether the end of a suppression is still to be told. */
  readonly isEndOwed: boolean;
  /** Told by SMS and not acknowledged by then, it goes to the level-1 team's numbers; null: not, or dealt with. */
  readonly answerBy: Instant | null;
  /** That nobody did was told. */
  readonly isFollowedUp?: true;
  /** Channels on which it is settled who hears of its end. */
  readonly closed: readonly ChannelKind[];
  /** Whether it was settled on all of them. */
  readonly recoveryPlanned: boolean;
  /** What was held and said so, once each: `desktop:settling`. */
  readonly held: readonly string[];
  readonly test: boolean;
  /** A test that walks the whole escalation in compressed time. */
  readonly drill?: DrillPlan;
}

/** How a fire drill runs. */
export interface DrillPlan {
  /** The whole of the escalation takes so long instead of the longest level's time. */
  readonly over: Duration;
  /** When it ends by itself. */
  readonly endsAt: Instant;
  /** Who said that a message has arrived, and which: what no receiver can answer for people. */
  readonly confirmed: readonly { readonly delivery: string; readonly by: string; readonly at: Instant }[];
}

export type TimelineKind =
  | 'pending'
  | 'fired'
  | 'resolved'
  | 'reopened'
  | 'acknowledged'
  | 'unacknowledged'
  | 'acknowledgement-ended'
  | 'suppressed'
  | 'unsuppressed'
  | 'suppression-ended'
  | 'notified'
  | 'escalated'
  | 'held'
  | 'delivered'
  | 'abandoned'
  | 'note'
  | 'flapping';

/** One line of an episode's story. */
export interface TimelineEntry {
  readonly episode: EpisodeId;
  /** Counts from 1 within the episode; with it the entry's identity. */
  readonly sequence: number;
  readonly at: Instant;
  readonly kind: TimelineKind;
  readonly by: Actor | null;
  readonly text: string;
  readonly value: number | null;
}
