import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Site, startSite } from '../../page/site.js';
import { createLoopback } from '../../support/servers/loopback.js';
import { type DesktopApp, launchDesktop, missingHere } from './support/desktop.js';

const loopback = createLoopback();
let site: Site;
let desktop: DesktopApp;

const filler = (length: number): string => 'lorem ipsum '.repeat(Math.ceil(length / 12)).slice(0, length);

const HOME = (other: string): string => `<!doctype html><title>Home</title><link rel="stylesheet" href="/site.css">
<script src="/site.js"></script><h1>Tuition</h1><img src="/hero.svg" width="300" height="300" alt="">
<iframe src="${other}/frame" title="map"></iframe>
<script>document.cookie = 'seen=1'; localStorage.seen = '1'; alert('hello'); window.open('/pop'); fetch('/saw-' + typeof require + '-' + typeof process);
new Notification('hi'); addEventListener('load', () => setTimeout(() => { location.hash = 'x'; fetch('/late'); }, 50))</script>`;

test.beforeAll(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  site = await startSite(loopback, ({ otherUrl }) => ({
    '/': { status: '302 Found', headers: { Location: '/home' } },
    '/home': { body: HOME(otherUrl) },
    '/site.css': { type: 'text/css', body: `p{color:red}/*${filler(900)}*/` },
    '/site.js': { type: 'text/javascript', body: `/*${filler(4_000)}*/`, transfer: 'chunked' },
    '/hero.svg': {
      type: 'image/svg+xml',
      body: `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="300" height="300" fill="teal"/><!--${filler(20_000)}--></svg>`,
    },
    '/frame': { body: '<!doctype html><script src="/in-frame.js"></script>' },
    '/in-frame.js': { type: 'text/javascript', body: '// of another' },
    '/late': { type: 'text/plain', body: 'late' },
    '/saw-undefined-undefined': { type: 'text/plain', body: 'nothing of Node' },
  }));
  desktop = await launchDesktop({ config: configOf(site.url), args: ['--hidden'] });
});

test.afterAll(async () => {
  await desktop?.close();
  await loopback.stop();
});

const configOf = (url: string): string => `version: 1
profile: none
sources: { host: { enabled: false }, page: { urls: ["${url}/"], every: 5s, allowUnsandboxed: true } }
connectivity: { probes: [] }
budgets: { defaults: { javascript: 1KB, javascriptInitial: 100KB, css: 100KB, cssCritical: 14KB, imageHero: 150KB, images: 500KB, weight: 800KB, requests: 25, thirdParty: 5 } }
`;

interface Budget {
  readonly kind: string;
  readonly measured: number | null;
  readonly isOver: boolean;
}

const budgets = async (): Promise<Readonly<Record<string, Budget>>> => {
  const { url } = JSON.parse(readFileSync(join(desktop.dataFolder, 'console.json'), 'utf8')) as { url: string };
  const answer = await fetch(new URL('/api/monitoring/dashboard?type=performance', url));
  const { budgets: all } = (await answer.json()) as { budgets: readonly Budget[] | null };
  return Object.fromEntries((all ?? []).map((budget) => [budget.kind, budget]));
};

test('a page is loaded in a hidden window, weighed to the byte and held against its budget', async () => {
  await expect
    .poll(async () => (await budgets().catch(() => ({}) as Record<string, Budget>)).weight?.measured ?? null, {
      timeout: 40_000,
    })
    .not.toBeNull();
  const found = await budgets();
  const scripts = site.wire('/site.js', '/in-frame.js');
  expect(found.javascript).toMatchObject({ measured: scripts, isOver: true });
  expect(found.javascriptInitial).toMatchObject({ measured: scripts, isOver: false });
  expect(found.css?.measured).toBe(site.wire('/site.css'));
  expect(found.cssCritical?.measured).toBe(site.wire('/site.css'));
  expect(found.imageHero?.measured).toBe(site.wire('/hero.svg'));
  expect(found.thirdParty?.measured).toBe(2);
  const all = [
    '/',
    '/home',
    '/site.css',
    '/site.js',
    '/hero.svg',
    '/frame',
    '/in-frame.js',
    '/late',
    '/saw-undefined-undefined',
  ];
  expect(found.requests?.measured).toBe(all.length);
  expect(found.weight?.measured).toBe(site.wire(...all));
});

test('it meets nothing of Node, opens no window, and leaves nothing behind for the console', async () => {
  expect(site.asked('/saw-undefined-undefined')).toBeGreaterThan(0);
  expect(site.asked('/pop')).toBe(0);
  const left = await desktop.app.evaluate(async ({ session, BrowserWindow }) => ({
    cookies: (await session.defaultSession.cookies.get({})).length,
    visible: BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length,
  }));
  expect(left).toEqual({ cookies: 0, visible: 0 });
});

test('its window is gone with the load', async () => {
  await expect
    .poll(() => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), { timeout: 20_000 })
    .toBe(0);
});
