export type { Actor, Role } from '../../main/core/model/actor.js';
export type { AcknowledgeEnd, EpisodeId, TimelineEntry, TimelineKind } from '../../main/core/model/alert.js';
export type { AlertDetail, AlertRow } from '../../main/core/model/alert-view.js';
export type { AuditEntry, AuditVerdict } from '../../main/core/model/audit.js';
export type { Backtest, ChangePreview, RuleOutcome } from '../../main/core/model/backtest.js';
export type { BaselineKind } from '../../main/core/model/baseline.js';
export type { BandPoint, BaselineDetail, BaselineRow } from '../../main/core/model/baseline-row.js';
export type { Competition, CompetitorRow, IndustryComparison } from '../../main/core/model/benchmark.js';
export type {
  Breakdown,
  BusinessView,
  Cell,
  FormFigures,
  Funnel,
  FunnelStep,
  Sessions,
} from '../../main/core/model/business.js';
export type { CalendarInterval, CalendarRow } from '../../main/core/model/calendar.js';
export type {
  ConfigEdit,
  ConfigOrigin,
  ConfigProblem,
  ConfigStep,
  OpenedDocument,
  Site,
} from '../../main/core/model/config.js';
export type { DrillLevel, DrillReport, DrillRow } from '../../main/core/model/drill.js';
export type { Experiment, VariantComparison } from '../../main/core/model/experiment.js';
export type {
  ChannelExplanation,
  ExplainAnswer,
  Explanation,
  Gate,
} from '../../main/core/model/explanation.js';
export type { Score, ScorePart, Share, Spread } from '../../main/core/model/figure.js';
export type {
  Handover,
  HandoverAlert,
  HandoverHeld,
  HandoverNote,
  HandoverTelling,
  NextLevel,
  ShiftHours,
} from '../../main/core/model/handover.js';
export type { HistoryAnswer, HistoryPoint, HistoryRange } from '../../main/core/model/history.js';
export type {
  BuildRecord,
  CertificateStanding,
  Gauge,
  InfrastructureView,
  PhaseStanding,
} from '../../main/core/model/infrastructure.js';
export type { KeptReport } from '../../main/core/model/kept-report.js';
export type { UnobservedCause } from '../../main/core/model/ledger.js';
export type { ChannelCheck, ChannelTrial, CheckPoint, Delivery } from '../../main/core/model/notification.js';
export type { EvidenceRecord } from '../../main/core/model/page-evidence.js';
export type { PastAlert, PastDay, PastView } from '../../main/core/model/past.js';
export type {
  AuditScores,
  BudgetStanding,
  Deploy,
  DeployEffect,
  PageFigures,
  PerformanceView,
  VitalCell,
  VitalChange,
  VitalCourse,
  VitalPoint,
} from '../../main/core/model/performance.js';
export type { Playbook, PlaybookTitle } from '../../main/core/model/playbook.js';
export type { ExampleName, MessagePreview, TemplateGuide } from '../../main/core/model/preview.js';
export type { Proposal, QualityView, RuleQuality } from '../../main/core/model/quality.js';
export type { PhaseFacts, Problem, Reading, ReadingFacts } from '../../main/core/model/reading.js';
export type { NotificationReason } from '../../main/core/model/reason.js';
export type { BarKind, DailyReport, ReportPage, ReportQuestion, ReportSpan } from '../../main/core/model/report.js';
export type { Expected, Revenue, RevenueAtRisk, RevenuePeriod } from '../../main/core/model/revenue.js';
export type { Category, Impact, Matcher, Rule, RuleId, Severity, Verdict } from '../../main/core/model/rule.js';
export type {
  Course,
  CourseName,
  RuleScenario,
  ScenarioEvent,
  ScenarioMoment,
  ScenarioPoint,
  Stretch,
} from '../../main/core/model/rule-scenario.js';
export type { RuleRow } from '../../main/core/model/rule-view.js';
export type { Series, SeriesId } from '../../main/core/model/sample.js';
export type { AuditKind, DeliveryOutcome, FoundAudit, FoundDeliveries } from '../../main/core/model/search.js';
export type {
  KeptPromise,
  PromiseRecord,
  ReportLimit,
  ServiceLevelQuestion,
  ServiceLevelReport,
} from '../../main/core/model/service-level.js';
export type { SiteCheck, SiteLook } from '../../main/core/model/site-look.js';
export type { Block, SlackMessage } from '../../main/core/model/slack.js';
export type {
  BudgetPoint,
  Measure,
  ObjectiveDetail,
  ObjectivePart,
  ObjectiveStanding,
} from '../../main/core/model/slo.js';
export type { SourceKind } from '../../main/core/model/source-kind.js';
export type { SourceSetting, SourceStanding } from '../../main/core/model/source-setting.js';
export type { Banner, SourceRow, SystemView } from '../../main/core/model/system-view.js';
export type { TargetId } from '../../main/core/model/target.js';
export type { TargetDetail, TargetRow, UptimeFigures } from '../../main/core/model/target-view.js';
export type { DeskRow, TeamView } from '../../main/core/model/team.js';
export type { UpdateOffer, UpdateState, UpdateView } from '../../main/core/model/update.js';
export type {
  ConsoleView,
  DeskView,
  NextTelling,
  RevisedView,
  SuppressionRow,
  ViewChange,
  ViewPush,
  WatchState,
  WatchView,
} from '../../main/core/model/view.js';
export type { Duration, Instant } from '../../main/core/time/instant.js';
