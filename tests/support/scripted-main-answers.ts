import { exampleDay } from '../../src/main/channel/preview/day.js';
import { createPreviews } from '../../src/main/channel/preview/preview.js';
import type { CalendarDone } from '../../src/main/core/model/calendar.js';
import { templatesOf } from '../../src/main/core/notify/default-templates.js';
import { refusedCalls, refusedTo } from '../../src/main/ipc/refused.js';
import type { CallInput, CallName, CallOutput } from '../../src/preload/contract/calls.js';
import type { Answer, Refusal } from '../../src/preload/contract/errors.js';
import type {
  Actor,
  AlertRow,
  AuditEntry,
  Backtest,
  ChangePreview,
  Delivery,
  HistoryPoint,
  Instant,
  Reading,
  Rule,
  RuleOutcome,
  RuleRow,
  SeriesId,
  TargetRow,
  TimelineEntry,
  ViewChange,
} from '../../src/preload/contract/views.js';
import { type BusinessScene, scriptedBusiness, scriptedRisk } from './business.js';
import { scriptedCalendar, scriptedCount } from './calendar.js';
import { scriptedCompany } from './company.js';
import { playedBack, scriptedExplanation, scriptedSilence } from './explanation.js';
import { scriptedHandover } from './handover.js';
import { scriptedInfrastructure } from './infrastructure.js';
import { type PerformanceScene, scriptedPerformance } from './performance.js';
import { scriptedQuality } from './quality.js';
import { checkedEdits, checkedRule, checkedSource } from './scripted-check.js';
import { scriptedDrills } from './scripted-drills.js';
import { scriptedEvidence, scriptedPicture, scriptedReports } from './scripted-evidence.js';
import { makeAlert, type Scene, type SceneName, seeded } from './scripted-main-scenes.js';
import { standingAnswers } from './scripted-main-standing.js';
import { scriptedDay, scriptedPast } from './scripted-past.js';
import { scriptedScenario } from './scripted-scenario.js';
import { foundAudit, foundDeliveries } from './scripted-search.js';
import { scriptedSiteLook } from './scripted-site-look.js';
import { scriptedSources, scriptedTrial } from './scripted-sources.js';
import { scriptedServiceLevels } from './service-level.js';

type Change = (...changes: readonly ViewChange[]) => void;
type Handlers = { readonly [Name in CallName]: (input: CallInput<Name>, scene: Scene, change: Change) => CallOutput<Name> };

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(code: Refusal['code'], message: string) {
    super(message);
    this.refusal = { code, message };
  }
}

const at = (milliseconds: number): Instant => milliseconds as Instant;
const MINUTE = 60_000;

const actorOf = ({ actor }: Scene): Actor => actor ?? { name: 'Ana Ruiz', role: 'admin', via: 'browser' };

const alertOf = (scene: Scene, id: string): AlertRow => {
  const row = scene.view.alerts[id];
  if (row === undefined) throw new Refused('not-found', `There is no alert ${id}. Its record may be older than what is kept.`);
  return row;
};

const targetOf = (scene: Scene, id: string): TargetRow => {
  const row = scene.view.targets[id];
  if (row === undefined) throw new Refused('not-found', `No target is called ${id}.`);
  return row;
};

const setAlert = (scene: Scene, change: Change, id: string, part: Partial<AlertRow>) => {
  const row = { ...alertOf(scene, id), ...part };
  change({ part: 'alerts', key: id, value: row });
  return { alert: row.id, suppression: row.suppressed?.id ?? null };
};

const timelineOf = (row: AlertRow): readonly TimelineEntry[] => {
  const engine = { name: 'Watchroom', role: 'admin', via: 'engine' } as const;
  const entry = (
    sequence: number,
    offset: number,
    kind: TimelineEntry['kind'],
    text: string,
    value: number | null,
  ): TimelineEntry => ({ episode: row.id, sequence, at: at(row.firedAt + offset), kind, by: engine, text, value });
  return [
    entry(1, 0, 'fired', row.summary, row.value),
    entry(2, 200, 'notified', 'Desktop, because it fired.', null),
    entry(3, 900, 'delivered', 'Shown on this desk.', null),
    ...(row.acknowledged === null
      ? []
      : [
          {
            ...entry(4, MINUTE, 'acknowledged', row.acknowledged.note, null),
            by: { name: row.acknowledged.by, role: 'responder', via: 'desk' } as const,
          },
        ]),
    ...(row.resolvedAt === null
      ? []
      : [{ ...entry(5, 0, 'resolved', row.resolution?.reason ?? '', null), at: row.resolvedAt }]),
  ];
};

