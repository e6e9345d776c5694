import type { Instant, ObservedInstant } from '../time/instant.js';
import type { Actor } from './actor.js';
import type { Labels } from './labels.js';
import type { RuleId, Severity } from './rule.js';

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
  /** Channels on which its firing was sent or is on its way; a recovery goes only there. */
  readonly told: readonly string[];
  /** When it was last told on any channel; repeats count from here. */
  readonly toldAt: Instant | null;
  /** Whether it was settled who hears of its end. */
  readonly recoveryPlanned: boolean;
  /** What was held and said so, once each: `desktop:settling`. */
  readonly held: readonly string[];
  readonly test: boolean;
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
