import { exampleDay } from '../../src/main/channel/preview/day.js';
import type { Action, ActionReceipt } from '../../src/main/core/model/action.js';
import type { Actor } from '../../src/main/core/model/actor.js';
import type { EpisodeId } from '../../src/main/core/model/alert.js';
import type { AlertRow } from '../../src/main/core/model/alert-view.js';
import type { PastView } from '../../src/main/core/model/past.js';
import { fail, ok, type Refusal, type Result } from '../../src/main/core/model/result.js';
import type { RuleId } from '../../src/main/core/model/rule.js';
import type { SeriesId } from '../../src/main/core/model/sample.js';
import type { TargetId } from '../../src/main/core/model/target.js';
import type { TargetRow } from '../../src/main/core/model/target-view.js';
import type { ConsoleView, ViewPush } from '../../src/main/core/model/view.js';
import type { Desk } from '../../src/main/core/port/desk.js';
import type { ExplainQuery } from '../../src/main/core/port/explain.js';
import { after, type Instant, instant, milliseconds, minutes } from '../../src/main/core/time/instant.js';
import { type BusinessScene, scriptedBusiness, scriptedRisk } from './business.js';
import { scriptedCalendar } from './calendar.js';
import { scriptedExplanation } from './explanation.js';
import { scriptedHandover } from './handover.js';
import { scriptedInfrastructure } from './infrastructure.js';
import { scriptedPerformance } from './performance.js';
import { scriptedQuality } from './quality.js';
import { scriptedServiceLevels } from './service-level.js';
import { type StandingScene, scriptedBaseline, scriptedObjectives } from './standing.js';

export interface Remembrance {
  readonly action: string;
  readonly subject: string;
  readonly actor: Actor;
}

/** A desk whose view a test writes, and which does what it is asked to the alerts in it. */
export interface ScriptedDesk extends Desk {
  /** Acts as they reached it. */
  readonly acts: { readonly action: Action; readonly actor: Actor }[];
  readonly remembered: Remembrance[];
  /** Which objectives there are, and how they stand. */
  standing: StandingScene;
  /** What is known of the business. */
  trade: BusinessScene;
  /** What was to be explained. */
  readonly asked: ExplainQuery[];
  /** Changes the view and pushes the change. */
  change(part: Partial<ConsoleView>): void;
  push(push: ViewPush): void;
  listeners(): number;
}

/** The one series of which a scripted desk has learnt what is usual. */
export const HOME_RESPONSE = 'http_response_seconds{source="http",target="home"}' as SeriesId;

const nothingLearnt = (series: SeriesId): Refusal => ({
  code: 'not-found',
  message: `Nothing is learnt of ${series}.`,
  field: 'series',
});

/** Nothing was recorded before `T0`; since then a scripted desk looked always as it does now. */
const pastOf = (view: ConsoleView, at: Instant): Result<PastView, Refusal> =>
  at < T0
    ? fail({ code: 'not-found', message: 'Nothing is recorded of that time.', field: 'at' })
    : ok({ asked: at, at, gap: null, first: T0, last: at, view: JSON.stringify(view), answers: '{"objective.list":[]}' });

export const T0 = instant(Date.UTC(2026, 10, 24, 9, 0, 0));

export const scriptedAlert = (id: string, over: Partial<AlertRow> = {}): AlertRow => ({
  id: id as EpisodeId,
  episode: 1,
  rule: 'site-down' as RuleId,
  name: 'Booking page is down',
  severity: 'critical',
  category: 'availability',
  impact: 'high',
  state: 'firing',
  labels: { target: 'booking', source: 'http' },
  target: 'booking' as TargetId,
  metric: 'up',
  comparison: 'below',
  value: 0,
  threshold: 1,
  worst: 0,
  summary: 'Booking page is down: answered 503 (expected 200-399)',
  businessImpact: 'Parents cannot book lessons.',
  playbook: 'site-down',
  startedAt: after(T0, -minutes(12)),
  firedAt: after(T0, -minutes(10)),
  resolvedAt: null,
  resolution: null,
  acknowledged: null,
  suppressed: null,
  muted: null,
  waiting: [],
  verdict: 'breach',
  good: null,
  level: 0,
  escalation: [{ level: 0, at: after(T0, -minutes(10)), team: 'on call', done: true, channels: ['email'] }],
  isTest: false,
  isDrill: false,
  ...over,
});

