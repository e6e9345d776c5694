import { expect, type Page, test } from '@playwright/test';
import { type DesktopApp, launchDesktop, missingHere } from './support/desktop.js';
import { type Site, startSite, watching } from './support/site.js';

let site: Site;
let desktop: DesktopApp | undefined;

test.beforeEach(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  site = await startSite();
});

test.afterEach(async () => {
  await desktop?.close();
  desktop = undefined;
  await site?.stop();
});

/** What a process keeps for a console that is open: each of it is a number that must not follow the number of rounds. */
type Held = Readonly<Record<string, number>>;

/** What the page holds once all that nobody needs was collected. */
const heldByPage = async (page: Page): Promise<Held> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const counted = ['Documents', 'Frames', 'Nodes', 'AudioHandlers'];
  return Object.fromEntries(metrics.filter(({ name }) => counted.includes(name)).map(({ name, value }) => [name, value]));
};

/** What main holds: the pages themselves, and whoever listens to them and to what outlives them. */
const heldByMain = (app: DesktopApp['app']): Promise<Held> =>
  app.evaluate(({ app, BrowserWindow, ipcMain, nativeTheme, powerMonitor, screen, session, webContents }) => {
    type Emitter = Pick<typeof app, 'eventNames'> & { listenerCount(name: string | symbol): number };
    const listenersOf = (emitter: Emitter): number =>
      emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('there is no window');
    return {
      windows: BrowserWindow.getAllWindows().length,
      pages: webContents.getAllWebContents().length,
      app: listenersOf(app),
      ipc: listenersOf(ipcMain),
      theme: listenersOf(nativeTheme),
      power: listenersOf(powerMonitor),
      screen: listenersOf(screen),
      session: listenersOf(session.defaultSession),
      process: listenersOf(process as unknown as Emitter),
      window: listenersOf(window),
      page: listenersOf(window.webContents as unknown as Emitter),
      ports: process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort' || kind === 'FSEventWrap').length,
    };
  });

const isStripShown = (): Promise<boolean> | undefined =>
  desktop?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length > 1);

/** One round of a day: the page is made anew, the strip comes and goes, and the window is closed and brought back. */
const round = async (page: Page): Promise<void> => {
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await desktop?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await desktop?.app.evaluate(({ app }) => app.emit('activate'));
};

const openAndCloseStrip = async (): Promise<void> => {
  await desktop?.tray.click('Show or hide the compact strip');
  await expect.poll(isStripShown).toBe(true);
  await desktop?.tray.click('Show or hide the compact strip');
  await expect.poll(isStripShown).toBe(false);
};

test('after a long day of pages and windows that came and went the desk holds no more than at its beginning', async () => {
  test.setTimeout(300_000);
  desktop = await launchDesktop({ config: watching(site.url) });
  const page = await desktop.window();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const main = (desktop as DesktopApp).app;
  const day = async (rounds: number, strips: number): Promise<void> => {
    for (let n = 0; n < rounds; n += 1) await round(page);
    for (let n = 0; n < strips; n += 1) await openAndCloseStrip();
    await expect(page.getByText(/fresh/).first()).toBeVisible();
  };
  await day(2, 2);
  const [pageAtFirst, mainAtFirst] = [await heldByPage(page), await heldByMain(main)];
  await day(48, 18);
  expect(await heldByMain(main)).toEqual(mainAtFirst);
  // A page that has just gone may need a second collection; what is left behind stays after any number of them. Nodes are held against what
  // is shown, because a chart that has come meanwhile is no leftover; each page that stayed would be a document, and as many nodes again.
  const heldTooMuch = async (): Promise<Held> => {
    const shown = await page.evaluate(() => document.querySelectorAll('*').length);
    const most: Held = { ...pageAtFirst, Nodes: 2 * shown + 100 };
    return Object.fromEntries(Object.entries(await heldByPage(page)).filter(([what, n]) => n > (most[what] ?? 0)));
  };
  await expect.poll(heldTooMuch, { timeout: 30_000 }).toEqual({});
});
