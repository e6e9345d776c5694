import type { Action, ActionReceipt } from '../model/action.js';
import type { Actor } from '../model/actor.js';
import type { EpisodeId } from '../model/alert.js';
import type { AlertDetail, AlertRow } from '../model/alert-view.js';
import type { ChangePreview } from '../model/backtest.js';
import type { BaselineKind } from '../model/baseline.js';
import type { BaselineDetail, BaselineRow } from '../model/baseline-row.js';
import type { BusinessView } from '../model/business.js';
import type { CalendarRow } from '../model/calendar.js';
import type { Config } from '../model/config.js';
import type { DrillReport } from '../model/drill.js';
import type { Handover, ShiftHours } from '../model/handover.js';
import type { InfrastructureView } from '../model/infrastructure.js';
import type { ChannelCheck, ChannelTrial } from '../model/notification.js';
import type { PastDay, PastView } from '../model/past.js';
import type { Deploy, PerformanceView } from '../model/performance.js';
import type { QualityView } from '../model/quality.js';
import type { Reading } from '../model/reading.js';
import type { ChannelKind } from '../model/reason.js';
import type { DailyReport, ReportQuestion } from '../model/report.js';
import type { Refusal, Result } from '../model/result.js';
import type { RuleId } from '../model/rule.js';
import type { RuleScenario, ScenarioQuestion } from '../model/rule-scenario.js';
import type { SeriesId } from '../model/sample.js';
import type { ServiceLevelQuestion, ServiceLevelReport } from '../model/service-level.js';
import type { ObjectiveDetail, ObjectiveStanding } from '../model/slo.js';
import type { Target, TargetId } from '../model/target.js';
import type { TargetDetail } from '../model/target-view.js';
import type { RevisedView, ViewPush } from '../model/view.js';
import type { Instant } from '../time/instant.js';
import type { Stop } from './clock.js';
import type { Explain } from './explain.js';

export interface BaselineQuestion {
  readonly series: SeriesId;
  readonly kind: BaselineKind;
  readonly from: Instant;
  readonly to: Instant;
}

/** The running engine as its shells see it: window, tray, browser, API and commands all go through this. */
export interface Desk {
  view(): RevisedView;
  /** Changes since the last push, at most four a second. */
  subscribe(listener: (push: ViewPush) => void): Stop;
  /** The console as it was known at a minute, as it was pushed then. Where nothing was recorded: the last view before it. */
  past(at: Instant): Promise<Result<PastView, Refusal>>;
  /** What the 24 hours before `to` hold, to find one's way in them; of a day of 25 hours in the site's zone, the whole of it. */
  pastDay(to: Instant): Promise<Result<PastDay, Refusal>>;
  /** Resolves once the act is durable and the view shows it. */
  act(action: Action, actor: Actor): Promise<Result<ActionReceipt, Refusal>>;
  alert(id: EpisodeId): Promise<Result<AlertDetail, Refusal>>;
  /** Rows of episodes that are open or were touched since `since`, newest first. */
  alerts(since: Instant, limit: number): Promise<readonly AlertRow[]>;
  target(id: TargetId): Promise<Result<TargetDetail, Refusal>>;
  /** How every objective stands, in the order of the configuration. */
  objectives(): Promise<readonly ObjectiveStanding[]>;
  objective(id: string): Promise<Result<ObjectiveDetail, Refusal>>;
  /** What the site earns and for whom it works well, over the last `hours`; 31 days at most. */
  business(hours: number): Promise<BusinessView>;
  /** How fast the site is for its visitors and for this desk, over the last `hours`; 31 days at most. */
  performance(hours: number): Promise<PerformanceView>;
  /** What went live within `[from, to)`, oldest first. */
  deploys(from: Instant, to: Instant): Promise<readonly Deploy[]>;
  /** What the site and the watch stand on, as it was measured last. */
  infrastructure(): Promise<InfrastructureView>;
  /** How the alerts of every rule fared over the last `days`, and what might be changed. */
  quality(days: number): Promise<QualityView>;
  /** What a shift of so many hours, which ends now, leaves to the next. */
  handover(shift: ShiftHours): Promise<Handover>;
  /** How every task of the calendar stands now; none where it is off. */
  calendar(): Promise<readonly CalendarRow[]>;
  /** What a day was like, or the week or the month that ends with it: what the daily summary tells. Refused of a day of which nothing can be known. */
  report(question: ReportQuestion): Promise<Result<DailyReport, Refusal>>;
  /** How the promises were kept over a calendar month, or the twelve that end with it, made by somebody of that name. Refused of a time that is still to come. */
  serviceLevels(question: ServiceLevelQuestion, by: string): Promise<Result<ServiceLevelReport, Refusal>>;
  /** What is learnt of the series that rules compare with their baselines; of one rule or target where one is named. */
  baselines(wanted: { readonly rule?: RuleId; readonly target?: TargetId }): Promise<readonly BaselineRow[]>;
  /** One baseline with its band over a stretch of time. */
  baseline(question: BaselineQuestion): Promise<Result<BaselineDetail, Refusal>>;
  /** Why an alert woke somebody at a moment, or why it did not. */
  readonly explain: Explain;
  /** Reads a target at once, beside its schedule. */
  readNow(id: TargetId): Promise<Result<Reading, Refusal>>;
  /** One look at a target that is not (yet) configured; nothing of it is kept. */
  tryTarget(target: Target): Promise<Reading>;
  /** What another configuration would have done over recorded history, rule by rule; refused where a newer question overtakes it. */
  preview(proposed: Config): Promise<Result<ChangePreview, Refusal>>;
  /** What a rule of a configuration would do if its values took a course from now on; refused where a newer question overtakes it. */
  scenario(proposed: Config, rule: RuleId, question: ScenarioQuestion): Promise<Result<RuleScenario, Refusal>>;
  /** Sends one test message by a channel at once, and answers what its receiver said. */
  tryChannel(channel: ChannelKind, actor: Actor): Promise<Result<ChannelTrial, Refusal>>;
  /** Looks at a channel's set-up without sending anything. */
  checkChannel(channel: ChannelKind): Promise<Result<ChannelCheck, Refusal>>;
  /** What came of the last fire drills, newest first. */
  drills(limit: number): Promise<readonly DrillReport[]>;
  /** Remembers what someone did that is not an act on an alert (a saved configuration, a sign-in). */
  remember(
    action: string,
    subject: string,
    actor: Actor,
    details: Readonly<Record<string, string | number | boolean | null>>,
  ): Promise<void>;
  /** The machine is about to sleep, or has woken. */
  suspend(): void;
  resume(): void;
}
