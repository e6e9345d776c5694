import type { Duration, Instant } from '../time/instant.js';
import type { Alert } from './alert.js';
import type { Explanation } from './explanation.js';
import type { Labels } from './labels.js';
import type { ChannelKind, HeldBecause, NotificationReason } from './reason.js';
import type { Severity, Verdict } from './rule.js';

/**
 * A course of values that comes ready-made. `gap`: what is read gives no sample. `unobserved`: the desk cannot look.
 * `few`: the share of bad events is past the limit, and there are too few events to judge by.
 */
export type CourseName = 'steady' | 'step' | 'spike' | 'rise' | 'gap' | 'unobserved' | 'few';

/** What one stretch of a course gives: a value in the unit of the rule's value, or why there is none. */
export type Stretch = number | 'gap' | 'unobserved';

/** A course to play: a ready-made one, or one that a person drew, stretch by stretch. */
export type Course =
  | { readonly kind: 'named'; readonly name: CourseName }
  | { readonly kind: 'drawn'; readonly stretches: readonly Stretch[] };

export interface ScenarioQuestion {
  readonly course: Course;
  /** Of which of the rule's alerts; null: of the first. */
  readonly labels: Labels | null;
  /** Length of the whole; null: so long that the rule can come to its end. */
  readonly length: Duration | null;
}

/** What the rule saw at a moment of the scenario. */
export interface ScenarioPoint {
  readonly at: Instant;
  readonly value: number | null;
  readonly threshold: number | null;
  readonly band: { readonly low: number; readonly high: number } | null;
  readonly verdict: Verdict;
  readonly state: Alert['phase']['state'];
  readonly n: number;
  readonly window: Duration | null;
}

/** What is said of a stretch at its end: the rule's own explanation, shortened. */
export interface ScenarioMoment {
  readonly at: Instant;
  readonly state: Alert['phase']['state'];
  readonly kind: Explanation['outcome']['kind'];
  readonly saw: string;
  readonly text: string;
}

export type ScenarioEvent =
  | { readonly at: Instant; readonly kind: 'state'; readonly to: Alert['phase']['state']; readonly value: number | null }
  | {
      readonly at: Instant;
      readonly kind: 'told';
      readonly channel: ChannelKind;
      readonly reason: NotificationReason;
      readonly level: number;
      readonly recipients: readonly string[];
    }
  | { readonly at: Instant; readonly kind: 'held'; readonly channel: ChannelKind; readonly because: HeldBecause }
  | { readonly at: Instant; readonly kind: 'escalated'; readonly level: number; readonly team: string };

/** What a rule would do in a scenario that begins now, as the engine plays it. */
export interface RuleScenario {
  readonly from: Instant;
  readonly to: Instant;
  /** Length of each of the course's stretches. */
  readonly stretch: Duration;
  readonly severity: Severity;
  /** A metric's name whose ending states the unit of what is drawn, and of what the rule compares. */
  readonly drawn: string;
  readonly metric: string;
  /** The least and the most that can be drawn, and by how much a key moves a value. */
  readonly scale: { readonly least: number; readonly most: number; readonly step: number };
  readonly course: readonly Stretch[];
  /** The ready-made courses that say something of this rule. */
  readonly offered: readonly CourseName[];
  readonly labels: Labels;
  /** Every alert of the rule that can be played. */
  readonly alerts: readonly Labels[];
  /** What is usual, and where that is from: what was learnt, what was recorded, or a value on the good side of the limit. */
  readonly usual: { readonly value: number; readonly from: 'baseline' | 'history' | 'limit' };
  /** How much of what it needs the baseline knows; null where it knows enough, or none is asked for. */
  readonly learning: { readonly have: number; readonly need: number } | null;
  readonly points: readonly ScenarioPoint[];
  /** One for each stretch. */
  readonly moments: readonly ScenarioMoment[];
  readonly events: readonly ScenarioEvent[];
  /** Whether it fires, and what comes of that; or the gate that was furthest from opening. */
  readonly outcome: { readonly kind: 'told' | 'untold' | 'silent'; readonly text: string };
  /** What bears on how far it can be trusted, in sentences. */
  readonly notes: readonly string[];
}
