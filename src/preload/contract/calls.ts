import { z } from 'zod';
import type { ActionReceipt } from '../../main/core/model/action.js';
import type { Actor, Role } from '../../main/core/model/actor.js';
import type { EpisodeId } from '../../main/core/model/alert.js';
import type { AuditEntry, AuditVerdict } from '../../main/core/model/audit.js';
import type { ChangePreview } from '../../main/core/model/backtest.js';
import type { BaselineDetail, BaselineRow } from '../../main/core/model/baseline-row.js';
import type { BusinessView } from '../../main/core/model/business.js';
import type { ConfigOrigin, ConfigProblem, OpenedDocument } from '../../main/core/model/config.js';
import type { DrillReport } from '../../main/core/model/drill.js';
import type { ExplainAnswer } from '../../main/core/model/explanation.js';
import type { Handover } from '../../main/core/model/handover.js';
import type { InfrastructureView } from '../../main/core/model/infrastructure.js';
import type { KeptReport } from '../../main/core/model/kept-report.js';
import type { ChannelCheck, ChannelTrial, Delivery } from '../../main/core/model/notification.js';
import type { EvidenceRecord } from '../../main/core/model/page-evidence.js';
import type { PastDay, PastView } from '../../main/core/model/past.js';
import type { PerformanceView } from '../../main/core/model/performance.js';
import type { Playbook, PlaybookTitle } from '../../main/core/model/playbook.js';
import type { ExampleName, MessagePreview, TemplateGuide } from '../../main/core/model/preview.js';
import type { QualityView } from '../../main/core/model/quality.js';
import type { Reading } from '../../main/core/model/reading.js';
import type { DailyReport } from '../../main/core/model/report.js';
import type { Matcher, Rule, RuleId } from '../../main/core/model/rule.js';
import type { CourseName, RuleScenario, Stretch } from '../../main/core/model/rule-scenario.js';
import type { Series, SeriesId } from '../../main/core/model/sample.js';
import type { ObjectiveDetail, ObjectiveStanding } from '../../main/core/model/slo.js';
import type { SourceSetting, SourceStanding } from '../../main/core/model/source-setting.js';
import type { TargetId } from '../../main/core/model/target.js';
import type { UpdateView } from '../../main/core/model/update.js';
import type { AlertDetail, AlertRow, HistoryAnswer, RevisedView, TargetDetail } from '../../main/core/model/view.js';
import type { Duration, Instant } from '../../main/core/time/instant.js';

const instant = z
  .number()
  .int()
  .min(0)
  .max(8.64e15)
  .transform((at) => at as Instant);
const duration = z
  .number()
  .int()
  .min(1_000)
  .max(31_536_000_000)
  .transform((length) => length as Duration);
const alertId = z
  .string()
  .min(1)
  .max(64)
  .transform((id) => id as EpisodeId);
const targetId = z
  .string()
  .min(1)
  .max(200)
  .transform((id) => id as TargetId);
const seriesId = z
  .string()
  .min(1)
  .max(2_000)
  .transform((id) => id as SeriesId);
const ruleId = z
  .string()
  .min(1)
  .max(200)
  .transform((id) => id as RuleId);
const text = z.string().max(2_000);
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);
const CHANNELS = ['desktop', 'email', 'slack', 'sms', 'webhook'] as const satisfies readonly ChannelTrial['channel'][];

const SOURCES = [
  'sentry',
  'mongodb',
  'prometheus',
  'json',
  'github',
  'vercel',
  'page',
  'lighthouse',
  'ingest',
  'host',
] as const satisfies readonly SourceSetting[];

const EXAMPLES = [
  'firing',
  'warning',
  'escalated',
  'recovered',
  'several',
  'digest',
  'daily-summary',
  'test',
  'drill',
  'long',
] as const satisfies readonly ExampleName[];

const COURSES = ['steady', 'step', 'spike', 'rise', 'gap', 'unobserved', 'few'] as const satisfies readonly CourseName[];
const stretch = z.union([
  z.number().min(-1e15).max(1e15),
  z.literal('gap'),
  z.literal('unobserved'),
]) satisfies z.ZodType<Stretch>;

