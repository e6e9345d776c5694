import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, it } from 'vitest';
import type { TargetId } from '../../src/main/core/model/target.js';
import type { ViewPush } from '../../src/main/core/model/view.js';
import { instant } from '../../src/main/core/time/instant.js';
import { nextSlot } from '../../src/main/engine/poll.js';
import { type Console, createDataFolder, onWatch, spawnConsole, startConsole } from '../support/process.js';
import { httpTarget } from '../support/servers/targets.js';
import { fillDay } from './day.js';
import { machineLoad, PIECE, residentMegabytes, spend } from './process-figures.js';
import { PAGES, startBenchSite, watchingPages } from './site.js';
import { readStream } from './stream.js';
import { type Measured, printTable, summarise } from './support.js';

const MINUTE = 60_000;
const WARMING_UP = 12;
const ALONE = 18;
const WATCHED = 12;

const site = await startBenchSite();
afterAll(() => site.stop());

/** How late a look began: since the target's own place in the minute, as seen by who was asked. */
const latenessOf = ({ id, at }: { readonly id: string; readonly at: number }): number => {
  const late = at - (nextSlot(httpTarget('', { id: id as TargetId }), instant(at)) - MINUTE);
  // The slot is a whole millisecond and the time seen is none: a look on the dot may seem a fraction too early for this slot.
  return late > MINUTE - 1 ? late - MINUTE : late;
};

const percent = (name: string, shares: readonly number[]): Measured => summarise(name, shares);

describe('a console with 1,000 targets every minute', () => {
  it('costs this much', async () => {
    const { folder, remove } = await createDataFolder(watchingPages(site.url, PAGES, 'royal-client'));
    const load = machineLoad();
    const console = await startConsole({ dataFolder: folder });
    const warmingUp = await spend([console.pid], WARMING_UP);
    await onWatch(console, 2 * MINUTE);
    site.arrivals.length = 0;
    const alone = await spend([console.pid], ALONE);
    const late = site.arrivals.map(latenessOf);
    const { peak } = residentMegabytes(console.pid);
    const { bytes, pushes, stop } = await watch(console, folder);
    const watched = await spend([console.pid], WATCHED);
    printTable(
      `1,000 targets every 60 s (load of the machine before: ${load}, after: ${machineLoad()}); shares in % of one core`,
      [
        percent('nobody looks, % of a core', alone.shares),
        percent('a browser looks, % of a core', watched.shares),
        summarise('a look begins late, ms', late),
        summarise('resident memory in the first two minutes, MB', warmingUp.memory),
        summarise('resident memory afterwards, nobody looks, MB', alone.memory),
        summarise('resident memory, a browser looks, MB', watched.memory),
      ],
      [
        { name: 'mean share of a core, nobody looks', value: mean(alone.shares), unit: '%' },
        { name: 'mean share of a core, a browser looks', value: mean(watched.shares), unit: '%' },
        { name: 'highest resident memory until then, as the system counted it', value: peak, unit: 'MB' },
        { name: 'looks missed or doubled', value: Math.abs(late.length - (ALONE * PIECE * PAGES.length) / MINUTE), unit: '' },
        { name: 'pushes to the browser', value: pushes(), unit: `(${Math.round(bytes() / 1_000)} kB in 2 min)` },
      ],
    );
    stop();
    printTable('From an answer with 500 to the push that shows the alert, 1,000 targets', [await pushTimes(console, folder)]);
    await console.stop();
    await remove();
  });
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const watch = async (console: Console, folder: string) => {
  const sizes: number[] = [];
  const stop = await readStream(console.url, folder, (push) => sizes.push(JSON.stringify(push).length));
  return { stop, pushes: () => sizes.length, bytes: () => sizes.reduce((sum, size) => sum + size, 0) };
};

/** Breaks one target after another, has it read at once, and takes the time until a browser is told. */
const pushTimes = async (console: Console, folder: string): Promise<Measured> => {
  let told = (_push: ViewPush): void => undefined;
  const stop = await readStream(console.url, folder, (push) => told(push));
  const times: number[] = [];
  for (const id of PAGES.slice(0, 33)) {
    const failed = site.breakPage(id);
    const shown = new Promise<number>((resolve) => {
      told = (push) => (showsAlert(push, id) ? resolve(performance.timeOrigin + performance.now()) : undefined);
    });
    await console.read('target.readNow', { target: id as TargetId });
    times.push((await shown) - (await failed));
    await wait(300);
  }
  stop();
  return summarise('answer to push over HTTP', times.slice(3));
};

const showsAlert = ({ changes }: ViewPush, id: string): boolean =>
  changes.some((change) => change.part === 'alerts' && change.value?.target === id && change.value.state === 'firing');

describe('a cold start', () => {
  it.each([
    ['an empty store, one target', PAGES.slice(0, 1), 'empty'],
    ['1,000 targets, a day of samples', PAGES, 'full'],
  ] as const)('with %s, to the first served page', async (name, watched, store) => {
    const load = machineLoad();
    const times = await coldStarts(name, watched, store);
    printTable(
      `From the start of the process to the first page (load of the machine before: ${load}, after: ${machineLoad()})`,
      [times],
    );
  });
});

const STARTS = 12;

const coldStarts = async (name: string, watched: readonly string[], store: 'empty' | 'full'): Promise<Measured> => {
  const { folder, remove } = await createDataFolder(watchingPages(site.url, watched, 'royal-client'));
  if (store === 'full') await fillDay(folder, watched, site.url, 'every series');
  const times: number[] = [];
  for (let run = 0; run < STARTS; run += 1) {
    const port = await site.closedPort();
    const from = performance.now();
    const child = spawnConsole({ dataFolder: folder, port });
    await firstPage(`http://127.0.0.1:${port}/`);
    times.push(performance.now() - from);
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await remove();
  return summarise(name, times.slice(2));
};

const firstPage = async (url: string): Promise<void> => {
  for (;;) {
    const status = await fetch(url).then(
      async (page) => [page.status, (await page.text()).length],
      () => [0, 0],
    );
    if (status[0] === 200 && (status[1] as number) > 0) return;
    await wait(5);
  }
};