const scriptedTarget = (id: string, over: Partial<TargetRow> = {}): TargetRow => ({
  id: id as TargetId,
  name: id,
  source: 'http',
  url: `https://www.example.test/${id}`,
  isService: true,
  responseMetric: 'http_response_seconds',
  labels: { page: id },
  everySeconds: 60,
  state: 'up',
  since: after(T0, -minutes(60)),
  lastAt: after(T0, -1_000),
  freshUntil: after(T0, 299_000),
  status: 200,
  responseSeconds: 0.21,
  problem: null,
  certificateDays: 60,
  firing: { critical: 0, warning: 0, info: 0 },
  beats: 'uuuu',
  beatsEndAt: T0,
  beatSeconds: 60,
  ...over,
});

const firing = { critical: 1, warning: 0, info: 0 };

export const scriptedView = (): ConsoleView => ({
  watch: {
    state: 'problem',
    firing,
    acknowledged: 0,
    suppressed: 0,
    targets: { total: 2, up: 1, down: 1, unknown: 0 },
    freshAt: after(T0, -1_000),
    freshUntil: after(T0, 299_000),
    blind: null,
    mutedUntil: null,
    isSettling: false,
    coverage: 0.97,
    bornAt: after(T0, -86_400_000),
    unobserved: [{ from: after(T0, -minutes(90)), to: after(T0, -minutes(60)), cause: 'asleep' }],
    nextEscalation: null,
  },
  desk: {
    operator: { name: 'Ann', role: 'admin' },
    site: {
      name: 'Example',
      url: 'https://www.example.test/',
      timeZone: 'Europe/London',
      currency: 'GBP',
      locale: 'en-GB',
      contacts: { technical: '', alerts: '', emergency: '', business: '' },
    },
    configRevision: 3,
    isFirstRun: false,
    demoPanel: null,
    update: null,
  },
  system: {
    version: '0.1.0',
    runtime: 'Node',
    startedAt: after(T0, -minutes(120)),
    banners: [],
    store: {
      kind: 'memory',
      place: 'memory',
      state: 'ok',
      text: 'keeps up',
      bytes: 1_024,
      lastCommitAt: T0,
      commitMilliseconds: { median: 1, p95: 2 },
    },
    engine: {
      turns: 40,
      turnMilliseconds: { median: 0.4, p95: 0.9 },
      lateMilliseconds: { median: 2, p95: 20 },
      series: 12,
    },
    heartbeat: null,
    calendar: { due: 0, overdue: 0, changedAt: null },
    team: null,
    outbox: { waiting: 0, delivered: 1, abandoned: 0 },
    channels: [{ kind: 'desktop', state: 'ok', lastAt: T0, text: 'delivered', doNotDisturb: null }],
  },
  targets: {
    home: scriptedTarget('home'),
    booking: scriptedTarget('booking', { state: 'down', status: 503, problem: 'answered 503', firing }),
  },
  alerts: { 'a1-1': scriptedAlert('a1-1') },
  rules: {},
  sources: {
    http: {
      kind: 'http',
      state: 'ok',
      targets: 2,
      lastAt: after(T0, -1_000),
      freshUntil: after(T0, 299_000),
      lateMilliseconds: 3,
      text: '2 targets',
    },
  },
  suppressions: {},
});

const own = <Row>(rows: Readonly<Record<string, Row>>, id: string): Row | undefined =>
  Object.hasOwn(rows, id) ? rows[id] : undefined;

