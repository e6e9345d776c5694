import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { systemClock } from '../../src/main/platform/clock.js';
import { silentLog, temporaryFolder } from '../support/store.js';
import { type BuiltStore, buildStore } from '../support/store-build.js';
import { type CountingReceiver, startCountingReceiver, steadyNow } from './counting-receiver.js';
import { startDeliveryDesk, type Telling } from './delivery-desk.js';
import { machineLoad } from './process-figures.js';
import { type Measured, printTable, summarise } from './support.js';

const RUNS = 10;

const { folder, remove } = temporaryFolder();
let built: BuiltStore;
let receiver: CountingReceiver;
beforeAll(async () => {
  built = await buildStore();
  receiver = await startCountingReceiver();
});
afterAll(() => {
  receiver.stop();
  built.remove();
  remove();
});

let desks = 0;
const openStore = () => {
  desks += 1;
  const file = join(folder, `${desks}`, 'watchroom.db');
  return built.openEmbeddedStore({ file, access: 'write', log: silentLog, thread: 'worker' });
};

/** Milliseconds from the look that finds it all until the last message has arrived, and what was lost or came twice. */
const tellOf = async (alerts: number, messages: number, telling: Telling) => {
  const desk = await startDeliveryDesk({ clock: systemClock(), store: await openStore(), url: receiver.url, telling });
  await desk.fill(0);
  const arrived = receiver.expect(messages);
  const begun = steadyNow();
  await desk.fill(alerts);
  const { at } = await arrived;
  await desk.stop();
  const { messages: all, keys } = await receiver.count();
  return { took: at - begun, lost: messages - keys, doubled: all - keys };
};

const measureTelling = async (name: string, alerts: number, telling: Telling): Promise<Measured> => {
  const messages = telling === 'grouped' ? 1 : alerts;
  await tellOf(alerts, messages, telling);
  const runs: Awaited<ReturnType<typeof tellOf>>[] = [];
  while (runs.length < RUNS) runs.push(await tellOf(alerts, messages, telling));
  const sum = (key: 'lost' | 'doubled'): number => runs.reduce((total, run) => total + run[key], 0);
  if (sum('lost') + sum('doubled') > 0) throw new Error(`${name}: ${sum('lost')} lost, ${sum('doubled')} twice`);
  return summarise(
    name,
    runs.map(({ took }) => took),
  );
};

describe('telling by webhook', () => {
  it('tells of alerts of one turn', async () => {
    const load = machineLoad();
    const measured = [
      await measureTelling('1,000 alerts, one grouped message', 1_000, 'grouped'),
      await measureTelling('1,000 alerts, 1,000 messages', 1_000, 'one by one'),
      await measureTelling('10,000 alerts, 10,000 messages', 10_000, 'one by one'),
    ];
    printTable(`from the look to the last message at its receiver, none lost, none twice (load ${load})`, measured);
  });
});