const step = z.union([
  z.string().min(1).max(200),
  z.number().int().min(0),
  z.object({ id: z.string().min(1).max(200) }).strict(),
]);
const edits = z
  .array(z.object({ path: z.array(step).min(1).max(12), value: z.unknown().optional() }).strict())
  .min(1)
  .max(200);
const documentText = z.string().max(1_000_000);
const matcher = z
  .object({ label: z.string().min(1).max(100), operator: z.enum(['=', '!=', '=~', '!~']), value: z.string().max(500) })
  .strict() satisfies z.ZodType<Matcher>;

const labels = z.record(z.string().min(1).max(100), z.string().max(500));

/** The configuration as the settings pages see it. */
export interface ConfigView {
  readonly revision: number;
  readonly text: string;
  /** The document as plain JSON, for forms. */
  readonly document: unknown;
  readonly problems: readonly ConfigProblem[];
  readonly origins: readonly ConfigOrigin[];
  readonly place: string;
  readonly isFirstRun: boolean;
}

/** A document that was replaced, its secrets hidden; whether it is, secrets included, what holds now. */
export interface EarlierConfig {
  readonly text: string;
  readonly isCurrent: boolean;
}

/** A refused save still answers: with what is wrong and where. */
export interface SaveAnswer {
  readonly saved: boolean;
  readonly revision: number;
  readonly problems: readonly ConfigProblem[];
}

export interface About {
  readonly version: string;
  readonly shell: 'desktop' | 'browser';
  readonly platform: string;
  readonly actor: Actor;
}

const call = <Input extends z.ZodType, Output>(role: Role, input: Input, _output: (output: Output) => void) =>
  ({ role, input }) as { readonly role: Role; readonly input: Input; readonly _output?: Output };

/** Names an answer's type without any code. */
const answers = <Output>(_: Output): void => undefined;

const nothing = z.object({}).strict();

