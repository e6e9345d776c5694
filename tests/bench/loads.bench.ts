import { afterAll, describe, it } from 'vitest';
import type { TargetId } from '../../src/main/core/model/target.js';
import { instant } from '../../src/main/core/time/instant.js';
import { nextSlot } from '../../src/main/engine/poll.js';
import { createDataFolder, startConsole } from '../support/process.js';
import { httpTarget } from '../support/servers/targets.js';
import { machineLoad, spend } from './process-figures.js';
import { PAGES, startBenchSite, watchingPages } from './site.js';
import { printTable, summarise } from './support.js';

const EVERY = 10_000;
const READ = PAGES.slice(0, 200);
const PIECES = 9;

const site = await startBenchSite();
afterAll(() => site.stop());

/** How late a look began, as seen by who was asked; in milliseconds. */
const latenessOf = ({ id, at }: { readonly id: string; readonly at: number }): number => {
  const target = { ...httpTarget('', { id: id as TargetId }), every: EVERY };
  const late = at - (nextSlot(target as ReturnType<typeof httpTarget>, instant(at)) - EVERY);
  return late > EVERY - 1 ? late - EVERY : late;
};

/** Page loads one after the other all the time, and an audit after the other beside them. */
const BUSY = {
  page: { urls: ['/loaded-1', '/loaded-2', '/loaded-3'], every: '5s', allowUnsandboxed: true },
  lighthouse: { urls: ['/audited'], every: '30s', runs: 1, allowUnsandboxed: true },
} as const;

const sourcesOf = (url: string): unknown => ({
  page: { ...BUSY.page, urls: BUSY.page.urls.map((path) => url + path) },
  lighthouse: { ...BUSY.lighthouse, urls: BUSY.lighthouse.urls.map((path) => url + path) },
});

const watched = async (name: string, more: object): Promise<void> => {
  const document = JSON.parse(watchingPages(site.url, READ, 'royal-client', '10s')) as object;
  const { folder, remove } = await createDataFolder(JSON.stringify({ ...document, ...more }));
  const console = await startConsole({ dataFolder: folder });
  await spend([console.pid], 2);
  site.arrivals.length = 0;
  const load = machineLoad();
  const { shares } = await spend([console.pid], PIECES);
  const looks = site.arrivals.filter(({ id }) => id.startsWith('page-'));
  const loads = site.arrivals.filter(({ id }) => id.startsWith('loaded-')).length;
  const audits = site.arrivals.filter(({ id }) => id === 'audited').length;
  printTable(
    `200 targets every 10 s ${name} (load before: ${load}, after: ${machineLoad()})`,
    [summarise('a look begins late, ms', looks.map(latenessOf)), summarise('% of a core, without the browser', shares)],
    [
      { name: 'looks missed or doubled', value: Math.abs(looks.length - READ.length * PIECES), unit: '' },
      { name: 'pages asked for by loads, by audits', value: loads, unit: `and ${audits}` },
    ],
  );
  await console.stop();
  await remove();
};

describe('looks', () => {
  it('begin this late alone', () => watched('alone', {}));
  it('begin this late beside page loads and audits', () =>
    watched('beside page loads and audits', { sources: sourcesOf(site.url) }));
});
