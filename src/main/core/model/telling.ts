import type { Duration, Instant } from '../time/instant.js';
import type { ChannelKind } from './reason.js';
import type { Category, Impact, Matcher, RuleId, Severity } from './rule.js';

/** Addresses of one team of the escalation. */
export interface Team {
  readonly email: readonly string[];
  readonly sms: readonly string[];
  readonly slack: string | null;
}

export type EscalationLevel = 1 | 2 | 3;

/** One level of the escalation: after how long, by impact, which team is told. */
export interface LevelPlan {
  readonly level: EscalationLevel;
  readonly after: Readonly<Record<Impact | 'none', Duration>>;
  readonly team: string;
}

export interface EscalationPlan {
  readonly critical: readonly LevelPlan[];
  readonly warning: readonly LevelPlan[];
  /** Whether an acknowledgement stops the levels; otherwise they go on until the episode is resolved. */
  readonly stopOnAcknowledge: boolean;
}

/** Which alerts an inhibition is about; null: any. */
export interface AlertPattern {
  readonly rule: RuleId | null;
  readonly severity: Severity | null;
  readonly category: Category | null;
  readonly impact: Impact | null;
  readonly labels: readonly Matcher[];
}

/** While an alert of `when` fires it explains those of `mute` that have the same values of the labels `equal`. */
export interface Inhibition {
  readonly when: AlertPattern;
  readonly mute: AlertPattern;
  readonly equal: readonly string[];
}

/** Minutes since local midnight, 0–1439. */
export type MinuteOfDay = number;

/** A planned mute: from `from` to `to`, and where `every` says so only in its hours on its days. */
export interface MaintenanceWindow {
  readonly name: string;
  /** The label `rule` stands for the rule's id. No matchers: everything. */
  readonly match: readonly Matcher[];
  /** Inclusive; null: since ever. */
  readonly from: Instant | null;
  /** Exclusive; null: for ever. */
  readonly to: Instant | null;
  readonly every: { readonly weekdays: readonly number[]; readonly at: MinuteOfDay; readonly for: Duration } | null;
  readonly timeZone: string;
}

/** Each day from `from` (inclusive) to `to` (exclusive), across midnight where `to` comes first. */
export interface QuietHours {
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
  readonly timeZone: string;
  readonly holds: readonly Severity[];
}

/** At most `count` in any `per`, counted over `(now − per, now]`. */
export interface Rate {
  readonly count: number;
  readonly per: Duration;
}

export interface RateLimits {
  /** Alarms of one rule on one channel. */
  readonly perRule: Rate;
  /** More than `firings` within `within` on one channel become one message. */
  readonly storm: { readonly firings: number; readonly within: Duration };
}

export interface EmailSettings {
  readonly to: readonly string[];
  /** How long a warning waits for company. */
  readonly digest: Duration;
  /** In site time; null: no daily summary. */
  readonly dailySummary: MinuteOfDay | null;
}

export interface SlackSettings {
  readonly channels: Readonly<Record<'critical' | 'warning' | 'performance', string>>;
}

export interface SmsSettings {
  readonly to: readonly string[];
  /** Messages in any rolling hour. */
  readonly perHour: number;
  /** Not acknowledged for this long, it goes to the level-1 team's numbers too. */
  readonly acknowledgeWithin: Duration;
}

export interface WebhookSettings {
  /** Addresses of the endpoints as they may be shown: without user, password and query. */
  readonly to: readonly string[];
  readonly tries: number;
}

/** The ways out that the configuration turns on; null: off, or not named. */
export interface ChannelSettings {
  readonly desktop: { readonly enabled: boolean; readonly sound: boolean } | null;
  readonly email: EmailSettings | null;
  readonly slack: SlackSettings | null;
  readonly sms: SmsSettings | null;
  readonly webhook: WebhookSettings | null;
}

/** What a channel cannot tell, the next one in the row does. */
export interface HandOver {
  readonly order: readonly ChannelKind[];
  /** How long a channel may fail before that. */
  readonly after: Duration;
}

/** All that the configuration says about who is told what and when. */
export interface TellingSettings {
  readonly channels: ChannelSettings;
  readonly escalation: EscalationPlan;
  readonly teams: Readonly<Record<string, Team>>;
  readonly inhibit: readonly Inhibition[];
  readonly maintenance: readonly MaintenanceWindow[];
  readonly quietHours: QuietHours | null;
  readonly rateLimits: RateLimits;
  /** Null: nothing is handed over. */
  readonly handOver: HandOver | null;
}