const deliveryOf = (row: AlertRow): Delivery => ({
  id: `${row.id}:firing:desktop`,
  reason: 'firing',
  channel: 'desktop',
  episode: row.id,
  alerts: [row.id],
  rule: row.rule,
  level: 0,
  recipients: ['this desk'],
  message: { title: row.name, body: row.summary, severity: row.severity, alert: row.id, sticky: true, sound: true },
  decidedAt: row.firedAt,
  dueAt: row.firedAt,
  state:
    row.severity === 'warning'
      ? {
          kind: 'abandoned',
          at: at(row.firedAt + 2_000),
          why: 'This desk shows no notifications: no notification service answers.',
        }
      : { kind: 'delivered', at: at(row.firedAt + 900) },
  attempts: [
    {
      at: at(row.firedAt + 200),
      took: 700 as Delivery['attempts'][number]['took'],
      outcome: row.severity === 'warning' ? 'no-daemon' : 'ok',
      text: '',
    },
  ],
});

/** A critical one was sent to people, too. */
const deliveriesOf = (row: AlertRow): readonly Delivery[] => {
  const popup = deliveryOf(row);
  if (row.severity !== 'critical') return [popup];
  const recipients = ['anna.smith@example.org', 'ops@example.org'];
  return [popup, { ...popup, id: `${row.id}:firing:email`, channel: 'email', recipients }];
};

const readingOf = (target: string, url: string | null, now: number, row: TargetRow | null): Reading => ({
  source: 'http',
  target: target as Reading['target'],
  startedAt: at(now - 184),
  at: at(now),
  outcome: {
    kind: 'answered',
    measures: [],
    problems: row?.problem == null ? [] : [{ code: 'status', text: row.problem }],
    facts: {
      status: row?.status ?? 200,
      finalUrl: url ?? '',
      address: '203.0.113.10:443',
      redirects: 1,
      bodyBytes: 48_231,
      phases: { dns: 12, tcp: 21, tls: 34, firstByte: 96, download: 21 } as Record<string, number> as never,
      certificate: {
        subject: 'www.example.org',
        issuer: 'Example Trust R3',
        validFrom: at(now - 26 * 86_400_000),
        validTo: at(now + 64 * 86_400_000),
        chainError: null,
      },
      assets: {
        checked: 42,
        failed: row?.id === 'home' ? [{ url: 'https://cdn.example.org/hero.jpg', why: 'answered 404' }] : [],
      },
    },
  },
});

/** What is shown of a look beyond that to the person who asked for it. */
const triedOf = (reading: Reading): Reading =>
  reading.outcome.kind !== 'answered'
    ? reading
    : {
        ...reading,
        outcome: {
          ...reading.outcome,
          measures: [
            { name: 'up', value: 1 },
            { name: 'http_response_seconds', value: 0.184 },
            { name: 'http_phase_seconds', labels: { phase: 'first_byte' }, value: 0.096 },
            { name: 'http_body_bytes', value: 48_231 },
          ],
          facts: {
            ...reading.outcome.facts,
            raw: {
              headers: ['content-type: text/html; charset=utf-8', 'set-cookie: •••', 'server: example'],
              body: '<!doctype html>\n<html lang="en-GB">\n<title>Find a tutor</title>\n<h1>Book a lesson</h1>',
              isCut: true,
            },
          },
        },
      };

const pointsOf = (id: string, from: number, to: number, scene: Scene): readonly HistoryPoint[] => {
  const chance = seeded(id.length * 7_919);
  const step = Math.max(MINUTE, Math.ceil((to - from) / 300 / MINUTE) * MINUTE);
  const isSlow = /search/.test(id) && scene.name !== 'healthy';
  const isGap = (time: number): boolean => scene.view.watch.unobserved.some((gap) => gap.from <= time && time < (gap.to ?? to));
  const points: HistoryPoint[] = [];
  if (id.startsWith('lighthouse_')) {
    for (let time = from; time <= to; time += 360 * MINUTE) {
      const score = 100 - (id.length % 7) * 4 - Math.round(chance() * 5);
      points.push([time, score, score, score, 1]);
    }
    return points;
  }
  for (let time = from; time <= to; time += step) {
    const base = id.startsWith('up{') ? 1 : 0.16 + 0.05 * Math.sin(time / 7_200_000) + chance() * 0.05;
    const mean = isSlow && time > scene.now - 65 * MINUTE ? 4.1 + chance() * 0.4 : base;
    if (!isGap(time)) points.push([time, mean * 0.8, mean, mean * 1.35, 15]);
  }
  return points;
};

