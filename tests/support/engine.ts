import type { Actor } from '../../src/main/core/model/actor.js';
import type { AlertRow } from '../../src/main/core/model/alert-view.js';
import type { Config } from '../../src/main/core/model/config.js';
import type { Delivery } from '../../src/main/core/model/notification.js';
import type { Measure, Reading } from '../../src/main/core/model/reading.js';
import type { ChannelKind } from '../../src/main/core/model/reason.js';
import { ok } from '../../src/main/core/model/result.js';
import type { Rule, RuleId } from '../../src/main/core/model/rule.js';
import type { HttpTarget, TargetId } from '../../src/main/core/model/target.js';
import type { DeskView } from '../../src/main/core/model/view.js';
import { templatesOf } from '../../src/main/core/notify/default-templates.js';
import type { Background, Channel } from '../../src/main/core/port/channel.js';
import type { Clock } from '../../src/main/core/port/clock.js';
import type { Store } from '../../src/main/core/port/journal.js';
import type { Log } from '../../src/main/core/port/log.js';
import type { PushedSource } from '../../src/main/core/port/pushed.js';
import type { Recording } from '../../src/main/core/port/recording.js';
import type { Source } from '../../src/main/core/port/source.js';
import { instant, milliseconds, minutes, seconds } from '../../src/main/core/time/instant.js';
import { type Engine, LONGEST_GAP, startEngine } from '../../src/main/engine/engine.js';
import type { Trace, TraceEvent } from '../../src/main/engine/trace.js';
import { createCompetitorSource } from '../../src/main/source/http/competitor.js';
import { createMemoryStore } from '../../src/main/store/memory/memory-store.js';
import { createFakeClock, type FakeClock } from './fake-clock.js';
import { KEEP } from './store.js';
import { NO_CHANNELS, NOBODY_TOLD } from './telling.js';

export const NINE_O_CLOCK = instant(Date.parse('2026-01-05T09:00:00Z'));
export const ANA: Actor = { name: 'Ana', role: 'responder', via: 'desk' };

export const silentLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export const httpTarget = (id: string, changes: Partial<HttpTarget> = {}): HttpTarget => ({
  id: id as TargetId,
  name: id,
  source: 'http',
  url: `http://127.0.0.1/${id}`,
  every: minutes(1),
  timeout: seconds(10),
  confirm: { tries: 2, wait: seconds(5) },
  expect: { status: [], body: null, json: null, certificateDays: null },
  assets: false,
  labels: {},
  ...changes,
});

export const siteDown: Rule = {
  id: 'site-down' as RuleId,
  name: 'Site down',
  enabled: true,
  severity: 'critical',
  category: 'availability',
  impact: 'high',
  when: {
    subject: { kind: 'metric', metric: 'up', reduce: 'last', window: null },
    match: [],
    by: null,
    stale: null,
    test: { kind: 'below', threshold: 1 },
  },
  for: seconds(0),
  clear: null,
  resolve: { auto: true, after: minutes(5), goodReadings: 3 },
  repeat: null,
  channels: null,
  businessImpact: 'Nobody can book a lesson.',
  playbook: 'site-down',
  labels: {},
  origin: 'own',
  hasSource: true,
};

export const slowPage: Rule = {
  ...siteDown,
  id: 'slow-page' as RuleId,
  name: 'Slow page',
  severity: 'warning',
  category: 'performance',
  impact: null,
  when: {
    ...siteDown.when,
    subject: { kind: 'metric', metric: 'http_response_seconds', reduce: 'last', window: null },
    test: { kind: 'above', threshold: 3 },
  },
  for: minutes(2),
};