const missing = (id: string): Refusal => ({ code: 'not-found', message: `There is no alert ${id}.`, field: 'alert' });
const noRule = (id: string): Refusal => ({
  code: 'not-found',
  message: `There is no rule ${id}. Did you mean site-down?`,
  field: 'rule',
});
const conflict = (message: string): Refusal => ({ code: 'conflict', message });

type Change = (row: AlertRow, by: string, now: Instant) => Result<AlertRow, Refusal>;

const changeOf = (action: Action): Change => {
  switch (action.kind) {
    case 'acknowledge':
      return (row, by, at) =>
        row.state === 'resolved'
          ? fail(conflict(`${row.id} is resolved already.`))
          : ok({ ...row, acknowledged: { by, at, note: action.note, end: { kind: 'resolved' } } });
    case 'unacknowledge':
      return (row) =>
        row.acknowledged === null ? fail(conflict('Nobody acknowledged it.')) : ok({ ...row, acknowledged: null });
    case 'resolve':
      return (row, by, at) =>
        row.state === 'resolved'
          ? fail(conflict(`${row.id} is resolved already.`))
          : ok({ ...row, state: 'resolved', resolvedAt: at, resolution: { how: 'hand', by, reason: action.reason } });
    case 'reopen':
      return (row) =>
        row.state === 'firing'
          ? fail(conflict(`${row.id} is open.`))
          : ok({ ...row, state: 'firing', resolvedAt: null, resolution: null });
    case 'suppress':
      return (row, by, at) => ok({ ...row, suppressed: { id: 's1', until: after(at, action.for), by, why: action.why } });
    case 'unsuppress-alert':
      return (row) => (row.suppressed === null ? fail(conflict('It is not suppressed.')) : ok({ ...row, suppressed: null }));
    default:
      return ok;
  }
};

const riskOf = ({ id, category, startedAt }: AlertRow, now: Instant) =>
  category === 'business' ? scriptedRisk(id, startedAt, now) : null;

