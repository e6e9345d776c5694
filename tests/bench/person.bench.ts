import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { TargetId } from '../../src/main/core/model/target.js';
import { followNotifications, hasName } from '../e2e/desktop/support/bus.js';
import { type Console, createDataFolder, onWatch, startConsole, until } from '../support/process.js';
import { machineLoad } from './process-figures.js';
import { type BenchSite, PAGES, startBenchSite, watchingPages } from './site.js';
import { type Measured, printTable, summarise } from './support.js';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const hasDesktop = await hasName('org.freedesktop.Notifications');
const { DBUS_SESSION_BUS_ADDRESS = '', DISPLAY = '' } = process.env;

let site: BenchSite;
let desk: Console;
let dataFolder: string;
let removeFolder: () => Promise<void>;

beforeAll(async () => {
  site = await startBenchSite();
  const { folder, remove } = await createDataFolder(watchingPages(site.url, PAGES, 'none'));
  [dataFolder, removeFolder] = [folder, remove];
  desk = await startConsole({ dataFolder: folder, environment: { DBUS_SESSION_BUS_ADDRESS, DISPLAY } });
  await onWatch(desk, 120_000);
}, 180_000);
afterAll(async () => {
  await desk.stop();
  await removeFolder();
  await site.stop();
});

describe('with 1,000 targets, a person', () => {
  it.skipIf(!existsSync(CHROMIUM))('sees the overview', async () => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    const load = machineLoad();
    const views: (readonly [number, number])[] = [];
    for (let run = 0; run < 14; run += 1) views.push(await openOverview(browser));
    await browser.close();
    const warm = views.slice(2);
    printTable(
      `From the navigation to what is on the screen, nothing cached (load of the machine before: ${load}, after: ${machineLoad()})`,
      [
        summarise(
          'first paint with content',
          warm.map(([paint]) => paint),
        ),
        summarise(
          'first row of the targets',
          warm.map(([, row]) => row),
        ),
      ],
    );
  });

  it.skipIf(!hasDesktop)('sees the pop-up', async () => {
    const load = machineLoad();
    const shown = await popupTimes();
    printTable(
      `From the page’s answer with 500 to the notification on the bus (load of the machine before: ${load}, after: ${machineLoad()})`,
      [shown],
    );
  });
});

/** Marks when the first row of the targets stood on the page. */
const watchForTargets = (): void => {
  const look = (): void => {
    if (document.querySelector('[aria-label="Targets"] li') !== null) performance.mark('targets');
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** When the first content was painted and when the first target's row stood there, in ms since the navigation began. */
const openOverview = async (browser: Browser): Promise<readonly [number, number]> => {
  const token = (await readFile(join(dataFolder, 'admin-token'), 'utf8')).trim();
  const context = await browser.newContext({
    viewport: { width: 1_440, height: 900 },
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  const page = await context.newPage();
  await page.addInitScript(watchForTargets);
  await page.goto(desk.url);
  await page.getByRole('list', { name: 'Targets' }).getByRole('listitem').first().waitFor();
  const times = await page.evaluate(
    () =>
      ['first-contentful-paint', 'targets'].map((name) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN) as [
        number,
        number,
      ],
  );
  await context.close();
  return times;
};

/** At most four pop-ups come one by one within ten seconds: further ones are told together. */
const APART = 2_700;

/** Breaks one page after another, has it read at once, and takes the time until its notification is on the session's bus. */
const popupTimes = async (): Promise<Measured> => {
  const { read, stop } = await followNotifications();
  const times: number[] = [];
  for (const id of PAGES.slice(0, 33)) {
    const failed = site.breakPage(id);
    await desk.read('target.readNow', { target: id as TargetId });
    const all = await until(
      async () => read(),
      (told) => told.some(({ body }) => body.startsWith(`${id} `)),
      10_000,
    );
    times.push((all.find(({ body }) => body.startsWith(`${id} `))?.at ?? Number.NaN) - (await failed));
    await wait(APART);
  }
  stop();
  return summarise('answer to notification', times.slice(3));
};
