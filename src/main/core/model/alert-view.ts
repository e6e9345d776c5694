import type { Instant } from '../time/instant.js';
import type { AcknowledgeEnd, EpisodeId, TimelineEntry, Waiting } from './alert.js';
import type { Mute } from './mute.js';
import type { Delivery } from './notification.js';
import type { ChannelKind } from './reason.js';
import type { RevenueAtRisk } from './revenue.js';
import type { Category, Impact, RuleId, Severity, Verdict } from './rule.js';
import type { SeriesId } from './sample.js';
import type { TargetId } from './target.js';

export interface AlertRow {
  readonly id: EpisodeId;
  readonly episode: number;
  readonly rule: RuleId;
  readonly name: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly impact: Impact | null;
  readonly state: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly target: TargetId | null;
  readonly metric: string;
  readonly comparison: 'above' | 'below';
  readonly value: number | null;
  readonly threshold: number;
  readonly worst: number | null;
  /** `Booking page is down: answered 503 (expected 200-399)`. */
  readonly summary: string;
  readonly businessImpact: string;
  readonly playbook: string | null;
  readonly startedAt: Instant;
  readonly firedAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly resolution: {
    readonly how: 'auto' | 'hand' | 'rule-removed';
    readonly by: string | null;
    readonly reason: string;
  } | null;
  readonly acknowledged: {
    readonly by: string;
    readonly at: Instant;
    readonly note: string;
    readonly end: AcknowledgeEnd;
  } | null;
  readonly suppressed: { readonly id: string; readonly until: Instant; readonly by: string; readonly why: string } | null;
  /** What keeps it from being told now, by whom or what, and until when where that is known. */
  readonly muted: Mute | null;
  /** What is decided and waits, by channel: why, and until when. */
  readonly waiting: readonly Pick<Waiting, 'channel' | 'because' | 'until'>[];
  readonly verdict: Verdict;
  /** On its way to resolving by itself. */
  readonly good: { readonly since: Instant; readonly readings: number; readonly needed: number } | null;
  readonly level: number;
  readonly escalation: readonly {
    readonly level: number;
    readonly at: Instant;
    readonly team: string;
    readonly done: boolean;
    /** By which the team can be reached on this desk; none: nobody would be told. */
    readonly channels: readonly ChannelKind[];
  }[];
  /** Nothing is wrong: somebody sent a test, or practises. */
  readonly isTest: boolean;
  /** A test that walks the whole escalation. */
  readonly isDrill: boolean;
}

/** Everything about one episode. */
export interface AlertDetail {
  readonly row: AlertRow;
  readonly timeline: readonly TimelineEntry[];
  readonly deliveries: readonly Delivery[];
  /** What it has cost since it began; null of an alert that is not about the business. */
  readonly atRisk: RevenueAtRisk | null;
  /** Series that the rule evaluated for this alert. */
  readonly series: readonly SeriesId[];
  /** Earlier episodes of the same alert, the newest first, and what ended them. */
  readonly earlier: readonly {
    readonly id: EpisodeId;
    readonly firedAt: Instant;
    readonly resolvedAt: Instant | null;
    readonly resolution: AlertRow['resolution'];
    readonly judged: 'real' | 'noise' | null;
  }[];
  /** Others that ran at the same time and may be one matter with it, the nearest first. */
  readonly related: readonly (Pick<AlertRow, 'id' | 'severity' | 'state' | 'summary' | 'startedAt' | 'firedAt'> & {
    readonly bond: 'target' | 'page' | 'time';
  })[];
}
