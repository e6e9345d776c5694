import type { Instant } from '../time/instant.js';
import type { Role } from './actor.js';
import type { AcknowledgeEnd, EpisodeId, TimelineEntry, Waiting } from './alert.js';
import type { Site } from './config.js';
import type { DoNotDisturb } from './do-not-disturb.js';
import type { HeartbeatView } from './heartbeat.js';
import type { UnobservedCause } from './ledger.js';
import type { Mute } from './mute.js';
import type { Delivery } from './notification.js';
import type { Deploy } from './performance.js';
import type { Reading } from './reading.js';
import type { ChannelKind } from './reason.js';
import type { RevenueAtRisk } from './revenue.js';
import type { Category, Impact, Matcher, RuleId, Severity, Subject, Test, Verdict } from './rule.js';
import type { Series, SeriesId } from './sample.js';
import type { SourceKind } from './source-kind.js';
import type { TargetId } from './target.js';
import type { TeamView } from './team.js';
import type { UpdateView } from './update.js';

/** What the console shows, whole. Singletons and keyed rows only, so that a difference is cheap to find and to apply. */
export interface ConsoleView {
  readonly watch: WatchView;
  readonly desk: DeskView;
  readonly system: SystemView;
  readonly targets: Readonly<Record<string, TargetRow>>;
  readonly alerts: Readonly<Record<string, AlertRow>>;
  readonly rules: Readonly<Record<string, RuleRow>>;
  readonly sources: Readonly<Record<string, SourceRow>>;
  readonly suppressions: Readonly<Record<string, SuppressionRow>>;
}

/** A view and its revision: what a mirror starts from. */
export interface RevisedView {
  readonly revision: number;
  readonly view: ConsoleView;
}

export type ViewChange =
  | { readonly part: 'watch'; readonly value: WatchView }
  | { readonly part: 'desk'; readonly value: DeskView }
  | { readonly part: 'system'; readonly value: SystemView }
  | { readonly part: 'targets'; readonly key: string; readonly value: TargetRow | null }
  | { readonly part: 'alerts'; readonly key: string; readonly value: AlertRow | null }
  | { readonly part: 'rules'; readonly key: string; readonly value: RuleRow | null }
  | { readonly part: 'sources'; readonly key: string; readonly value: SourceRow | null }
  | { readonly part: 'suppressions'; readonly key: string; readonly value: SuppressionRow | null };

/** Takes a mirror from revision `from` to revision `to`. A mirror at any other revision asks for the whole view again. */
export interface ViewPush {
  readonly from: number;
  readonly to: number;
  readonly changes: readonly ViewChange[];
}

/**
 * - `starting`: not every target has had its first reading. - `ok`: nothing fires. - `problem`: something fires.
 * - `blind`: the desk cannot look. - `muted`: a suppression without matchers runs (what fires is still counted).
 */
export type WatchState = 'starting' | 'ok' | 'problem' | 'blind' | 'muted';

export interface WatchView {
  readonly state: WatchState;
  /** Open episodes that are neither acknowledged nor suppressed, then those that are. */
  readonly firing: Readonly<Record<Severity, number>>;
  readonly acknowledged: number;
  readonly suppressed: number;
  readonly targets: { readonly total: number; readonly up: number; readonly down: number; readonly unknown: number };
  /** The newest reading of any target. */
  readonly freshAt: Instant | null;
  /** Until when all sources count as fresh, as far as they are read on a schedule; null: nothing was read. */
  readonly freshUntil: Instant | null;
  readonly blind: { readonly since: Instant; readonly cause: UnobservedCause } | null;
  readonly mutedUntil: Instant | null;
  /** Notifications wait until every target has had a fresh reading. */
  readonly isSettling: boolean;
  /** Share of the last 24 h (or since the desk first started) in which it looked, 0–1. */
  readonly coverage: number;
  /** When the desk first started: nothing before it is counted. */
  readonly bornAt: Instant;
  /** Unobserved stretches of the last 24 h, oldest first. */
  readonly unobserved: readonly { readonly from: Instant; readonly to: Instant | null; readonly cause: UnobservedCause }[];
  /** Who is told first if nobody does anything; null where no level is to come. */
  readonly nextEscalation: NextTelling | null;
}

export interface NextTelling {
  readonly alert: EpisodeId;
  readonly summary: string;
  readonly level: number;
  readonly team: string;
  readonly at: Instant;
  /** By which the team can be reached on this desk; none: nobody would be told. */
  readonly channels: readonly ChannelKind[];
}

export interface DeskView {
  readonly operator: { readonly name: string; readonly role: Role };
  readonly site: Site;
  readonly configRevision: number;
  readonly isFirstRun: boolean;
  /** Address of the demo site's fault panel while the demo runs. */
  readonly demoPanel: string | null;
  /** Newer versions of this desk's own app; null: no feed is configured, or nothing of ours could replace it. */
  readonly update: UpdateView | null;
}

export interface Banner {
  readonly id: string;
  readonly severity: Severity;
  readonly text: string;
  readonly remedy: string;
  readonly since: Instant;
}