export const configOf = (changes: Partial<Config> = {}): Config => ({
  site: {
    name: 'Albion Tutors',
    url: null,
    timeZone: 'Europe/London',
    currency: 'GBP',
    locale: 'en-GB',
    contacts: { technical: '', alerts: '', emergency: '', business: '' },
  },
  operator: { name: 'Ana', role: 'admin' },
  profile: 'none',
  templates: templatesOf(),
  targets: [httpTarget('home')],
  rules: [siteDown, slowPage],
  objectives: [],
  budgets: { defaults: {}, pages: {} },
  ...NOBODY_TOLD,
  channels: { ...NO_CHANNELS, desktop: { enabled: true, sound: true } },
  connectivity: { probes: [], every: seconds(30) },
  business: { values: {}, opportunity: null, experiments: [] },
  retention: KEEP,
  api: { port: 0, host: '127.0.0.1', access: 'loopback', tokens: [], allowInsecure: false },
  backup: null,
  updates: null,
  calendar: 'on',
  allowPlainSecrets: false,
  ...changes,
});

/** How a target behaves, as a test sets it. */
export interface Weather {
  up: boolean;
  seconds: number;
  /** How a failure shows: an answer with a bad status, or no answer at all. */
  failure: 'status' | 'connection' | 'source';
}

export interface Rig {
  readonly clock: FakeClock;
  readonly engine: Engine;
  readonly store: Store;
  readonly weather: Weather;
  /** Of every target that has its own. */
  readonly weatherOf: Map<string, Weather>;
  readonly sent: Delivery[];
  readonly trace: { readonly at: number; readonly event: TraceEvent }[];
  network: boolean;
  /** Keeps looks that have begun from ending, until the returned function is called. */
  holdReads(): () => void;
  alerts(): readonly AlertRow[];
  firing(): readonly AlertRow[];
  /** Stops the process and starts another on the same store, perhaps with another configuration. */
  restart(config?: Partial<Config>): Promise<Rig>;
}

export interface RigOptions {
  readonly config?: Partial<Config>;
  readonly store?: Store;
  /** What the pushed views are recorded in; nothing unless told. */
  readonly recording?: Recording;
  /** What sends samples of its own accord. */
  readonly pushed?: readonly PushedSource[];
  readonly clock?: FakeClock;
  readonly weather?: Weather;
  /** The ways out that there are; the desktop alone unless told. */
  readonly channels?: readonly ChannelKind[];
  /**
   * How long a look takes at least, in milliseconds; it ends as it begins unless told. Where it would end in a millisecond in which
   * something else happens, it takes longer: which of the two came first, no history tells.
   */
  readonly lookTakes?: number;
  /** What a look at a target that answers gives besides. */
  readonly measures?: (target: string) => readonly Measure[];
  /** What a channel answers to a delivery; it takes every one unless told. */
  readonly answer?: (delivery: Delivery, background: () => Background) => ReturnType<Channel['send']>;
  /** What a channel's set-up lacks; nothing unless told. */
  readonly lacks?: (kind: ChannelKind) => string | null;
  /** How the channel edits what it sent; it cannot unless told. */
  readonly refresh?: NonNullable<Channel['refresh']>;
}

/** The real engine on a fake clock, with a scripted source, a channel that always succeeds, and a memory store. */
export const createRig = async (options: RigOptions = {}): Promise<Rig> => {
  const clock = options.clock ?? createFakeClock(NINE_O_CLOCK);
  const store = options.store ?? createMemoryStore();
  const weather = options.weather ?? { up: true, seconds: 0.2, failure: 'status' };
  const weatherOf = new Map<string, Weather>();
  const sent: Delivery[] = [];
  const events: { at: number; event: TraceEvent }[] = [];
  const trace: Trace = (at, event) => events.push({ at, event });
  const state = { network: true, reads: Promise.resolve() };
  const http = scriptedSource(
    (id) => weatherOf.get(id) ?? weather,
    () => state.reads,
    { ...options, clock },
  );
  const engine = await startEngine({
    clock,
    log: silentLog,
    config: configOf(options.config),
    journal: store.journal,
    history: store.history,
    recording: options.recording ?? null,
    pushed: options.pushed ?? [],
    sources: [http, createCompetitorSource(http)],
    channels: (options.channels ?? ['desktop']).map((kind) => ({
      ...recordingChannel(kind, sent, options.answer ?? (async () => ok({ text: 'shown' }))),
      lacks: () => options.lacks?.(kind) ?? null,
      ...(options.refresh === undefined ? {} : { refresh: options.refresh }),
    })),
    connectivity: { answers: async () => state.network },
    trace,
    spread: (wait) => wait,
    version: '0.0.0',
    runtime: 'test',
    industry: null,
    desk: deskView,
    problems: () => [],
    heartbeat: () => null,
    longestGap: LONGEST_GAP,
  });
  const alerts = (): readonly AlertRow[] => Object.values(engine.view().view.alerts);
  return {
    clock,
    engine,
    store,
    weather,
    weatherOf,
    sent,
    trace: events,
    get network() {
      return state.network;
    },
    set network(works) {
      state.network = works;
    },
    holdReads: () => {
      let release: () => void = () => undefined;
      state.reads = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        state.reads = Promise.resolve();
        release();
      };
    },
    alerts,
    firing: () => alerts().filter((row) => row.state === 'firing'),
    restart: async (config) => {
      await engine.stop();
      return createRig({ ...options, clock, store, weather, ...(config === undefined ? {} : { config }) });
    },
  };
};

