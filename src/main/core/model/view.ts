import type { Instant } from '../time/instant.js';
import type { Role } from './actor.js';
import type { EpisodeId } from './alert.js';
import type { AlertRow } from './alert-view.js';
import type { Site } from './config.js';
import type { UnobservedCause } from './ledger.js';
import type { ChannelKind } from './reason.js';
import type { Matcher, Severity } from './rule.js';
import type { RuleRow } from './rule-view.js';
import type { SourceRow, SystemView } from './system-view.js';
import type { TargetRow } from './target-view.js';
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