export interface SystemView {
  readonly version: string;
  readonly runtime: string;
  readonly startedAt: Instant;
  readonly banners: readonly Banner[];
  readonly store: {
    readonly kind: string;
    readonly place: string;
    readonly state: 'ok' | 'failing';
    readonly text: string;
    readonly bytes: number | null;
    readonly lastCommitAt: Instant | null;
    readonly commitMilliseconds: { readonly median: number; readonly p95: number } | null;
  };
  readonly engine: {
    readonly turns: number;
    readonly turnMilliseconds: { readonly median: number; readonly p95: number } | null;
    /** How late readings start, in milliseconds. */
    readonly lateMilliseconds: { readonly median: number; readonly p95: number } | null;
    readonly series: number;
  };
  readonly outbox: { readonly waiting: number; readonly delivered: number; readonly abandoned: number };
  readonly channels: readonly {
    readonly kind: string;
    readonly state: 'ok' | 'failing' | 'off' | 'unused';
    readonly lastAt: Instant | null;
    readonly text: string;
    /** Whether the system keeps what it shows from people's eyes; null: nothing could, or it is not known yet. */
    readonly doNotDisturb: DoNotDisturb | null;
  }[];
  /** The signal that this desk sends out, so that someone notices if it stops; null: none is configured. */
  readonly heartbeat: HeartbeatView | null;
  /** The desks that share this store; null: this one has its own. */
  readonly team: TeamView | null;
}

/**
 * One letter a bucket, oldest first: `u` up · `d` down · `w` up with a warning · `x` unobserved · `.` no reading.
 * A bucket takes its worst: d, w, u, x, then `.`.
 */
export type Beats = string;

export interface TargetRow {
  readonly id: TargetId;
  readonly name: string;
  readonly source: SourceKind;
  readonly url: string | null;
  /** Whether it is up or down itself, and not a machine or a record of the site. */
  readonly isService: boolean;
  /** The series of its response time; null where its looks have none. */
  readonly responseMetric: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly everySeconds: number;
  /** `unknown`: no current reading. */
  readonly state: 'up' | 'down' | 'unknown';
  readonly since: Instant | null;
  readonly lastAt: Instant | null;
  /** Until when its last reading counts as fresh; null: it was never read. */
  readonly freshUntil: Instant | null;
  readonly status: number | null;
  readonly responseSeconds: number | null;
  /** Why it is down, or what else is wrong, in a sentence; null when nothing is. */
  readonly problem: string | null;
  readonly certificateDays: number | null;
  readonly firing: Readonly<Record<Severity, number>>;
  readonly beats: Beats;
  /** End of the newest bucket, and the buckets' length. */
  readonly beatsEndAt: Instant;
  readonly beatSeconds: number;
}

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

export interface RuleRow {
  readonly id: RuleId;
  readonly name: string;
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly category: Category;
  readonly impact: Impact | null;
  readonly origin: 'profile' | 'own';
  /** What it measures; its ending states the unit of the value that is compared. */
  readonly metric: string;
  /** How it judges. */
  readonly condition: Test['kind'];
  readonly subject: Subject['kind'];
  /** The side of the limit that is a breach. */
  readonly comparison: 'above' | 'below' | 'either';
  /** The fixed limit; null where it moves with a baseline, or is no number. */
  readonly threshold: number | null;
  /** The condition as a sentence: `up is below 1 for 2 min`. */
  readonly sentence: string;
  readonly series: number;
  readonly pending: number;
  readonly firing: number;
  /** `no-source`: nothing that is configured gives its metric, so it rests. */
  readonly health: { readonly state: 'ok' | 'failed' | 'never' | 'no-source'; readonly text: string };
}

export interface SourceRow {
  readonly kind: SourceKind;
  readonly state: 'ok' | 'failing' | 'idle';
  readonly targets: number;
  readonly lastAt: Instant | null;
  /** Until when it counts as fresh; null: it was never read, or tells by itself and nobody knows when. */
  readonly freshUntil: Instant | null;
  readonly lateMilliseconds: number | null;
  readonly text: string;
}

export interface SuppressionRow {
  readonly id: string;
  readonly matchers: readonly Matcher[];
  readonly by: string;
  readonly why: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Open episodes that it mutes now. */
  readonly mutes: number;
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

export interface TargetDetail {
  readonly row: TargetRow;
  readonly lastReading: Reading | null;
  readonly series: readonly SeriesId[];
  readonly uptime: UptimeFigures | null;
}

/** Availability over observed time only: "99.93 % over 96.1 % observed". */
export interface UptimeFigures {
  readonly from: Instant;
  readonly to: Instant;
  /** Good readings ÷ readings; null where there were none. */
  readonly ratio: number | null;
  readonly readings: number;
  /** Observed ÷ whole time, 0–1. */
  readonly coverage: number;
}

/** `[bucket's start in ms, min, mean, max, n]`. */
export type HistoryPoint = readonly [number, number, number, number, number];

export interface HistoryRange {
  readonly id: SeriesId;
  readonly series: Series;
  readonly unit: string;
  /** Length of a bucket in seconds. */
  readonly resolution: number;
  readonly points: readonly HistoryPoint[];
}

export interface HistoryAnswer {
  readonly from: Instant;
  readonly to: Instant;
  readonly ranges: readonly HistoryRange[];
  /** What went live meanwhile, oldest first. */
  readonly deploys: readonly Deploy[];
  readonly unobserved: readonly { readonly from: Instant; readonly to: Instant; readonly cause: UnobservedCause }[];
}
