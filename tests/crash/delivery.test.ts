import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Delivery } from '../../src/main/core/model/notification.js';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { createDataFolder, startConsole, until } from '../support/process.js';
import { startMailServer } from '../support/servers/mail.js';
import { startReceiver } from '../support/servers/receiver.js';
import { silentLog } from '../support/store.js';
import { sendTests } from './support/operator.js';

/** `WATCHROOM_KILLS` asks for more: each takes a second or two. */
const KILLS = Number(process.env.WATCHROOM_KILLS ?? 25);

const configOf = (hook: string, smtpPort: number): string =>
  JSON.stringify({
    version: 1,
    profile: 'none',
    operator: { name: 'Ann', role: 'admin' },
    sources: { host: { enabled: false } },
    connectivity: { probes: [] },
    channels: {
      desktop: { enabled: false },
      email: { from: 'watch@example.org', to: ['ops@example.org'], smtp: { host: '127.0.0.1', port: smtpPort } },
      webhook: { endpoints: [{ url: hook }] },
    },
  });

/** A message at its receiver: under which key, and whether it said that it may be a repeat. */
interface Arrival {
  readonly key: string;
  readonly isMarked: boolean;
}

const ofHook = ({ body }: { readonly body: string }): Arrival => {
  const { id, possibleRepeat } = JSON.parse(body) as { id: string; possibleRepeat: boolean };
  return { key: id, isMarked: possibleRepeat };
};

/** What the receivers and the journal do not agree on. */
const faultsOf = (deliveries: readonly Delivery[], arrivals: readonly Arrival[]): readonly string[] => {
  const byKey = new Map<string, Arrival[]>();
  for (const arrival of arrivals) byKey.set(arrival.key, [...(byKey.get(arrival.key) ?? []), arrival]);
  const known = new Set(deliveries.map(({ id }) => id));
  const strangers = [...byKey.keys()].filter((key) => !known.has(key)).map((key) => `${key} is not in the journal`);
  return [...strangers, ...deliveries.flatMap((delivery) => faultsOfOne(delivery, byKey.get(delivery.id) ?? []))];
};

const faultsOfOne = ({ id, state, attempts }: Delivery, arrivals: readonly Arrival[]): readonly string[] => {
  const faults: string[] = [];
  if (state.kind !== 'delivered') faults.push(`${id} is ${state.kind}`);
  if (arrivals.length === 0) faults.push(`${id} is lost`);
  if (arrivals.slice(1).some(({ isMarked }) => !isMarked)) faults.push(`${id} came again and did not say so`);
  const lost = attempts.filter(({ outcome }) => outcome === 'unknown').length;
  if (arrivals.length > 1 + lost) faults.push(`${id} came ${arrivals.length} times with ${lost} attempts in doubt`);
  return faults;
};

it(
  `tells everybody once over ${KILLS} kills amid delivery, or says that it may be a repeat`,
  async () => {
    const hook = await startReceiver({ status: 200, after: 5 });
    const mail = await startMailServer();
    const { folder, remove } = await createDataFolder(configOf(`${hook.url}/hook`, mail.port));
    const options = { dataFolder: folder };
    for (let kill = 0; kill < KILLS; kill += 1) {
      const startedAt = performance.now();
      const console = await startConsole(options);
      const load = sendTests(console);
      // A machine that takes long to start takes long to send: the kill comes amid delivery there too.
      await wait(50 + Math.random() * Math.max(700, performance.now() - startedAt));
      await console.kill();
      await load;
    }

    const last = await startConsole(options);
    await until(
      () => last.read('view.read', {}).then(({ view }) => view.system.outbox.waiting),
      (waiting) => waiting === 0,
      // Mail leaves at five a second: the quicker the machine, the more waits at the last start.
      60_000 + KILLS * 3_000,
    );
    expect(await last.stop()).toBe(0);

    const store = await openEmbeddedStore({
      file: join(folder, 'watchroom.db'),
      access: 'read',
      log: silentLog,
      thread: 'inline',
    });
    const deliveries = await store.journal.deliveries({ limit: 1e6 });
    await store.stop();
    const mails = mail.mails.map(
      ({ headers, text }): Arrival => ({
        key: String(headers.get('x-watchroom-delivery')),
        isMarked: (text ?? '').includes('Possible repeat'),
      }),
    );
    const arrivals = [...hook.received.map(ofHook), ...mails];
    expect(faultsOf(deliveries, arrivals)).toEqual([]);
    expect(hook.received.length).toBeGreaterThan(KILLS);
    expect(mails.length).toBeGreaterThan(KILLS);
    const marked = arrivals.filter(({ isMarked }) => isMarked).length;
    console.log(
      `${KILLS} kills: ${deliveries.length} deliveries, ${arrivals.length - deliveries.length} came twice, ${marked} said that they may be a repeat`,
    );
    await remove();
    await mail.stop();
    await hook.stop();
  },
  120_000 + KILLS * 10_000,
);