export const createScriptedDesk = (now: () => Instant = () => T0): ScriptedDesk => {
  let revision = 7;
  let view = scriptedView();
  const acts: ScriptedDesk['acts'] = [];
  const remembered: Remembrance[] = [];
  const asked: ExplainQuery[] = [];
  const listeners = new Set<(push: ViewPush) => void>();

  const put = (row: AlertRow): void => {
    view = { ...view, alerts: { ...view.alerts, [row.id]: row } };
    revision += 1;
    const push: ViewPush = { from: revision - 1, to: revision, changes: [{ part: 'alerts', key: row.id, value: row }] };
    for (const listener of listeners) listener(push);
  };

  const act = async (action: Action, actor: Actor): Promise<Result<ActionReceipt, Refusal>> => {
    acts.push({ action, actor });
    if (action.kind === 'test-alert') {
      put(scriptedAlert('a9-1', { severity: 'info', isTest: true, firedAt: now(), startedAt: now() }));
      return ok({ alert: 'a9-1' as EpisodeId, suppression: null });
    }
    if (action.kind === 'reset-baseline' && action.series !== HOME_RESPONSE) return fail(nothingLearnt(action.series));
    if (!('alert' in action)) return ok({ alert: null, suppression: 's1' });
    const row = own(view.alerts, action.alert);
    if (row === undefined) return fail(missing(action.alert));
    const changed = changeOf(action)(row, actor.name, now());
    if (!changed.ok) return changed;
    put(changed.value);
    return ok({ alert: action.alert, suppression: null });
  };

  const standings = () => scriptedObjectives(desk.standing, now());
  const learnt = (series: SeriesId, stretch?: { readonly from: Instant; readonly to: Instant }) =>
    scriptedBaseline('ready', series, { id: 'slower' as RuleId, name: 'Slower than usual' }, now(), stretch);

  const desk: ScriptedDesk = {
    standing: 'mixed',
    trade: 'full',
    acts,
    asked,
    remembered,
    view: () => ({ revision, view }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    act,
    past: async (at) => pastOf(view, at),
    pastDay: async (to) => ok({ from: after(to, -86_400_000), to, recorded: [], alerts: [], reach: { first: T0, last: T0 } }),
    alert: async (id) => {
      const row = own(view.alerts, id);
      return row === undefined
        ? fail(missing(id))
        : ok({ row, timeline: [], deliveries: [], series: [], earlier: [], related: [], atRisk: riskOf(row, now()) });
    },
    alerts: async (since, limit) =>
      Object.values(view.alerts)
        .filter((row) => row.resolvedAt === null || row.resolvedAt >= since)
        .slice(0, limit),
    explain: async (query) => {
      asked.push(query);
      return query.rule === 'site-down' ? ok(scriptedExplanation(query.at ?? now())) : fail(noRule(query.rule));
    },
    target: async (id) => {
      const row = own(view.targets, id);
      if (row === undefined) return fail({ code: 'not-found', message: `There is no target ${id}.`, field: 'target' });
      const uptime = { from: after(T0, -86_400_000), to: T0, ratio: id === 'home' ? 1 : 0.5, readings: 100, coverage: 0.97 };
      return ok({ row, lastReading: null, series: [], uptime });
    },
    infrastructure: async () => scriptedInfrastructure(now(), false),
    quality: async (days) => scriptedQuality(days, false),
    report: async () => ok(exampleDay(Object.values(view.alerts), now())),
    serviceLevels: async (question, by) =>
      scriptedServiceLevels(
        question,
        standings().map(({ standing }) => standing.objective),
        Object.values(view.alerts),
        { now: now(), by },
      ),
    handover: async (hours) => scriptedHandover(Object.values(view.alerts), hours, now(), { isQuiet: false }),
    business: async () => scriptedBusiness(desk.trade, now()),
    deploys: async () => [],
    performance: async (hours) => scriptedPerformance(desk.trade === 'full' ? 'full' : 'empty', hours, now()),
    objectives: async () => standings().map(({ standing }) => standing),
    objective: async (id) => {
      const found = standings().find(({ standing }) => standing.objective.id === id);
      return found === undefined
        ? fail({ code: 'not-found', message: `There is no objective ${id}.`, field: 'objective' })
        : ok(found);
    },
    baselines: async ({ target }) => (target === undefined || target === 'home' ? [learnt(HOME_RESPONSE).row] : []),
    baseline: async ({ series, from, to }) =>
      series === HOME_RESPONSE ? ok(learnt(series, { from, to })) : fail(nothingLearnt(series)),
    readNow: async (id) => fail({ code: 'unavailable', message: `${id} cannot be read here.` }),
    tryTarget: async (target) => ({
      source: target.source,
      target: target.id,
      startedAt: now(),
      at: now(),
      outcome: { kind: 'source-failed', text: 'nothing is read here' },
    }),
    preview: async () => ok({ backtests: [], left: [] }),
    scenario: async (_, rule) => fail({ code: 'not-found', message: `There is no rule ${rule}.`, field: 'rule' }),
    checkChannel: async (channel) => ok({ channel, took: milliseconds(12), points: [] }),
    calendar: async () => scriptedCalendar(now()),
    drills: async () => [],
    tryChannel: async (channel) =>
      channel === 'desktop'
        ? ok({ channel, recipients: [], took: milliseconds(12), isSent: true, text: 'shown on this desktop' })
        : fail({ code: 'conflict', message: `${channel} is not turned on.`, field: 'channel' }),
    remember: async (action, subject, actor) => {
      remembered.push({ action, subject, actor });
    },
    suspend: () => undefined,
    resume: () => undefined,
    change: (part) => {
      view = { ...view, ...part };
      revision += 1;
    },
    push: (push) => {
      for (const listener of listeners) listener(push);
    },
    listeners: () => listeners.size,
  };
  return desk;
};
