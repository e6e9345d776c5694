import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TargetId } from '../../src/main/core/model/target.js';
import type { WatchView } from '../../src/main/core/model/view.js';
import { createPopupCounter } from '../support/popups.js';
import { type Console, createDataFolder, startConsole, until } from '../support/process.js';
import {
  createNetwork,
  missingHere,
  type Network,
  PAGES_PORT,
  PROBE_PORT,
  startAsker,
  startSite,
} from './support/namespaces.js';

const TARGETS = Array.from({ length: 200 }, (_, n) => `page-${n}`);
const CUT_FOR = 45_000;
const missing = await missingHere();

const configOf = (site: string): string =>
  JSON.stringify({
    version: 1,
    profile: 'none',
    sources: { host: { enabled: false } },
    connectivity: { probes: [`${site}:${PROBE_PORT}`] },
    channels: { desktop: { enabled: true, sound: false } },
    rules: [{ id: 'down', severity: 'critical', category: 'availability', when: { metric: 'up', below: 1 } }],
    targets: TARGETS.map((id) => ({
      id,
      url: `http://${site}:${PAGES_PORT}/${id}`,
      every: '10s',
      timeout: '2s',
      confirm: { tries: 2, wait: '1s' },
    })),
  });

const stops: (() => Promise<unknown>)[] = [];
let network: Network;

beforeEach(async (context) => {
  if (missing !== null) context.skip(missing);
  network = await createNetwork();
  stops.push(network.remove, (await startSite(network)).stop);
});

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const startDesk = async (environmentOf: (folder: string) => Promise<Readonly<Record<string, string>>>): Promise<Console> => {
  const { folder, remove } = await createDataFolder(configOf(network.site));
  const asker = startAsker(network);
  const environment = await environmentOf(folder);
  const desk = await startConsole({ dataFolder: folder, environment, inside: network.atDesk, ask: asker.ask });
  stops.push(remove, asker.stop, desk.stop);
  return desk;
};

const readWatch = async (desk: Console): Promise<WatchView> => (await desk.read('view.read', {})).view.watch;

const seesAll = ({ targets, isSettling }: WatchView): boolean => targets.up === TARGETS.length && !isSettling;

/** Cuts the desk off for a while, and looks at what it makes of it. */
const cutAndMend = async (desk: Console, where: 'interface' | 'cable'): Promise<void> => {
  await until(() => readWatch(desk), seesAll, 60_000);
  const cutAt = Date.now();
  await network.cut(where);
  const blind = await until(
    () => readWatch(desk),
    ({ state }) => state === 'blind',
    30_000,
  );
  expect(blind.blind).toMatchObject({ cause: 'offline' });
  while (Date.now() - cutAt < CUT_FOR) {
    const { state, targets, firing } = await readWatch(desk);
    expect({ state, down: targets.down, firing }).toEqual({
      state: 'blind',
      down: 0,
      firing: { critical: 0, warning: 0, info: 0 },
    });
    await wait(500);
  }
  await network.mend();
  await until(
    () => readWatch(desk),
    (watch) => watch.state === 'ok' && seesAll(watch),
    60_000,
  );
  // Whatever else it had to say would have been said by then.
  await wait(15_000);
};

const expectOneGap = async (desk: Console): Promise<void> => {
  const { unobserved } = await readWatch(desk);
  expect(unobserved.map(({ cause }) => cause)).toEqual(['offline']);
  const [gap] = unobserved;
  const length = (gap?.to ?? 0) - (gap?.from ?? 0);
  expect(length).toBeGreaterThan(CUT_FOR - 20_000);
  expect(length).toBeLessThan(CUT_FOR + 10_000);
};

const expectNothingCharged = async (desk: Console): Promise<void> => {
  expect(await desk.read('alert.list', { since: 0, limit: 1_000 })).toEqual([]);
  for (const target of TARGETS) {
    const { row, uptime } = await desk.read('target.read', { target: target as TargetId });
    expect(row.state).toBe('up');
    expect(uptime?.ratio).toBe(1);
    expect(uptime?.coverage).toBeLessThan(1);
  }
};

const expectTwoMessages = async (desk: Console): Promise<void> => {
  const deliveries = await desk.read('delivery.list', { since: 0, limit: 1_000 });
  expect(deliveries.map(({ reason, state }) => `${reason} ${state.kind}`).sort()).toEqual([
    'desk-back delivered',
    'desk-blind delivered',
  ]);
};

it.each(['interface', 'cable'] as const)(
  `with its %s gone, a desk of ${TARGETS.length} targets says so once and blames none of them`,
  async (where) => {
    let popups = { count: async () => 0 };
    const desk = await startDesk(async (folder) => {
      const counter = await createPopupCounter(folder);
      popups = counter;
      return counter.environment;
    });
    await cutAndMend(desk, where);
    await expectOneGap(desk);
    await expectNothingCharged(desk);
    await expectTwoMessages(desk);
    expect(await popups.count()).toBe(2);
  },
  240_000,
);

/** Notifications that reached the session's bus, as a monitor beside it writes them down. */
const readNotifications = async (log: string): Promise<string[]> =>
  (await readFile(log, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { payload: { data: readonly [string, number, string, string] } })
    .map(({ payload }) => payload.data[3]);

it('shows one notification and one more when it is back, on a real desktop', async (context) => {
  const { DBUS_SESSION_BUS_ADDRESS: bus = '', NOTIFICATIONS_LOG: log = '' } = process.env;
  if (bus === '' || log === '') context.skip('there is no session bus whose notifications are logged ($NOTIFICATIONS_LOG)');
  const before = (await readNotifications(log)).length;
  const desk = await startDesk(async () => ({ DBUS_SESSION_BUS_ADDRESS: bus }));
  await cutAndMend(desk, 'cable');
  await expectTwoMessages(desk);
  const shown = (await readNotifications(log)).slice(before);
  expect(shown).toHaveLength(2);
  expect(shown[0]).toMatch(/blind/);
  expect(shown[1]).toMatch(/is back/);
}, 240_000);
