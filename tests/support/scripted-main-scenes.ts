import type {
  Actor,
  AlertRow,
  Banner,
  ConsoleView,
  EpisodeId,
  Instant,
  RuleId,
  RuleRow,
  Severity,
  SourceRow,
  TargetId,
  TargetRow,
  WatchView,
} from '../../src/preload/contract/views.js';
import { scriptedCalendar, scriptedCount } from './calendar.js';
import { floodAlerts } from './scripted-flood.js';

/**
 * - `wide`: 1,000 targets and a few alerts. `full`: as many targets and 10,000 alerts.
 * - `many`: 60 targets and 200 alerts that fire.
 * - `flood`: 412 like alerts, seven of one machine, and a few by themselves.
 * - `extreme`: the longest names, the largest numbers, an outage of a whole day.
 */
export type SceneName =
  | 'first-run'
  | 'empty'
  | 'healthy'
  | 'problem'
  | 'blind'
  | 'wide'
  | 'many'
  | 'flood'
  | 'full'
  | 'failing'
  | 'extreme';

export interface Scene {
  readonly name: SceneName;
  readonly now: number;
  revision: number;
  view: ConsoleView;
  /** Who asks; an admin unless told. */
  actor?: Actor;
  /** What shows the page; a browser unless told. */
  shell?: 'desktop' | 'browser';
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (milliseconds: number): Instant => milliseconds as Instant;

/** Chance that is the same each time: a scene looks alike on every run. */
export const seeded = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

const NAMES = [
  'Home',
  'Booking form',
  'Inquiry form',
  'Tutors',
  'Prices',
  'Sign in',
  'Parents’ area',
  'Search',
  'Blog',
  'Payment gateway',
];
const BEATS = 96;

const beatsOf = (pattern: 'up' | 'down' | 'slow' | 'blind' | 'day-down', seed: number): string => {
  const chance = seeded(seed);
  if (pattern === 'day-down') return 'd'.repeat(BEATS);
  const beats: string[] = Array.from({ length: BEATS }, () => (chance() < 0.012 ? 'w' : 'u'));
  if (seed % 3 === 0) beats.fill('x', 30, 38);
  if (seed % 11 === 5) beats.fill('.', 0, 20);
  if (pattern === 'down') beats.fill('d', BEATS - 3);
  if (pattern === 'slow') beats.fill('w', BEATS - 9);
  if (pattern === 'blind') beats.fill('x', BEATS - 6);
  return beats.join('');
};

const makeTarget = (index: number, now: number, change: Partial<TargetRow> = {}): TargetRow => {
  const name = NAMES[index % NAMES.length] ?? 'Page';
  const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  return {
    id: (index < NAMES.length ? slug : `${slug}-${index}`) as TargetId,
    name: index < NAMES.length ? name : `${name} ${index}`,
    source: 'http',
    url: `https://www.example.org/${slug}`,
    isService: true,
    responseMetric: 'http_response_seconds',
    labels: { page: slug, tier: index % 3 === 0 ? 'revenue' : 'content' },
    everySeconds: 60,
    state: 'up',
    since: at(now - 31 * HOUR),
    lastAt: at(now - 4_000 - index * 700),
    freshUntil: at(now + 5 * MINUTE),
    status: 200,
    responseSeconds: 0.12 + (index % 9) * 0.043,
    problem: null,
    certificateDays: 64,
    firing: { critical: 0, warning: 0, info: 0 },
    beats: beatsOf('up', index),
    beatsEndAt: at(now),
    beatSeconds: 900,
    ...change,
  };
};

const makeHost = (now: number): TargetRow =>
  makeTarget(0, now, {
    id: 'this-machine' as TargetId,
    name: 'This machine',
    source: 'host',
    url: null,
    status: null,
    responseSeconds: null,
    certificateDays: null,
    labels: {},
  });

export const makeAlert = (number: number, now: number, change: Partial<AlertRow> = {}): AlertRow => ({
  id: `a${number}-1` as EpisodeId,
  episode: 1,
  rule: 'site-down' as RuleId,
  name: 'Site down',
  severity: 'critical',
  category: 'availability',
  impact: 'high',
  state: 'firing',
  labels: { target: 'booking-form', source: 'http', page: 'booking', tier: 'revenue' },
  target: 'booking-form' as TargetId,
  metric: 'up',
  comparison: 'below',
  value: 0,
  threshold: 1,
  worst: 0,
  summary: 'Booking form is down: answered 503 (expected 200–399)',
  businessImpact: 'Parents cannot book a lesson.',
  playbook: 'site-down',
  startedAt: at(now - 14 * MINUTE),
  firedAt: at(now - 14 * MINUTE),
  resolvedAt: null,
  resolution: null,
  acknowledged: null,
  suppressed: null,
  muted: null,
  waiting: [],
  verdict: 'breach',
  good: null,
  level: 1,
  escalation: [
    { level: 1, at: at(now - 14 * MINUTE), team: 'the senior team', done: true, channels: ['email', 'slack'] },
    { level: 2, at: at(now + 42 * MINUTE), team: 'management', done: false, channels: ['email'] },
  ],
  isTest: false,
  isDrill: false,
  ...change,
});

const SLOW: Partial<AlertRow> = {
  rule: 'slow-page-loads' as RuleId,
  name: 'Slow page loads',
  severity: 'warning',
  category: 'performance',
  impact: null,
  metric: 'http_response_seconds',
  comparison: 'above',
  threshold: 3,
  businessImpact: '',
  playbook: 'slow-page-loads',
  escalation: [],
  level: 0,
};

const problemAlerts = (now: number): readonly AlertRow[] => [
  makeAlert(17, now),
  makeAlert(18, now, {
    ...SLOW,
    labels: { target: 'search', source: 'http', page: 'search' },
    target: 'search' as TargetId,
    value: 4.231,
    worst: 6.02,
    summary: 'Search answers in 4.23 s (limit 3 s)',
    startedAt: at(now - 65 * MINUTE),
    firedAt: at(now - 60 * MINUTE),
  }),
  makeAlert(12, now, {
    ...SLOW,
    rule: 'asset-loading-failures' as RuleId,
    name: 'Asset loading failures',
    labels: { target: 'home', source: 'http', page: 'home' },
    target: 'home' as TargetId,
    metric: 'asset_failure_ratio',
    value: 0.071,
    threshold: 0.05,
    worst: 0.09,
    summary: 'Home: 3 of 42 assets fail to load (limit 5 %)',
    acknowledged: {
      by: 'Ana Ruiz',
      at: at(now - 50 * MINUTE),
      note: 'The CDN has an incident open',
      end: { kind: 'resolved' },
    },
    startedAt: at(now - 3 * HOUR),
    firedAt: at(now - 3 * HOUR),
  }),
  makeAlert(9, now, {
    ...SLOW,
    rule: 'certificate-expiry' as RuleId,
    name: 'Certificate expires soon',
    severity: 'info',
    category: 'infrastructure',
    metric: 'http_certificate_expiry_seconds',
    comparison: 'below',
    value: 11 * 86_400,
    threshold: 14 * 86_400,
    worst: null,
    summary: 'The certificate of Payment gateway expires in 11 days',
    target: 'payment-gateway' as TargetId,
    labels: { target: 'payment-gateway', source: 'http' },
    suppressed: { id: 's4', until: at(now + 5 * HOUR), by: 'Tom Hale', why: 'Renewal is booked for Monday' },
    startedAt: at(now - 26 * HOUR),
    firedAt: at(now - 26 * HOUR),
  }),
  makeAlert(8, now, {
    state: 'resolved',
    resolvedAt: at(now - 2 * HOUR),
    startedAt: at(now - 3 * HOUR),
    firedAt: at(now - 3 * HOUR),
    resolution: { how: 'auto', by: null, reason: 'good for 5 min, 5 readings' },
    value: 1,
    summary: 'Sign in was down: connection refused',
    target: 'sign-in' as TargetId,
  }),
];

const RULES: readonly Partial<RuleRow>[] = [
  {
    id: 'site-down' as RuleId,
    name: 'Site down',
    severity: 'critical',
    category: 'availability',
    impact: 'high',
    metric: 'up',
    comparison: 'below',
    threshold: 1,
    sentence: 'up is below 1',
  },
  {
    id: 'slow-page-loads' as RuleId,
    name: 'Slow page loads',
    severity: 'warning',
    category: 'performance',
    metric: 'http_response_seconds',
    threshold: 3,
    sentence: 'http_response_seconds is above 3 s for 5 min',
  },
  {
    id: 'response-time-sla' as RuleId,
    name: 'Response time SLA',
    severity: 'warning',
    category: 'performance',
    metric: 'http_response_seconds',
    threshold: 2,
    sentence: 'http_response_seconds is above 2 s for 5 min',
  },
  {
    id: 'asset-loading-failures' as RuleId,
    name: 'Asset loading failures',
    severity: 'warning',
    category: 'performance',
    metric: 'asset_failure_ratio',
    threshold: 0.05,
    sentence: 'asset_failure_ratio is above 5 % for 2 min',
  },
  {
    id: 'certificate-expiry' as RuleId,
    name: 'Certificate expires soon',
    severity: 'info',
    category: 'infrastructure',
    metric: 'http_certificate_expiry_seconds',
    comparison: 'below',
    threshold: 1_209_600,
    sentence: 'http_certificate_expiry_seconds is below 14 d',
  },
  {
    id: 'disk-nearly-full' as RuleId,
    name: 'Disk nearly full',
    severity: 'warning',
    category: 'infrastructure',
    metric: 'host_disk_used_ratio',
    threshold: 0.9,
    sentence: 'host_disk_used_ratio is above 90 %',
    origin: 'own',
  },
  {
    id: 'slower-than-usual' as RuleId,
    name: 'Slower than usual',
    severity: 'warning',
    category: 'performance',
    metric: 'http_response_seconds',
    condition: 'outsideBand',
    threshold: null,
    sentence: 'at least 3 of the newest 5 of http_response_seconds lie above what is usual',
  },
  {
    id: 'error-rate-spike' as RuleId,
    name: 'Error rate spike',
    severity: 'critical',
    category: 'business',
    impact: 'medium',
    metric: 'error_ratio',
    threshold: 0.02,
    sentence: 'error_ratio is above 2 % for 5 min',
    health: { state: 'no-source', text: 'No configured source gives error_ratio.' },
    series: 0,
  },
  {
    id: 'revenue-form-failures' as RuleId,
    name: 'Revenue form failures',
    severity: 'critical',
    category: 'business',
    impact: 'high',
    metric: 'form_failures_ratio',
    subject: 'ratio',
    threshold: 0.03,
    sentence: 'form_failures_total of form_submissions_total is above 3 %',
  },
  {
    id: 'bounce' as RuleId,
    name: 'Bounce rate',
    severity: 'info',
    category: 'business',
    metric: 'bounce_ratio',
    threshold: 0.5,
    sentence: 'bounce_ratio is above 50 %',
    enabled: false,
    series: 0,
    health: { state: 'failed', text: 'Its series changed its unit from _ratio to _percent.' },
  },
];

const makeRule = (part: Partial<RuleRow>): RuleRow => ({
  id: 'rule' as RuleId,
  name: 'Rule',
  enabled: true,
  severity: 'warning',
  category: 'performance',
  impact: null,
  origin: 'profile',
  metric: 'up',
  condition: 'above',
  subject: 'metric',
  comparison: 'above',
  threshold: 1,
  sentence: '',
  series: 11,
  pending: 0,
  firing: 0,
  health: { state: 'ok', text: '' },
  ...part,
});

const keyed = <Row extends { readonly id: string }>(rows: readonly Row[]): Record<string, Row> =>
  Object.fromEntries(rows.map((row) => [row.id, row]));

const countFiring = (alerts: readonly AlertRow[]): Record<Severity, number> => {
  const firing = { critical: 0, warning: 0, info: 0 };
  for (const row of alerts)
    if (row.state === 'firing' && row.acknowledged === null && row.suppressed === null) firing[row.severity] += 1;
  return firing;
};

const watchOf = (targets: readonly TargetRow[], alerts: readonly AlertRow[], now: number): WatchView => {
  const firing = countFiring(alerts);
  const is = (state: TargetRow['state']): number => targets.filter((row) => row.state === state).length;
  return {
    state: firing.critical + firing.warning + firing.info > 0 ? 'problem' : 'ok',
    firing,
    acknowledged: alerts.filter((row) => row.state === 'firing' && row.acknowledged !== null).length,
    suppressed: alerts.filter((row) => row.state === 'firing' && row.suppressed !== null).length,
    targets: { total: targets.length, up: is('up'), down: is('down'), unknown: is('unknown') },
    freshAt: targets.length === 0 ? null : at(now - 4_000),
    freshUntil: targets.length === 0 ? null : at(now + 5 * MINUTE),
    blind: null,
    mutedUntil: null,
    isSettling: false,
    coverage: 0.961,
    bornAt: at(now - 400 * HOUR),
    unobserved: [{ from: at(now - 16 * HOUR), to: at(now - 15 * HOUR), cause: 'asleep' }],
    nextEscalation: nextOf(alerts),
  };
};

/** The first level that is still to come of alerts that nothing mutes. */
const nextOf = (alerts: readonly AlertRow[]): WatchView['nextEscalation'] => {
  const [next] = alerts
    .filter((row) => row.state === 'firing' && row.muted === null && row.suppressed === null)
    .flatMap(({ id, summary, escalation }) =>
      escalation
        .filter(({ done }) => !done)
        .map(({ level, team, at: due, channels }) => ({ alert: id, summary, level, team, at: due, channels })),
    )
    .sort((a, b) => a.at - b.at);
  return next ?? null;
};

const sourcesOf = (targets: readonly TargetRow[], now: number): readonly SourceRow[] => [
  {
    kind: 'http',
    state: targets.length === 0 ? 'idle' : 'ok',
    targets: targets.filter((row) => row.source === 'http').length,
    lastAt: targets.length === 0 ? null : at(now - 4_000),
    freshUntil: targets.length === 0 ? null : at(now + 5 * MINUTE),
    lateMilliseconds: 12,
    text: '',
  },
  {
    kind: 'host',
    state: 'ok',
    targets: 1,
    lastAt: at(now - 9_000),
    freshUntil: at(now + 5 * MINUTE),
    lateMilliseconds: 3,
    text: '',
  },
];

const viewOf = (targets: readonly TargetRow[], alerts: readonly AlertRow[], now: number): ConsoleView => ({
  watch: watchOf(targets, alerts, now),
  desk: {
    operator: { name: 'Ana Ruiz', role: 'admin' },
    site: {
      name: 'My Private Tutor Online',
      url: 'https://www.example.org',
      timeZone: 'Europe/London',
      currency: 'GBP',
      locale: 'en-GB',
      contacts: { technical: 'it@example.org', alerts: '', emergency: '+44 20 7946 0018', business: 'office@example.org' },
    },
    configRevision: 7,
    isFirstRun: false,
    demoPanel: null,
    update: null,
  },
  system: {
    version: '0.1.0',
    runtime: 'Electron 45.4.1, Node 24.3',
    startedAt: at(now - 53 * HOUR),
    banners: [],
    store: {
      kind: 'embedded',
      place: '/home/ana/.config/watchroom/watchroom.db',
      state: 'ok',
      text: '',
      bytes: 48_231_424,
      lastCommitAt: at(now - 4_000),
      commitMilliseconds: { median: 1.8, p95: 4.2 },
    },
    engine: {
      turns: 190_341,
      turnMilliseconds: { median: 0.21, p95: 0.64 },
      lateMilliseconds: { median: 4, p95: 38 },
      series: 142,
    },
    heartbeat: null,
    calendar: null,
    team: null,
    outbox: { waiting: 0, delivered: 87, abandoned: 1 },
    channels: [
      {
        kind: 'desktop',
        state: 'ok',
        lastAt: at(now - 14 * MINUTE),
        text: 'shown on this desktop',
        doNotDisturb: { kind: 'off' },
      },
      { kind: 'email', state: 'unused', lastAt: null, text: 'Nothing was sent since the start.', doNotDisturb: null },
    ],
  },
  targets: keyed(targets),
  alerts: keyed(alerts),
  rules: keyed(RULES.map(makeRule)),
  sources: Object.fromEntries(sourcesOf(targets, now).map((row) => [row.kind, row])),
  suppressions: {},
});

const BANNER = (now: number): Banner => ({
  id: 'store',
  severity: 'critical',
  text: 'The store cannot write: the disk is full.',
  remedy: 'Free some space on /home. Readings are kept in memory for up to an hour until then.',
  since: at(now - 6 * MINUTE),
});

const healthyTargets = (now: number): readonly TargetRow[] => [
  ...NAMES.map((_, index) => makeTarget(index, now)),
  makeHost(now),
];

const problemTargets = (now: number): readonly TargetRow[] =>
  healthyTargets(now).map((row, index) => {
    if (index === 1)
      return {
        ...row,
        state: 'down',
        status: 503,
        problem: 'Answered 503 (expected 200–399)',
        since: at(now - 14 * MINUTE),
        firing: { critical: 1, warning: 0, info: 0 },
        beats: beatsOf('down', 1),
      };
    if (index === 7)
      return {
        ...row,
        responseSeconds: 4.231,
        problem: 'Answers in 4.23 s',
        firing: { critical: 0, warning: 1, info: 0 },
        beats: beatsOf('slow', 7),
      };
    if (index === 8)
      return {
        ...row,
        state: 'unknown',
        lastAt: null,
        freshUntil: null,
        responseSeconds: null,
        status: null,
        beats: '.'.repeat(BEATS),
      };
    return row;
  });

const SUMMARIES = [
  'is down: connection refused',
  'answers in 4.23 s (limit 3 s)',
  'is down: answered 502 (expected 200–399)',
  '’s certificate expires in 6 days',
];

const fullAlerts = (now: number): readonly AlertRow[] =>
  Array.from({ length: 10_000 }, (_, index) => {
    const isOpen = index % 4 === 0;
    const startedAt = at(now - (index + 1) * 3 * MINUTE);
    const target = makeTarget(index % 1_000, now);
    const severity = (['critical', 'warning', 'warning', 'info'] as const)[index % 7 === 0 ? 0 : index % 4] ?? 'info';
    return makeAlert(index + 1, now, {
      severity,
      target: target.id,
      labels: { target: target.id, source: 'http', page: target.labels.page ?? '' },
      summary: `${target.name} ${SUMMARIES[index % SUMMARIES.length]}`,
      startedAt,
      firedAt: startedAt,
      ...(isOpen
        ? {}
        : {
            state: 'resolved',
            resolvedAt: at(startedAt + 2 * MINUTE),
            resolution: { how: 'auto', by: null, reason: 'good for 5 min' },
          }),
    });
  });

const LONG = 'The page on which parents who live abroad ask for a tutor for two or more children at once';

const extremeView = (now: number): ConsoleView => {
  const targets = [
    makeTarget(0, now, {
      name: LONG,
      state: 'down',
      status: 599,
      problem: `Could not be reached: ${LONG.toLowerCase()}`,
      responseSeconds: 9_999.999,
      beats: beatsOf('day-down', 0),
      firing: { critical: 9_999_999, warning: 9_999_999, info: 9_999_999 },
      since: at(now - 24 * HOUR),
    }),
    makeTarget(1, now, { responseSeconds: 0, beats: '' }),
  ];
  const alerts = [
    makeAlert(9_999_999, now, {
      id: 'a9999999-9999' as EpisodeId,
      summary: `${LONG} is down: answered 599 (expected 200–399, 401, 418)`,
      name: LONG,
      metric: 'orders',
      comparison: 'above',
      value: 9_999_999,
      worst: 99_999_999,
      threshold: 0,
      startedAt: at(now - 24 * HOUR),
      labels: { target: 'home', campaign: LONG },
    }),
    makeAlert(1, now, { ...SLOW, value: null, summary: 'x' }),
  ];
  const view = viewOf(targets, alerts, now);
  return {
    ...view,
    watch: { ...view.watch, firing: { critical: 9_999_999, warning: 9_999_999, info: 1 }, coverage: 0 },
    desk: { ...view.desk, operator: { name: LONG, role: 'responder' }, site: { ...view.desk.site, name: LONG } },
  };
};

const VIEWS: Readonly<Record<SceneName, (now: number) => ConsoleView>> = {
  'first-run': (now) => {
    const view = viewOf([], [], now);
    return { ...view, desk: { ...view.desk, isFirstRun: true } };
  },
  empty: (now) => viewOf([], [], now),
  healthy: (now) => viewOf(healthyTargets(now), [], now),
  problem: (now) => viewOf(problemTargets(now), problemAlerts(now), now),
  blind: (now) => {
    const targets = healthyTargets(now).map(
      (row, index): TargetRow => ({
        ...row,
        state: 'unknown',
        lastAt: at(now - 92 * MINUTE),
        freshUntil: at(now - 87 * MINUTE),
        beats: beatsOf('blind', index),
      }),
    );
    const view = viewOf(targets, [], now);
    return {
      ...view,
      sources: Object.fromEntries(
        Object.entries(view.sources).map(([kind, row]) => [
          kind,
          { ...row, lastAt: at(now - 92 * MINUTE), freshUntil: at(now - 87 * MINUTE) },
        ]),
      ),
      watch: {
        ...view.watch,
        state: 'blind',
        blind: { since: at(now - 90 * MINUTE), cause: 'offline' },
        freshAt: at(now - 92 * MINUTE),
        freshUntil: at(now - 87 * MINUTE),
        coverage: 0.873,
      },
    };
  },
  wide: (now) =>
    viewOf(
      Array.from({ length: 1_000 }, (_, index) => makeTarget(index, now)),
      problemAlerts(now),
      now,
    ),
  many: (now) =>
    viewOf(
      Array.from({ length: 60 }, (_, index) => makeTarget(index, now)),
      fullAlerts(now)
        .filter(({ state }) => state === 'firing')
        .slice(0, 200),
      now,
    ),
  flood: (now) => viewOf(healthyTargets(now), floodAlerts(makeAlert, now, problemAlerts(now).slice(1)), now),
  full: (now) =>
    viewOf(
      Array.from({ length: 1_000 }, (_, index) => makeTarget(index, now)),
      fullAlerts(now),
      now,
    ),
  failing: (now) => {
    const view = viewOf(problemTargets(now), problemAlerts(now), now);
    return {
      ...view,
      system: {
        ...view.system,
        banners: [BANNER(now)],
        store: { ...view.system.store, state: 'failing', text: 'No space left on the device.' },
      },
    };
  },
  extreme: extremeView,
};

export const makeScene = (name: SceneName, now: number): Scene => {
  const view = VIEWS[name](now);
  const calendar = scriptedCount(scriptedCalendar(at(now), name), null);
  return { name, now, revision: 1, view: { ...view, system: { ...view.system, calendar } } };
};
