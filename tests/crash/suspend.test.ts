import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TargetId } from '../../src/main/core/model/target.js';
import { type Console, createDataFolder, onWatch, startConsole, until } from '../support/process.js';
import { createLoopback } from '../support/servers/loopback.js';

const TARGETS = Array.from({ length: 20 }, (_, n) => `page-${n}`);
const ASLEEP = 20_000;
/** The targets are well again so long before the console goes on. */
const WELL_AGAIN = 1_000;

const loopback = createLoopback();
let isWell = true;
let folder = '';
let cleanUp = async (): Promise<void> => undefined;
let desk: Console;

const configOf = (site: string): string =>
  JSON.stringify({
    version: 1,
    profile: 'none',
    sources: { host: { enabled: false } },
    connectivity: { probes: [] },
    channels: { desktop: { enabled: true, sound: false } },
    rules: [{ id: 'down', severity: 'critical', category: 'availability', when: { metric: 'up', below: 1 } }],
    targets: TARGETS.map((id) => ({ id, url: `${site}/${id}`, every: '1s', timeout: '900ms', confirm: { tries: 1, wait: 0 } })),
  });

beforeEach(async () => {
  const site = await loopback.http((_, response) => {
    response.statusCode = isWell ? 200 : 503;
    response.end('hello');
  });
  ({ folder, remove: cleanUp } = await createDataFolder(configOf(site)));
  // With a bus to speak to, even one where nobody listens, whatever the console would say stands among its deliveries.
  desk = await startConsole({ dataFolder: folder, environment: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } });
});

afterEach(async () => {
  desk.signal('SIGCONT');
  await desk.stop();
  await loopback.stop();
  await cleanUp();
});

it.skipIf(process.platform === 'win32')(
  'charges a sleep of the machine to nobody, and says so at most once',
  async () => {
    await onWatch(desk);
    await until(readTargets, ({ up }) => up === TARGETS.length, 10_000);
    await wait(2_000);

    const stoppedAt = Date.now();
    desk.signal('SIGSTOP');
    isWell = false;
    await wait(ASLEEP - WELL_AGAIN);
    isWell = true;
    await wait(WELL_AGAIN);
    desk.signal('SIGCONT');
    const length = Date.now() - stoppedAt;
    const { view } = await until(
      () => desk.read('view.read', {}),
      (answer) => !answer.view.watch.isSettling && answer.view.watch.unobserved.length > 0,
      20_000,
    );
    await wait(3_000);

    expect(view.watch.state).toBe('ok');
    expect(await readTargets()).toMatchObject({ up: TARGETS.length, down: 0 });
    expect(await desk.read('alert.list', { since: 0, limit: 100 })).toEqual([]);
    await expectOneSleep(stoppedAt, length);
    await expectNoDowntime();
    const { rows: told } = await desk.read('delivery.list', { limit: 100 });
    expect(told.filter(({ reason }) => reason !== 'desk-back')).toEqual([]);
    expect(told.length).toBeLessThanOrEqual(1);
  },
  90_000,
);

const readTargets = async () => (await desk.read('view.read', {})).view.watch.targets;

const expectOneSleep = async (stoppedAt: number, length: number): Promise<void> => {
  const { watch } = (await desk.read('view.read', {})).view;
  expect(watch.unobserved.map(({ cause }) => cause)).toEqual(['asleep']);
  const [sleep] = watch.unobserved;
  const [from, to] = [sleep?.from ?? 0, sleep?.to ?? 0];
  // The console's last tick was up to a second before the stop, its first up to a second after.
  expect(Math.abs(from - stoppedAt)).toBeLessThan(2_000);
  expect(Math.abs(to - from - length)).toBeLessThan(3_000);
};

const expectNoDowntime = async (): Promise<void> => {
  for (const target of TARGETS) {
    const { uptime } = await desk.read('target.read', { target: target as TargetId });
    expect(uptime?.ratio).toBe(1);
    expect(uptime?.coverage).toBeGreaterThan(0);
    expect(uptime?.coverage).toBeLessThan(1);
  }
};
