import { createPoster } from '../../src/main/channel/poster.js';
import { createWebhookChannel } from '../../src/main/channel/webhook/channel.js';
import type { Config } from '../../src/main/core/model/config.js';
import type { Rule, RuleId } from '../../src/main/core/model/rule.js';
import type { TargetId } from '../../src/main/core/model/target.js';
import type { Channel } from '../../src/main/core/port/channel.js';
import type { Clock } from '../../src/main/core/port/clock.js';
import type { Store } from '../../src/main/core/port/journal.js';
import type { Source } from '../../src/main/core/port/source.js';
import { hours, minutes } from '../../src/main/core/time/instant.js';
import { type Engine, startEngine } from '../../src/main/engine/engine.js';
import { noTrace } from '../../src/main/engine/trace.js';
import { configOf, httpTarget, silentLog, siteDown } from '../support/engine.js';
import { scriptedSecrets } from '../support/secrets.js';
import { NO_CHANNELS } from '../support/telling.js';

const TARGET = httpTarget('queues', { every: hours(24) });

export const QUEUE_FULL: Rule = {
  ...siteDown,
  id: 'queue-full' as RuleId,
  name: 'Queue full',
  when: {
    ...siteDown.when,
    subject: { kind: 'metric', metric: 'queue_length', reduce: 'last', window: null },
    test: { kind: 'above', threshold: 100 },
  },
};

export type Telling = 'grouped' | 'one by one';

const MANY = 1_000_000;
/** Limits that let every alert through by itself. */
export const UNLIMITED = { perRule: { count: MANY, per: hours(1) }, storm: { firings: MANY, within: minutes(1) } };

const deskConfig = (telling: Telling): Config =>
  configOf({
    targets: [TARGET],
    rules: [QUEUE_FULL],
    channels: { ...NO_CHANNELS, webhook: { to: ['http://127.0.0.1/hook'], tries: 3 } },
    ...(telling === 'grouped' ? {} : { rateLimits: UNLIMITED }),
  });

/** The engine with its durable store and the webhook's own channel, over a source that fills queues when told. */
export interface DeliveryDesk {
  readonly engine: Engine;
  /** One look that finds `count` queues full: `count` alerts in one turn. */
  fill(count: number): Promise<void>;
  stop(): Promise<void>;
}

export const startDeliveryDesk = async (parts: {
  readonly clock: Clock;
  readonly store: Store;
  readonly url: string;
  readonly telling: Telling;
}): Promise<DeliveryDesk> => {
  const queues = { full: 0 };
  const poster = createPoster({ version: '0.0.0' });
  const channel = webhookTo(parts.url, poster);
  const engine = await startBenchEngine({
    ...parts,
    config: deskConfig(parts.telling),
    source: queueSource(queues),
    channels: [channel],
  });
  return {
    engine,
    fill: async (count) => {
      queues.full = count;
      await engine.readNow('queues' as TargetId);
    },
    stop: async () => {
      await engine.stop();
      poster.stop();
      await parts.store.stop();
    },
  };
};

/** The engine over one source and whatever channels. */
export const startBenchEngine = (parts: {
  readonly clock: Clock;
  readonly store: Store;
  readonly config: Config;
  readonly source: Source;
  readonly channels: readonly Channel[];
}): Promise<Engine> =>
  startEngine({
    clock: parts.clock,
    log: silentLog,
    config: parts.config,
    journal: parts.store.journal,
    history: parts.store.history,
    sources: [parts.source],
    recording: null,
    pushed: [],
    channels: parts.channels,
    connectivity: { answers: async () => true },
    trace: noTrace,
    spread: (wait) => wait,
    version: '0.0.0',
    runtime: 'bench',
    industry: null,
    desk: () => ({
      operator: { name: 'Ana', role: 'admin' },
      site: configOf().site,
      configRevision: 1,
      isFirstRun: false,
      demoPanel: null,
      update: null,
    }),
    problems: () => [],
    heartbeat: () => null,
    longestGap: null,
  });

const webhookTo = (url: string, poster: ReturnType<typeof createPoster>): Channel =>
  createWebhookChannel({
    transport: () => ({ endpoints: [{ url, auth: null, allowInsecure: false, allowPrivate: false }], secret: null }),
    secrets: scriptedSecrets({}),
    poster,
  });

/** Finds as many queues full as it is told. */
export const queueSource = (queues: { readonly full: number }): Source => ({
  kind: 'http',
  read: async (target, { clock }) => ({
    source: 'http',
    target: target.id,
    startedAt: clock.now(),
    at: clock.now(),
    outcome: {
      kind: 'answered',
      problems: [],
      facts: {},
      measures: Array.from({ length: queues.full }, (_, n) => ({
        name: 'queue_length',
        labels: { queue: `q${n}` },
        value: 200,
      })),
    },
  }),
  stop: async () => undefined,
});