const deskView = (): DeskView => ({
  operator: { name: 'Ana', role: 'admin' },
  site: configOf().site,
  configRevision: 1,
  isFirstRun: false,
  demoPanel: null,
  update: null,
});

const scriptedSource = (
  weatherOf: (id: string) => Weather,
  released: () => Promise<void>,
  { measures: more = () => [], lookTakes = 0, clock: own }: RigOptions & { readonly clock: FakeClock },
): Source => ({
  kind: 'http',
  read: async (target, { clock, signal }): Promise<Reading> => {
    const weather = { ...weatherOf(target.id) };
    const startedAt = clock.now();
    await released();
    if (lookTakes > 0) await passing(clock, aloneAfter(own, lookTakes), signal);
    const base = { source: 'http' as const, target: target.id, startedAt, at: clock.now() };
    if (!weather.up && weather.failure === 'source') {
      return { ...base, outcome: { kind: 'source-failed', text: 'no browser at hand' } };
    }
    if (!weather.up && weather.failure === 'connection') {
      const measures = [{ name: 'up', value: 0 }];
      return {
        ...base,
        outcome: { kind: 'unreachable', code: 'refused', text: 'connection refused', tries: 2, measures, facts: {} },
      };
    }
    const measures = [
      { name: 'up', value: weather.up ? 1 : 0 },
      { name: 'http_response_seconds', value: weather.seconds },
      ...more(target.id),
    ];
    const problems = weather.up ? [] : [{ code: 'server-error' as const, text: 'answered 503' }];
    return { ...base, outcome: { kind: 'answered', measures, problems, facts: { status: weather.up ? 200 : 503 } } };
  },
  stop: async () => undefined,
});

/** Rejects as soon as nobody waits for it any more. */
const aloneAfter = (clock: FakeClock, least: number): number => {
  let length = least;
  while (clock.isDueIn(length)) length += 1;
  return length;
};

const passing = (clock: Clock, length: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    // Given up already: the signal says so once, and would not say it again.
    if (signal.aborted) return reject(signal.reason);
    const cancel = clock.wakeAt(instant(clock.now() + length), () => {
      signal.removeEventListener('abort', end);
      resolve();
    });
    const end = (): void => {
      cancel();
      reject(signal.reason);
    };
    signal.addEventListener('abort', end);
  });

const recordingChannel = (kind: ChannelKind, sent: Delivery[], answer: NonNullable<RigOptions['answer']>): Channel => ({
  kind,
  pace: { atOnce: 1, ahead: 0, rate: null },
  send: (delivery, _signal, background) => {
    sent.push(delivery);
    return answer(delivery, background);
  },
  stop: async () => undefined,
});

/** Lets `length` pass, a second at a time where it matters to nobody. */
export const pass = (rig: Rig, length: number): Promise<void> => rig.clock.advance(milliseconds(length));