/** Every call that the console can make: the role it needs, the shape of its input, and the type of its answer. */
export const CALLS = {
  'about.read': call('viewer', nothing, answers<About>),
  'view.read': call('viewer', nothing, answers<RevisedView>),
  /** The console as it was pushed at a minute. `at` as people say it: `03:12`, `2h ago`, a date and a time, or an instant in ISO 8601. */
  'past.read': call('viewer', z.object({ at: z.string().min(1).max(100) }).strict(), answers<PastView>),
  /** What the 24 hours before `to` hold, to find one's way in them. */
  'past.day': call('viewer', z.object({ to: instant }).strict(), answers<PastDay>),
  'alert.read': call('viewer', z.object({ alert: alertId }).strict(), answers<AlertDetail>),
  'alert.list': call(
    'viewer',
    z.object({ since: instant, limit: z.number().int().min(1).max(10_000) }).strict(),
    answers<readonly AlertRow[]>,
  ),
  'alert.acknowledge': call(
    'responder',
    z
      .object({
        alert: alertId,
        note: text,
        end: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('resolved') }).strict(),
          z.object({ kind: z.literal('until'), at: instant }).strict(),
          z.object({ kind: z.literal('worse') }).strict(),
        ]),
      })
      .strict(),
    answers<ActionReceipt>,
  ),
  /** `isOwn`: only an acknowledgement of one's own; somebody else's stays. */
  'alert.unacknowledge': call(
    'responder',
    z.object({ alert: alertId, isOwn: z.literal(true).optional() }).strict(),
    answers<ActionReceipt>,
  ),
  'alert.resolve': call(
    'responder',
    z.object({ alert: alertId, reason: text, judged: z.enum(['real', 'noise']).nullable() }).strict(),
    answers<ActionReceipt>,
  ),
  'alert.reopen': call('responder', z.object({ alert: alertId }).strict(), answers<ActionReceipt>),
  'alert.escalate': call('responder', z.object({ alert: alertId }).strict(), answers<ActionReceipt>),
  'alert.suppress': call('responder', z.object({ alert: alertId, for: duration, why: text }).strict(), answers<ActionReceipt>),
  'alert.unsuppress': call('responder', z.object({ alert: alertId }).strict(), answers<ActionReceipt>),
  'alert.note': call('responder', z.object({ alert: alertId, text: text.min(1) }).strict(), answers<ActionReceipt>),
  'alert.test': call('responder', nothing, answers<ActionReceipt>),
  'suppression.add': call(
    'responder',
    z.object({ matchers: z.array(matcher).max(20), for: duration, why: text }).strict(),
    answers<ActionReceipt>,
  ),
  'suppression.end': call('responder', z.object({ suppression: z.string().min(1).max(64) }).strict(), answers<ActionReceipt>),
  /** What was usual for a series no longer is, because of a deployment for example: it is learnt anew. */
  'baseline.reset': call('responder', z.object({ series: seriesId, why: text.min(1) }).strict(), answers<ActionReceipt>),
  'baseline.list': call(
    'viewer',
    z.object({ rule: ruleId.optional(), target: targetId.optional() }).strict(),
    answers<readonly BaselineRow[]>,
  ),
  'baseline.read': call(
    'viewer',
    z.object({ series: seriesId, kind: z.enum(['ema', 'seasonal', 'auto']), from: instant, to: instant }).strict(),
    answers<BaselineDetail>,
  ),
  /** What the site earns and for whom it works well, over the last `hours`. */
  'rule.quality': call('viewer', z.object({ days: z.number().int().min(1).max(90) }).strict(), answers<QualityView>),
  /** What a shift of so many hours, which ends now, leaves to the next. */
  'handover.read': call(
    'viewer',
    z.object({ hours: z.union([z.literal(8), z.literal(12), z.literal(24)]) }).strict(),
    answers<Handover>,
  ),
  /** What the daily summary tells, of any day, or of the week or the month that ends with it; `ends` null: up to now. */
  'summary.read': call(
    'viewer',
    z.object({ ends: z.string().max(10).nullable(), over: z.enum(['day', 'week', 'month']) }).strict(),
    answers<DailyReport>,
  ),
  /** Asks where to, and keeps the page that the desktop app shows as a PDF; `place` null: the person thought better of it. */
  'window.savePdf': call(
    'viewer',
    z.object({ name: fileName.regex(/\.pdf$/) }).strict(),
    answers<{ readonly place: string | null }>,
  ),
  /** Lets the desktop app's window fill the screen, or gives it its place back. */
  'window.fillScreen': call('viewer', z.object({ isFull: z.boolean() }).strict(), answers<{ readonly isFull: boolean }>),
  /** Lays the compact strip over all other windows of this desktop, or takes it away. */
  'window.showStrip': call('viewer', z.object({ isShown: z.boolean() }).strict(), answers<{ readonly isShown: boolean }>),
  /** The configuration that was opened with the desktop app last; null: none was. */
  'window.readOpened': call('admin', nothing, answers<{ readonly document: OpenedDocument | null }>),
  /** Brings the desktop app's console to the front, on an alert or on the list of them. */
  'window.showConsole': call(
    'viewer',
    z.object({ alert: alertId.nullable() }).strict(),
    answers<{ readonly alert: EpisodeId | null }>,
  ),
  /** Looks for a newer version of the installed app now; what comes of it is in the view, too. */
  'update.look': call('responder', nothing, answers<{ readonly update: UpdateView | null }>),
  /** Ends the app, puts the version in place that is ready, and starts it. */
  'update.restart': call(
    'admin',
    z.object({ version: z.string().min(1).max(100) }).strict(),
    answers<{ readonly version: string }>,
  ),
  'infrastructure.read': call('viewer', nothing, answers<InfrastructureView>),
  'performance.read': call('viewer', z.object({ hours: z.number().int().min(1).max(744) }).strict(), answers<PerformanceView>),
  'business.read': call('viewer', z.object({ hours: z.number().int().min(1).max(744) }).strict(), answers<BusinessView>),
  'objective.list': call('viewer', nothing, answers<readonly ObjectiveStanding[]>),
  'objective.read': call('viewer', z.object({ objective: z.string().min(1).max(200) }).strict(), answers<ObjectiveDetail>),
  /** Keeps a secret in this desk's own encrypted store, in place of an earlier one of that name. It never comes back. */
  'secret.keep': call(
    'admin',
    z.object({ name: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/), value: z.string().min(1).max(4_000) }).strict(),
    answers<{ readonly name: string }>,
  ),
  /** Looks at a channel's set-up, and sends nothing. */
  'channel.check': call('responder', z.object({ channel: z.enum(CHANNELS) }).strict(), answers<ChannelCheck>),
  /** Sends one test message; answers what its receiver said. */
  'channel.try': call('responder', z.object({ channel: z.enum(CHANNELS) }).strict(), answers<ChannelTrial>),
  'template.guide': call('viewer', nothing, answers<TemplateGuide>),
  /** An example as a channel would send it; `texts`: parts of the channel's template in the place of those that are saved, `null` for ours. */
  'template.preview': call(
    'viewer',
    z
      .object({
        channel: z.enum(CHANNELS),
        example: z.enum(EXAMPLES),
        texts: z.record(z.string().min(1).max(20), z.string().max(4_000).nullable()).optional(),
      })
      .strict(),
    answers<MessagePreview>,
  ),
  /** Tells everybody of the escalation for real, within `over`, marked as a drill. */
  'drill.start': call(
    'admin',
    z.object({ over: duration.refine((over) => over >= 30_000 && over <= 3_600_000, 'between 30 s and 1 h') }).strict(),
    answers<ActionReceipt>,
  ),
  'drill.list': call('viewer', z.object({ limit: z.number().int().min(1).max(20) }).strict(), answers<readonly DrillReport[]>),
  /** Somebody says that a message of the drill has arrived. */
  'drill.confirm': call(
    'responder',
    z.object({ drill: alertId, delivery: z.string().min(1).max(500) }).strict(),
    answers<ActionReceipt>,
  ),
  'target.read': call('viewer', z.object({ target: targetId }).strict(), answers<TargetDetail>),
  'target.readNow': call('responder', z.object({ target: targetId }).strict(), answers<Reading>),
  /** `target` as it would stand in the configuration's `targets` list. */
  'target.try': call('admin', z.object({ target: z.unknown() }).strict(), answers<Reading>),
  /** Every source that can be set up: how it is doing, what it brings, what is missing. */
  'source.list': call('viewer', nothing, answers<readonly SourceStanding[]>),
  /** What would be said about a source after its block were so, without keeping it; paths begin inside it. No block: it is taken out. */
  'source.check': call(
    'admin',
    z.object({ source: z.enum(SOURCES), block: z.unknown() }).strict(),
    answers<readonly ConfigProblem[]>,
  ),
  /** One look at a source as it would be configured; nothing of it is kept. `sent`: what somebody would send to the one that is told. */
  'source.try': call(
    'admin',
    z.object({ source: z.enum(SOURCES), block: z.unknown(), sent: z.string().max(20_000).nullable() }).strict(),
    answers<Reading>,
  ),
  /** What was kept of loads of a page that went wrong, the newest first. */
  'evidence.list': call('viewer', z.object({ target: targetId }).strict(), answers<readonly EvidenceRecord[]>),
  /** One of its pictures, as a `data:` address. */
  'evidence.picture': call(
    'viewer',
    z.object({ target: targetId, id: fileName, name: fileName }).strict(),
    answers<{ readonly address: string }>,
  ),
  /** Loads the page once, now, and keeps all that it asked the network for as an HTTP archive. */
  'evidence.har': call(
    'responder',
    z.object({ target: targetId }).strict(),
    answers<{ readonly name: string; readonly place: string; readonly text: string }>,
  ),
  /** The audits of a page whose reports are kept, the newest first. */
  'report.list': call('viewer', z.object({ page: z.string().min(1).max(200) }).strict(), answers<readonly KeptReport[]>),
  /** Shows a report in the person's own browser. Where the console is in a browser itself, it opens the report's address there. */
  'report.open': call(
    'viewer',
    z.object({ page: z.string().min(1).max(200), id: fileName }).strict(),
    answers<{ readonly opened: boolean }>,
  ),
  'rule.read': call('viewer', z.object({ rule: ruleId }).strict(), answers<Rule>),
  /** What the rules that a change touches would have done, as they are and as they would be. `text`: the whole document. */
  'rule.preview': call(
    'admin',
    z.union([z.object({ text: documentText }).strict(), z.object({ edits }).strict()]),
    answers<ChangePreview>,
  ),
  /** What a rule would do if its values took a course from now on. `edits`: of the configuration, not saved; `null`: as it holds. */
  'rule.scenario': call(
    'admin',
    z
      .object({
        rule: ruleId,
        edits: edits.nullable(),
        course: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('named'), name: z.enum(COURSES) }).strict(),
          z.object({ kind: z.literal('drawn'), stretches: z.array(stretch).length(24) }).strict(),
        ]),
        labels: labels.nullable(),
        length: duration
          .refine((length) => length >= 600_000 && length <= 2_678_400_000, 'between 10 min and 31 days')
          .nullable(),
      })
      .strict(),
    answers<RuleScenario>,
  ),
  /** What would be said about one rule after these edits, without keeping them; paths begin inside the rule: `when.above`. */
  'rule.check': call('admin', z.object({ rule: ruleId, edits }).strict(), answers<readonly ConfigProblem[]>),
  'playbook.list': call('viewer', nothing, answers<readonly PlaybookTitle[]>),
  'playbook.read': call('viewer', z.object({ playbook: z.string().min(1).max(100) }).strict(), answers<Playbook>),
  'history.range': call(
    'viewer',
    z
      .object({
        series: z.array(seriesId).min(1).max(50),
        from: instant,
        to: instant,
        maxPoints: z.number().int().min(1).max(600),
      })
      .strict(),
    answers<HistoryAnswer>,
  ),
  'history.list': call(
    'viewer',
    z.object({ name: z.string().max(200).optional(), matchers: z.array(matcher).max(20).optional() }).strict(),
    answers<readonly { readonly id: SeriesId; readonly series: Series }[]>,
  ),
  'delivery.list': call(
    'viewer',
    z.object({ since: instant, limit: z.number().int().min(1).max(1_000) }).strict(),
    answers<readonly Delivery[]>,
  ),
  'config.read': call('viewer', nothing, answers<ConfigView>),
  'config.check': call('viewer', z.object({ text: documentText }).strict(), answers<readonly ConfigProblem[]>),
  /** What would be said about the document after these edits. */
  'config.checkEdits': call('admin', z.object({ edits }).strict(), answers<readonly ConfigProblem[]>),
  /** When documents that are kept were replaced, newest first. */
  'config.versions': call('viewer', nothing, answers<readonly Instant[]>),
  'config.version': call('viewer', z.object({ replacedAt: instant }).strict(), answers<EarlierConfig>),
  'config.restore': call(
    'admin',
    z.object({ replacedAt: instant, revision: z.number().int().min(0) }).strict(),
    answers<SaveAnswer>,
  ),
  'config.save': call(
    'admin',
    z.object({ text: documentText, revision: z.number().int().min(0) }).strict(),
    answers<SaveAnswer>,
  ),
  'config.edit': call(
    'admin',
    z
      .object({
        edits,
        revision: z.number().int().min(0),
      })
      .strict(),
    answers<SaveAnswer>,
  ),
  /** Why an alert of the rule woke somebody, or why not: `labels` null for the worst; `at` as people say it (`03:12`), null for now. */
  'explain.read': call(
    'viewer',
    z
      .object({
        rule: ruleId,
        labels: labels.nullable(),
        at: z.string().min(1).max(100).nullable(),
      })
      .strict(),
    answers<ExplainAnswer>,
  ),
  'audit.list': call(
    'viewer',
    z.object({ before: z.number().int().min(1).optional(), limit: z.number().int().min(1).max(500) }).strict(),
    answers<readonly AuditEntry[]>,
  ),
  'audit.verify': call('viewer', nothing, answers<AuditVerdict>),
} as const;

export type CallName = keyof typeof CALLS;

/** What a caller passes, before parsing. */
export type CallInput<Name extends CallName> = z.input<(typeof CALLS)[Name]['input']>;

/** What a handler gets, parsed. */
export type CallArguments<Name extends CallName> = z.output<(typeof CALLS)[Name]['input']>;

export type CallOutput<Name extends CallName> = NonNullable<(typeof CALLS)[Name]['_output']>;
