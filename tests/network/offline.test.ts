import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import type { TargetId } from '../../src/main/core/model/target.js';
import type { WatchView } from '../../src/main/core/model/view.js';
import { followNotifications, hasName } from '../e2e/desktop/support/bus.js';
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
const LIMIT = 240_000;
const missing = await missingHere();
const hasDesktop = await hasName('org.freedesktop.Notifications');

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

/** The two networks of one test, and the desk in one of them. */
interface Place {
  readonly network: Network;
  startDesk(environmentOf: (folder: string) => Promise<Readonly<Record<string, string>>>): Promise<Console>;
}

/** Everything that is started ends with the test, the last first. */
const createPlace = async ({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): Promise<Place> => {
  const stops: (() => unknown)[] = [];
  onTestFinished(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  const network = await createNetwork();
  stops.push(network.remove);
  stops.push((await startSite(network)).stop);
  const startDesk: Place['startDesk'] = async (environmentOf) => {
    const { folder, remove } = await createDataFolder(configOf(network.site));
    stops.push(remove);
    const asker = startAsker(network);
    stops.push(asker.stop);
    const environment = await environmentOf(folder);
    const desk = await startConsole({ dataFolder: folder, environment, inside: network.atDesk, ask: asker.ask });
    stops.push(desk.stop);
    return desk;
  };
  return { network, startDesk };
};

const readWatch = async (desk: Console): Promise<WatchView> => (await desk.read('view.read', {})).view.watch;

const seesAll = ({ targets, isSettling }: WatchView): boolean => targets.up === TARGETS.length && !isSettling;

/** Cuts the desk off for a while, and looks at what it makes of it. */
const cutAndMend = async (desk: Console, network: Network, where: 'interface' | 'cable'): Promise<void> => {
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
  const { rows: deliveries } = await desk.read('delivery.list', { limit: 1_000 });
  expect(deliveries.map(({ reason, state }) => `${reason} ${state.kind}`).sort()).toEqual([
    'desk-back delivered',
    'desk-blind delivered',
  ]);
};

// Most of each test is waiting, and none sees anything of the others: so they wait together.
describe.concurrent(`a desk of ${TARGETS.length} targets, cut off from all of them,`, () => {
  it.skipIf(missing !== null).for(['interface', 'cable'] as const)(
    'says so once and blames none of them (%s)',
    { timeout: LIMIT },
    async (where, context) => {
      const { network, startDesk } = await createPlace(context);
      let popups = { count: async () => 0 };
      const desk = await startDesk(async (folder) => {
        const counter = await createPopupCounter(folder);
        popups = counter;
        return counter.environment;
      });
      await cutAndMend(desk, network, where);
      await expectOneGap(desk);
      await expectNothingCharged(desk);
      await expectTwoMessages(desk);
      expect(await popups.count()).toBe(2);
    },
  );

  // The same as a person on a real desktop sees it: one more proof where there is one, and not missed where there is none.
  if (hasDesktop)
    it.skipIf(missing !== null)(
      'shows one pop-up, and one more when it is back, on the desktop',
      async (context) => {
        const { network, startDesk } = await createPlace(context);
        const { read, stop } = await followNotifications();
        context.onTestFinished(stop);
        const desk = await startDesk(async () => ({ DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS ?? '' }));
        await cutAndMend(desk, network, 'cable');
        await expectTwoMessages(desk);
        expect(read().map(({ title }) => title)).toEqual([expect.stringMatching(/blind/), expect.stringMatching(/is back/)]);
      },
      240_000,
    );
});
