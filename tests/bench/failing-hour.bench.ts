import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, it } from 'vitest';
import { createDesktopChannel } from '../../src/main/channel/desktop/channel.js';
import { createEmailChannel } from '../../src/main/channel/email/channel.js';
import { createPoster } from '../../src/main/channel/poster.js';
import { createSlackChannel } from '../../src/main/channel/slack/channel.js';
import { createSmsChannel } from '../../src/main/channel/sms/channel.js';
import { createWebhookChannel } from '../../src/main/channel/webhook/channel.js';
import type { Config } from '../../src/main/core/model/config.js';
import type { Channel } from '../../src/main/core/port/channel.js';
import type { Clock } from '../../src/main/core/port/clock.js';
import { hours, minutes, seconds } from '../../src/main/core/time/instant.js';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { configOf, httpTarget, NINE_O_CLOCK, silentLog } from '../support/engine.js';
import { createFakeClock } from '../support/fake-clock.js';
import { scriptedSecrets } from '../support/secrets.js';
import { type Answering, startReceiver } from '../support/servers/receiver.js';
import { temporaryFolder } from '../support/store.js';
import { QUEUE_FULL, queueSource, startBenchEngine, UNLIMITED } from './delivery-desk.js';
import { machineLoad } from './process-figures.js';
import { type Figure, printTable } from './support.js';

const stops: (() => unknown)[] = [];
afterAll(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Every alert is told again every five minutes, by every channel and by itself. */
const config: Config = configOf({
  targets: [httpTarget('queues', { every: seconds(15) })],
  rules: [{ ...QUEUE_FULL, repeat: minutes(5) }],
  rateLimits: UNLIMITED,
  channels: {
    desktop: { enabled: true, sound: false },
    email: { to: ['ops@example.org'], digest: minutes(15), dailySummary: null },
    slack: { channels: { critical: '#critical', warning: '#warnings', performance: '#performance' } },
    sms: { to: ['+442220000001'], perHour: 1_000, acknowledgeWithin: hours(2) },
    webhook: { to: ['http://127.0.0.1/hook'], tries: 3 },
  },
});

const receiver = async (answer: Answering) => {
  const started = await startReceiver(answer);
  stops.push(() => started.stop());
  // What it was asked is kept for tests that look at it: here that would be taken for the console's own memory.
  started.received.push = () => 0;
  return started.url;
};

/** A mail server that takes the call and says nothing. */
const hangingMailServer = async (): Promise<number> => {
  const callers = new Set<Socket>();
  const server = createServer((caller) => {
    callers.add(caller.resume().on('error', () => undefined));
    caller.on('close', () => callers.delete(caller));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    for (const caller of callers) caller.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const SECRETS = { hook: '', sid: 'AC00112233445566778899aabbccddeeff', token: 'a-token' };
const stored = (name: keyof typeof SECRETS) => ({ kind: 'stored', name }) as const;

/** All five, each with a real receiver that fails in its own way: not there, silent, busy, cut off. */
const failingChannels = async (clock: Clock): Promise<readonly Channel[]> => {
  const poster = createPoster({ version: '0.0.0' });
  stops.push(() => poster.stop());
  const firstSteps = () => [];
  const busy = await receiver({ status: 503, body: 'busy' });
  const secrets = scriptedSecrets({ ...SECRETS, hook: `${busy}/slack` });
  const smtp = { host: '127.0.0.1', port: await hangingMailServer(), user: null, password: null, allowInsecure: false };
  const endpoint = { url: `${await receiver('reset')}/hook`, auth: null, allowInsecure: false, allowPrivate: false };
  const twilio = { accountSid: stored('sid'), authToken: stored('token'), from: '+441110000000', url: busy };
  const noPopups = { ok: false, error: { retry: 'later', code: 'no-daemon', text: 'nothing shows pop-ups' } } as const;
  return [
    createDesktopChannel({
      popups: { show: async () => noPopups, withdraw: () => undefined, stop: () => undefined },
      platform: 'linux',
      doNotDisturb: async () => ({ kind: 'off' }),
      clock,
      onReaction: () => undefined,
    }),
    createEmailChannel({ transport: () => ({ smtp, from: 'watch@example.org' }), secrets, firstSteps }),
    createSlackChannel({
      transport: () => ({ webhookUrl: stored('hook'), botToken: null, appToken: null, url: null }),
      ...{ secrets, poster, firstSteps },
    }),
    createSmsChannel({ transport: () => ({ provider: 'twilio', twilio, sns: null }), secrets, poster, firstSteps }),
    createWebhookChannel({ transport: () => ({ endpoints: [endpoint], secret: null }), secrets, poster }),
  ];
};

const openStore = () => {
  const { folder, remove } = temporaryFolder();
  stops.push(remove);
  return openEmbeddedStore({ file: join(folder, 'watchroom.db'), access: 'write', log: silentLog, thread: 'inline' });
};

/** Counts attempts where they leave, by channel and by how each ended. */
const counted = (channels: readonly Channel[], attempts: Map<string, number>): readonly Channel[] =>
  channels.map((channel) => ({
    ...channel,
    send: async (...sending) => {
      const outcome = await channel.send(...sending);
      const name = `${channel.kind}: ${outcome.ok ? 'taken' : outcome.error.code}`;
      attempts.set(name, (attempts.get(name) ?? 0) + 1);
      return outcome;
    },
  }));

const sizes = (minute: number): readonly Figure[] => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return [
    { name: `after ${minute} min: heap`, value: heapUsed / 1e6, unit: 'MB' },
    { name: `after ${minute} min: resident`, value: rss / 1e6, unit: 'MB' },
  ];
};

/** What takes a receiver's machine a moment takes none on a clock that is moved: it is given the time. */
const MOMENT = 5;

describe('the whole engine', () => {
  it.each([1, 15])('keeps its size while all receivers of %i alerts fail for an hour', async (alerts) => {
    const clock = createFakeClock(NINE_O_CLOCK);
    const attempts = new Map<string, number>();
    const store = await openStore();
    const channels = counted(await failingChannels(clock), attempts);
    const engine = await startBenchEngine({ clock, store, config, source: queueSource({ full: alerts }), channels });
    const figures: Figure[] = [];
    for (let second = 1; second <= 3_600; second += 1) {
      await clock.advance(seconds(1));
      await wait(MOMENT);
      if (second % 600 === 0) figures.push(...sizes(second / 60));
    }
    const ended = [...attempts].sort().map(([name, value]): Figure => ({ name, value, unit: 'attempts' }));
    const title = `${alerts} alerts told every five minutes by five channels that all fail (load ${machineLoad()})`;
    printTable(title, [], [...figures, ...ended]);
    const stopping = engine.stop();
    await clock.advance(seconds(30));
    await stopping;
    await store.stop();
  });
});