const PHASES = ['dns', 'tcp', 'tls', 'first_byte', 'download'];

const seriesOf = (target: string): readonly SeriesId[] => [
  `http_response_seconds{source="http",target="${target}"}` as SeriesId,
  `up{source="http",target="${target}"}` as SeriesId,
  ...PHASES.map((phase) => `http_phase_seconds{phase="${phase}",source="http",target="${target}"}` as SeriesId),
];

const labelsOf = (id: string): Record<string, string> =>
  Object.fromEntries([...id.matchAll(/(\w+)="([^"]*)"/g)].map((found) => [found[1] ?? '', found[2] ?? '']));

const CONFIG_TEXT = `version: 1
site:
  name: My Private Tutor Online
  url: https://www.example.org
  timeZone: Europe/London
operator: { name: Ana Ruiz, role: admin }
profile: royal-client
targets:
  - id: home
    name: Home
    url: https://www.example.org/
    every: 60s
    assets: true          # also fetch the page's own files
  - id: booking-form
    name: Booking form
    url: https://www.example.org/booking-form
    every: 60s
rules:
  - id: disk-nearly-full
    name: Disk nearly full
    severity: warning
    category: infrastructure
    when: { metric: host_disk_used_ratio, above: 0.9 }
`;

const CONFIG_DOCUMENT = {
  version: 1,
  operator: { name: 'Ana Ruiz', role: 'admin' },
  targets: [
    { id: 'home', name: 'Home', url: 'https://www.example.org/', every: '60s', assets: true },
    { id: 'booking-form', name: 'Booking form', url: 'https://www.example.org/booking-form', every: '60s' },
  ],
  rules: [
    {
      id: 'disk-nearly-full',
      name: 'Disk nearly full',
      severity: 'warning',
      category: 'infrastructure',
      when: { metric: 'host_disk_used_ratio', above: 0.9 },
    },
  ],
};

const problemsOf = (text: string) =>
  text.includes('evry')
    ? [
        {
          severity: 'error' as const,
          path: 'targets[0].evry',
          line: text.slice(0, text.indexOf('evry')).split('\n').length,
          column: 5,
          message: 'There is no key “evry”.',
          remedy: 'Did you mean “every”?',
        },
      ]
    : [
        {
          severity: 'warning' as const,
          path: 'rules[0]',
          line: 18,
          column: 5,
          message: 'No configured source gives host_disk_used_ratio.',
          remedy: 'Switch on sources.host, or remove the rule.',
        },
      ];

const testOf = ({ condition, comparison, threshold }: RuleRow): Rule['when']['test'] =>
  condition === 'outsideBand'
    ? { kind: condition, side: 'above', atLeast: 3, of: 5, baseline: 'auto' }
    : { kind: comparison === 'below' ? 'below' : 'above', threshold: threshold ?? 0 };

/** A rule as its row in the view tells of it. */
const ruleOf = (scene: Scene, id: string): Rule => {
  const row = scene.view.rules[id];
  if (row === undefined) throw new Refused('not-found', `There is no rule ${id}.`);
  return {
    ...row,
    when: {
      subject: { kind: 'metric', metric: row.metric, reduce: 'last', window: null },
      match: [],
      by: ['target'],
      stale: null,
      test: testOf(row),
    },
    for: (2 * MINUTE) as Rule['for'],
    clear: null,
    resolve: { auto: true, after: (5 * MINUTE) as Rule['for'], goodReadings: 3 },
    repeat: null,
    channels: null,
    businessImpact: 'Parents cannot book a lesson.',
    playbook: row.category === 'availability' ? PLAYBOOK.id : null,
    labels: {},
    hasSource: true,
  };
};

const outcome = (fired: number, over: Partial<RuleOutcome> = {}): RuleOutcome => ({
  fired,
  paged: fired,
  atNight: Math.floor(fired / 3),
  minutesInAlert: 21.5 * fired,
  longestMinutes: fired === 0 ? 0 : 64,
  flaps: Math.floor(fired / 4),
  caught: 2,
  missed: 0,
  repeated: 3,
  spared: 0,
  ...over,
});

/** A desk that was started anew has nothing to play a rule over. */
const previewOf = (scene: Scene, change: string): ChangePreview => {
  const isEmpty = scene.view.desk.isFirstRun || change.includes('never_recorded');
  const proposed = outcome(isEmpty ? 0 : 3, { caught: 1, missed: 1, repeated: 0, spared: 3 });
  const backtest: Backtest = {
    rule: 'disk-nearly-full' as Rule['id'],
    name: 'Disk nearly full',
    evidence: {
      from: at(scene.now - 14 * 24 * 60 * MINUTE),
      to: at(scene.now),
      coverage: 0.961,
      series: isEmpty ? 0 : 2,
      samples: isEmpty ? 0 : 38_742,
      rolledUp: 0,
      coarsestSeconds: null,
      judged: isEmpty ? { real: 0, noise: 0 } : { real: 2, noise: 3 },
      recorded: 12,
      night: { from: 22 * 60, to: 7 * 60, timeZone: 'Europe/London' },
    },
    configured: outcome(isEmpty ? 0 : 12),
    proposed,
    episodes: [],
    gone: [],
    added: [],
    notes: isEmpty ? ['Nothing was ever recorded that this rule looks at, so these figures say nothing yet.'] : [],
  };
  return { backtests: [backtest], left: [] };
};

/** Of then there was one promise only, and the site was slower. */
const answeredThen = (scene: Scene): Readonly<Record<string, unknown>> => {
  const [first] = standingAnswers['objective.list']({}, scene);
  const business = scriptedBusiness(TRADE[scene.name] ?? 'full', at(scene.now), businessAlert(scene));
  return {
    'objective.list': first === undefined ? [] : [first],
    ...(first === undefined
      ? {}
      : {
          [`objective.read ${first.objective.id}`]: standingAnswers['objective.read']({ objective: first.objective.id }, scene),
        }),
    'infrastructure.read': scriptedInfrastructure(at(scene.now), scene.name === 'empty' || scene.name === 'first-run'),
    'business.read 24': { ...business, health: { ...business.health, value: business.health.value === null ? null : 41 } },
    'performance.read 24': scriptedPerformance(PACE[scene.name] ?? 'full', 24, at(scene.now)),
  };
};

const PLAYBOOK_STEPS = [
  'Acknowledge the alert.',
  'Open the page in a private window.',
  'Look at what changed in the last hour.',
];

const SLOW_PLAYBOOK = {
  id: 'slow-page-loads',
  title: 'Slow page loads',
  text: '## What it means\nVisitors wait.\n\n## Look first\n1. Compare the phases of the last reading.\n2. Ask what was released.',
};

const PLAYBOOK = {
  id: 'site-down',
  title: 'Site down',
  text: '## What it means\nNobody gets an answer.\n\n## Look first\n1. Acknowledge the alert.\n2. Open the page in a *private* window: `curl -I`.\n\n## When to escalate\nAfter ten minutes <b>without</b> an idea.',
};

/** Enough for a second page. */
const ACTS = 140;

/** What was changed, of entries by the last digits of their number. */
const CHANGED: Readonly<Record<number, AuditEntry['details']>> = {
  2: { changed: 'rules bounce.when' },
  6: { changed: 'rules bounce-burn-fast.when' },
};

const audit = (sequence: number, now: number): AuditEntry => ({
  sequence,
  at: at(now - (ACTS - sequence) * 13 * MINUTE),
  actor: { name: sequence % 3 === 0 ? 'Watchroom' : 'Ana Ruiz', role: 'admin', via: sequence % 3 === 0 ? 'engine' : 'desk' },
  action: (['engine.start', 'alert.acknowledge', 'config.save', 'alert.resolve'] as const)[sequence % 4] ?? 'engine.start',
  subject: sequence % 4 === 2 ? 'revision 7' : `a${sequence}-1`,
  details: CHANGED[sequence % 20] ?? {},
  previous: '0'.repeat(64),
  hash: `${sequence}`.padStart(64, 'a'),
});

const PREVIEWS = createPreviews(() => PLAYBOOK_STEPS);

/** What is known of the business in each scene; everything unless told. */
const TRADE: Partial<Record<SceneName, BusinessScene>> = {
  'first-run': 'empty',
  empty: 'empty',
  healthy: 'young',
  failing: 'few',
};

/** What is known of how fast the site is; everything unless told. */
const PACE: Partial<Record<SceneName, PerformanceScene>> = { 'first-run': 'empty', empty: 'empty', failing: 'few' };

/** The worst one counts as being about the business. */
const businessAlert = ({ view }: Scene): string | null =>
  Object.values(view.alerts).find(({ severity, state }) => severity === 'critical' && state === 'firing')?.id ?? null;

/** What was done in a scene since it began. */
const done = new WeakMap<Scene, Map<string, readonly CalendarDone[]>>();

const doneIn = (scene: Scene): Map<string, readonly CalendarDone[]> => {
  const known = done.get(scene) ?? new Map<string, readonly CalendarDone[]>();
  done.set(scene, known);
  return known;
};

const showCalendar = (scene: Scene, change: Change) => {
  const rows = scriptedCalendar(at(scene.now), scene.name, doneIn(scene));
  change({ part: 'system', value: { ...scene.view.system, calendar: scriptedCount(rows, at(Date.now())) } });
  return { alert: null, suppression: null };
};

const HANDLERS: Handlers = {
  'about.read': (_, scene) => ({
    version: '0.1.0',
    shell: scene.shell ?? 'browser',
    platform: 'Linux',
    actor: actorOf(scene),
    refused: refusedCalls(actorOf(scene)),
  }),
  'view.read': (_, scene) => ({ revision: scene.revision, view: scene.view }),
  'past.read': (input, scene) => {
    const past = scriptedPast(scene, input.at, answeredThen(scene));
    if (past === null) throw new Refused('not-found', 'Nothing is recorded of that time.');
    return past;
  },
  'past.day': ({ to }, scene) => scriptedDay(scene, at(to)),
  'alert.read': ({ alert }, scene) => {
    const row = alertOf(scene, alert);
    return {
      row,
      timeline: timelineOf(row),
      deliveries: [deliveryOf(row)],
      series: [`${row.metric}{source="http",target="${row.target}"}` as SeriesId],
      ...scriptedCompany(Object.values(scene.view.alerts), row),
      atRisk: row.id === businessAlert(scene) ? scriptedRisk(row.id, row.startedAt, at(scene.now)) : null,
    };
  },
  'alert.list': (_, scene) => Object.values(scene.view.alerts),
  'alert.acknowledge': ({ alert, note, end }, scene, change) =>
    setAlert(scene, change, alert, {
      acknowledged: {
        by: 'Ana Ruiz',
        at: at(scene.now),
        note,
        end: end.kind === 'worse' ? { kind: 'worse', beyond: 1 } : (end as { kind: 'resolved' }),
      },
    }),
  'alert.unacknowledge': ({ alert }, scene, change) => setAlert(scene, change, alert, { acknowledged: null }),
  'alert.resolve': ({ alert, reason }, scene, change) =>
    setAlert(scene, change, alert, {
      state: 'resolved',
      resolvedAt: at(scene.now),
      resolution: { how: 'hand', by: 'Ana Ruiz', reason },
    }),
  'alert.reopen': ({ alert }, scene, change) =>
    setAlert(scene, change, alert, { state: 'firing', resolvedAt: null, resolution: null }),
  'alert.escalate': ({ alert }, scene, change) => {
    const row = alertOf(scene, alert);
    const next = row.escalation.find(({ done }) => !done);
    const escalation = row.escalation.map((step) => (step === next ? { ...step, at: at(scene.now), done: true } : step));
    return setAlert(scene, change, alert, { escalation, level: next?.level ?? row.level });
  },
  'alert.suppress': (input, scene, change) =>
    setAlert(scene, change, input.alert, {
      suppressed: { id: `s9-${input.alert}`, until: at(scene.now + input.for), by: 'Ana Ruiz', why: input.why },
    }),
  'alert.unsuppress': ({ alert }, scene, change) => setAlert(scene, change, alert, { suppressed: null }),
  'alert.note': ({ alert }, scene) => ({ alert: alertOf(scene, alert).id, suppression: null }),
  'alert.test': (_, scene, change) => {
    const open = Object.values(scene.view.alerts).find(({ isTest, state }) => isTest && state === 'firing');
    if (open !== undefined) throw new Refused('conflict', `The test alert ${open.id} is still open: resolve it first.`);
    const row = makeAlert(900, scene.now, {
      severity: 'info',
      isTest: true,
      name: 'Test alert',
      summary: 'A test alert, raised by Ana Ruiz',
      startedAt: at(scene.now),
      firedAt: at(scene.now),
    });
    change({ part: 'alerts', key: row.id, value: row });
    return { alert: row.id, suppression: null };
  },
  'business.read': (_, scene) => scriptedBusiness(TRADE[scene.name] ?? 'full', at(scene.now), businessAlert(scene)),
  'handover.read': ({ hours }, scene) =>
    scriptedHandover(Object.values(scene.view.alerts), hours, scene.now, {
      isQuiet: ['empty', 'healthy', 'first-run'].includes(scene.name),
    }),
  'summary.read': ({ ends }, scene) => {
    if (ends !== null && Date.parse(ends) > scene.now)
      throw new Refused('bad-input', `${ends} is still to come. Choose today or a day before it.`);
    const rows = Object.values(scene.view.alerts).filter(({ isTest }) => !isTest);
    const overdue = scriptedCalendar(at(scene.now), scene.name, doneIn(scene)).filter(({ state }) => state === 'overdue');
    return {
      ...exampleDay(rows.slice(0, 300), at(scene.now)),
      overdue,
      objectives: standingAnswers['objective.list']({}, scene),
    };
  },
  'calendar.list': (_, scene) => scriptedCalendar(at(scene.now), scene.name, doneIn(scene)),
  'calendar.done': ({ task, note }, scene, change) => {
    const times = doneIn(scene);
    times.set(task, [{ at: at(scene.now), by: 'Ana Ruiz', note }, ...(times.get(task) ?? [])]);
    return showCalendar(scene, change);
  },
  'calendar.undo': ({ task }, scene, change) => {
    const times = doneIn(scene);
    times.set(task, (times.get(task) ?? []).slice(1));
    return showCalendar(scene, change);
  },
  'serviceLevel.read': (question, scene) => {
    const objectives = standingAnswers['objective.list']({}, scene).map(({ objective }) => objective);
    const made = { now: at(scene.now), by: 'Ana Ruiz' };
    const report = scriptedServiceLevels(question, objectives, Object.values(scene.view.alerts), made);
    if (!report.ok) throw new Refused(report.error.code, report.error.message);
    return report.value;
  },
  'window.readOpened': () => ({
    document: { name: 'shop.watchroom.yml', text: 'version: 1\nprofile: none\nsite: { name: Opened shop }\n' },
  }),
  'window.savePdf': () => {
    throw new Refused('unavailable', 'Only the desktop app has windows of its own.');
  },
  'window.showStrip': () => {
    throw new Refused('unavailable', 'Only the desktop app has windows of its own.');
  },
  'window.showConsole': () => {
    throw new Refused('unavailable', 'Only the desktop app has windows of its own.');
  },
  'window.fillScreen': () => {
    throw new Refused('unavailable', 'Only the desktop app has windows of its own.');
  },
  'update.look': (_, scene) => ({ update: scene.view.desk.update }),
  'update.restart': () => {
    throw new Refused('unavailable', 'Only the desktop app updates itself.');
  },
  'infrastructure.read': (_, scene) =>
    scriptedInfrastructure(at(scene.now), scene.name === 'empty' || scene.name === 'first-run'),
  'performance.read': ({ hours }, scene) => scriptedPerformance(PACE[scene.name] ?? 'full', hours, at(scene.now)),
  'objective.list': standingAnswers['objective.list'],
  'objective.read': (input, scene) => {
    const found = standingAnswers['objective.read'](input, scene);
    if (found === undefined) throw new Refused('not-found', `There is no objective ${input.objective}.`);
    return found;
  },
  'baseline.list': standingAnswers['baseline.list'],
  'baseline.read': standingAnswers['baseline.read'],
  'baseline.reset': standingAnswers['baseline.reset'],
  'secret.keep': ({ name }) => ({ name }),
  'channel.check': ({ channel }) => ({
    channel,
    took: 340 as never,
    points: [
      { what: 'Server', state: 'ok', text: 'mail.example.org:587 answers as a mail server.' },
      { what: 'Login', state: 'failed', text: 'The server refuses the login. Check user and password.' },
      {
        what: 'Sender',
        state: 'unknown',
        text: 'Whether the server takes mail from watch@example.org, only a test message shows.',
      },
    ],
  }),
  'channel.try': ({ channel }) => ({
    channel,
    recipients: [],
    took: 12 as never,
    isSent: channel === 'desktop',
    text:
      channel === 'desktop'
        ? 'shown on this desktop'
        : 'The server cannot be reached. Check channels.email.smtp.host and port.',
  }),
  'template.guide': () => PREVIEWS.guide(),
  'template.preview': ({ channel, example, texts = {} }, scene) => {
    const worded = { [channel]: Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== null)) };
    const unknown = Object.values(worded[channel] ?? {}).find((text) => String(text).includes('{servrity}'));
    if (unknown !== undefined)
      throw new Refused(
        'bad-input',
        `templates.${channel}.subject: has an unknown variable {servrity}. Did you mean {severity}?`,
      );
    return PREVIEWS.show({ channel, example, templates: templatesOf(worded), site: scene.view.desk.site, now: at(scene.now) });
  },
  'drill.start': (_, scene, change) => {
    change({ part: 'system', value: scene.view.system });
    return { alert: 'a31-1' as never, suppression: null };
  },
  'drill.list': (_, scene) => scriptedDrills(at(scene.now)),
  'drill.confirm': () => ({ alert: 'a31-1' as never, suppression: null }),
  'suppression.add': () => ({ alert: null, suppression: 's10' }),
  'suppression.end': ({ suppression }, scene, change) => {
    const row = Object.values(scene.view.alerts).find(({ suppressed }) => suppressed?.id === suppression);
    if (row !== undefined) setAlert(scene, change, row.id, { suppressed: null });
    return { alert: null, suppression };
  },
  'target.read': ({ target }, scene) => {
    const row = targetOf(scene, target);
    return {
      row,
      lastReading: row.lastAt === null ? null : readingOf(target, row.url, row.lastAt, row),
      series: seriesOf(target),
      uptime: { from: at(scene.now - 86_400_000), to: at(scene.now), ratio: 0.99931, readings: 1_381, coverage: 0.961 },
    };
  },
  'target.readNow': ({ target }, scene) => readingOf(target, targetOf(scene, target).url, scene.now, targetOf(scene, target)),
  'target.try': ({ target }, scene) => triedOf(readingOf('tried', (target as { url?: string }).url ?? null, scene.now, null)),
  'site.look': ({ url }) => scriptedSiteLook(url),
  'evidence.list': (input, scene) => scriptedEvidence(input, scene),
  'evidence.picture': (input) => scriptedPicture(input),
  'evidence.har': ({ target }) => ({
    name: `${target}.har`,
    place: `/home/ana/.config/watchroom/page-evidence/${target}/${target}.har`,
    text: '{"log":{"version":"1.2"}}',
  }),
  'report.list': (input, scene) => scriptedReports(input, scene),
  'report.open': () => ({ opened: true }),
  'source.list': (_, scene) => scriptedSources(scene),
  'source.check': ({ source, block }) => checkedSource(CONFIG_TEXT, source, block),
  'source.try': (input, scene) => scriptedTrial(input, scene),
  'rule.quality': ({ days }, scene) => scriptedQuality(days, scene.name === 'healthy' || scene.name === 'empty'),
  'rule.read': ({ rule }, scene) => ruleOf(scene, rule),
  'rule.preview': (change, scene) => previewOf(scene, JSON.stringify(change)),
  'rule.scenario': (question, scene) => scriptedScenario(question, at(scene.now)),
  'rule.check': ({ rule, edits }) => checkedRule(CONFIG_TEXT, rule, edits),
  'playbook.list': () => [PLAYBOOK, SLOW_PLAYBOOK].map(({ id, title }) => ({ id, title })),
  'playbook.read': ({ playbook }) => {
    const known = [PLAYBOOK, SLOW_PLAYBOOK].find(({ id }) => id === playbook);
    if (known === undefined) throw new Refused('not-found', `There is no playbook ${playbook}.`);
    return known;
  },
  'history.range': ({ series, from, to }, scene) => ({
    from: at(from),
    to: at(to),
    ranges: series.map((id) => ({
      id: id as SeriesId,
      series: { name: id.split('{')[0] ?? id, labels: labelsOf(id) },
      unit: 's',
      resolution: 300,
      points: pointsOf(id, from, to, scene),
    })),
    deploys: scriptedPerformance(PACE[scene.name] ?? 'full', 24, at(scene.now)).deploys.filter(
      (deploy) => deploy.at >= from && deploy.at < to,
    ),
    unobserved: scene.view.watch.unobserved.map((gap) => ({ ...gap, to: gap.to ?? at(to) })).filter((gap) => gap.to > from),
  }),
  'history.list': ({ name, matchers }) =>
    seriesOf(matchers?.[0]?.value ?? 'home')
      .filter((id) => name === undefined || id.startsWith(`${name}{`))
      .map((id) => ({ id, series: { name: name ?? '', labels: labelsOf(id) } })),
  'delivery.list': (question, scene) =>
    foundDeliveries(question, Object.values(scene.view.alerts).flatMap(deliveriesOf), scene.now),
  'config.read': (_, scene) => ({
    revision: scene.view.desk.configRevision,
    text: CONFIG_TEXT,
    document: CONFIG_DOCUMENT,
    problems: problemsOf(CONFIG_TEXT),
    origins: [{ path: 'api.port', variable: 'WATCHROOM_PORT' }],
    teams: {
      senior: { email: ['senior@example.org'], sms: [], slack: null },
      management: { email: ['head@example.org', 'deputy@example.org'], sms: ['+447700900123'], slack: '#management' },
      executive: { email: [], sms: [], slack: null },
    },
    place: '/home/ana/.config/watchroom/config.yml',
    isFirstRun: scene.view.desk.isFirstRun,
  }),
  'config.check': ({ text }) => problemsOf(text),
  'config.checkEdits': ({ edits }) => checkedEdits(CONFIG_TEXT, edits),
  'config.versions': (_, scene) =>
    scene.name === 'first-run' ? [] : [1, 26, 190].map((hours) => at(scene.now - hours * 3_600_000)),
  'config.version': () => ({
    isCurrent: false,
    text: CONFIG_TEXT.replace('every: 60s', 'every: 30s').replace(
      "    assets: true          # also fetch the page's own files\n",
      '',
    ),
  }),
  'config.restore': ({ revision }, scene) => {
    if (revision !== scene.view.desk.configRevision) throw new Refused('conflict', 'Someone else saved in the meantime.');
    return { saved: true, revision: revision + 1, problems: [] };
  },
  'config.save': ({ text, revision }, scene) => {
    if (revision !== scene.view.desk.configRevision) throw new Refused('conflict', 'Someone else saved in the meantime.');
    const problems = problemsOf(text);
    return { saved: problems.every((problem) => problem.severity !== 'error'), revision: revision + 1, problems };
  },
  'config.edit': ({ revision, edits }, scene, change) => {
    if (revision !== scene.view.desk.configRevision) throw new Refused('conflict', 'Someone else saved in the meantime.');
    const channels = edits.filter(({ path }) => path[0] === 'channels');
    const problems = channels.length === 0 ? [] : checkedEdits(CONFIG_TEXT, channels);
    if (problems.some(({ severity }) => severity === 'error')) return { saved: false, revision, problems };
    change({ part: 'desk', value: { ...scene.view.desk, configRevision: revision + 1, isFirstRun: false } });
    return { saved: true, revision: revision + 1, problems: [] };
  },
  'explain.read': ({ rule, at: moment }, scene) => {
    if (moment === 'soon') throw new Refused('bad-input', '“soon” is no moment. Write 03:12 or 2h ago.');
    const isFiring = Object.values(scene.view.alerts).some((row) => row.rule === rule && row.state === 'firing');
    const answer = isFiring ? scriptedExplanation(at(scene.now)) : scriptedSilence(at(scene.now), ruleOf(scene, rule));
    return moment === null ? answer : playedBack(answer);
  },
  'audit.list': (question, scene) =>
    foundAudit(
      question,
      Array.from({ length: ACTS }, (_, index) => audit(ACTS - index, scene.now)),
      scene,
    ),
  'audit.verify': () => ({ kind: 'intact', entries: ACTS, head: 'a'.repeat(64) }),
};

/** Answers one call of the page from the scene, as main's gate would. */
export const answerCall = (scene: Scene, change: Change, name: CallName, input: CallInput<CallName>): Answer<unknown> => {
  const handler = HANDLERS[name] as ((input: unknown, scene: Scene, change: Change) => unknown) | undefined;
  if (handler === undefined) return { ok: false, error: { code: 'not-found', message: `There is no call ${name}.` } };
  const actor = actorOf(scene);
  const needed = refusedTo(actor, name);
  if (needed !== null)
    return {
      ok: false,
      error: { code: 'forbidden', message: `This needs the role ${needed}; ${actor.name} is ${actor.role}.` },
    };
  try {
    return { ok: true, value: handler(input, scene, change) };
  } catch (failure) {
    if (failure instanceof Refused) return { ok: false, error: failure.refusal };
    throw failure;
  }
};
