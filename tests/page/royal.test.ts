import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { royalDemoConfig } from '../../src/main/cli/demo/royal-config.js';
import { type DemoSite, startDemoSite } from '../../src/main/cli/demo/site.js';
import { readShipped } from '../../src/main/config/profiles.js';
import { readConfig } from '../../src/main/config/read.js';
import { metricsOf } from '../../src/main/core/rule/group.js';
import { type Ask, type Console, createDataFolder, startConsole, until } from '../support/process.js';
import { silentLog } from '../support/store.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A console takes only so many questions a minute, in milliseconds between two. */
const POLITE = 1_000;

const shipped = await readShipped(join(import.meta.dirname, '../../resources'));

/** The demo by the royal client standard, its home page loaded by a real browser every few seconds, and audited where that is asked for. */
const documentOf = (site: DemoSite, audits: 'audited' | 'not-audited'): string => {
  const home = `[ "${site.url}" ]`;
  const audit = audits === 'audited' ? `  lighthouse: { urls: ${home}, every: 1h, runs: 1, allowUnsandboxed: true }\n` : '';
  return royalDemoConfig(site, { host: 'watched', loads: 'none' }).replace(
    'sources:\n',
    `sources:\n  page: { urls: ${home}, every: 5s, allowUnsandboxed: true }\n${audit}`,
  );
};

const openDemo = async (): Promise<DemoSite> => {
  const site = await startDemoSite({ log: silentLog });
  stops.push(site.stop);
  return site;
};

/** An audit is answered once it is done. */
const patiently: Ask = async (url, init) => {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(150_000) });
  return { status: answer.status, body: await answer.text() };
};

const openConsole = async (document: string): Promise<Console> => {
  const { folder, remove } = await createDataFolder(document);
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder, ask: patiently });
  stops.push(console.stop);
  return console;
};

/** Read by a browser of this desk; what visitors' own browsers tell of a page is left out. */
const BY_BROWSER = /^(page_(javascript|css|hero|image|weight|requests|third)|lighthouse_)/;

/** What the rules of that document read from loads and audits. */
const metricsFromBrowser = (document: string): readonly string[] => {
  const { config, problems } = readConfig(document, {}, { user: 'ana', timeZone: 'UTC', ...shipped, runtime: 'desk' });
  if (config === null) throw new Error(JSON.stringify(problems));
  const all = config.rules.flatMap(({ when }) => metricsOf(when.subject));
  return [...new Set(all)].filter((metric) => BY_BROWSER.test(metric)).sort();
};

const silentOf = async (console: Console, metrics: readonly string[]): Promise<readonly string[]> => {
  await wait(POLITE);
  const silent: string[] = [];
  for (const name of metrics) if ((await console.read('history.list', { name })).length === 0) silent.push(name);
  return silent;
};

const budgetsBroken = async (console: Console): Promise<readonly string[]> => {
  const { view } = await console.read('view.read', {});
  const open = Object.values(view.alerts).filter(({ state }) => state === 'firing');
  return open
    .map(({ rule }) => rule as string)
    .filter((rule) => rule.startsWith('budget-'))
    .sort();
};

const loadsOf = async (console: Console): Promise<number> => {
  await wait(POLITE);
  const [listed] = await console.read('history.list', { name: 'page_weight_bytes' });
  if (listed === undefined) return 0;
  const to = Date.now() + 1_000;
  const { ranges } = await console.read('history.range', { series: [listed.id], from: to - 600_000, to, maxPoints: 600 });
  return ranges.flatMap(({ points }) => points).length;
};

/** Waits for loads that began after now. */
const loadedAgain = async (console: Console): Promise<void> => {
  const before = await loadsOf(console);
  await until(
    () => loadsOf(console),
    (loads) => loads >= before + 2,
    90_000,
  );
};

describe('the royal client standard over the demo, in a real browser,', () => {
  it('has a reading for every metric of its budgets and limits', async () => {
    const document = documentOf(await openDemo(), 'audited');
    const console = await openConsole(document);
    const wanted = metricsFromBrowser(document);
    expect(wanted).toHaveLength(10);
    await until(
      () => silentOf(console, wanted),
      (silent) => silent.length === 0,
      150_000,
    );
  }, 200_000);

  it('fires exactly the budgets that a heavier site breaks', async () => {
    const site = await openDemo();
    const console = await openConsole(documentOf(site, 'not-audited'));
    await loadedAgain(console);
    expect(await budgetsBroken(console)).toEqual([]);

    await site.set('overweight', 'scripts');
    await loadedAgain(console);
    expect(await budgetsBroken(console)).toEqual(['budget-javascript', 'budget-javascript-initial']);

    await site.set('overweight', 'everything');
    await loadedAgain(console);
    expect(await budgetsBroken(console)).toEqual([
      'budget-css',
      'budget-css-critical',
      'budget-image-hero',
      'budget-images',
      'budget-javascript',
      'budget-javascript-initial',
      'budget-weight-home',
    ]);
  }, 300_000);

  it('is tried page by page and audit by audit before anything of it is kept', async () => {
    const { url } = await openDemo();
    const console = await openConsole('version: 1\nprofile: none\nsources: { host: { enabled: false } }\n');
    const tryIt = async (source: 'page' | 'lighthouse', block: object) => {
      const { outcome } = await console.read('source.try', { source, block: { urls: [url], ...block }, sent: null });
      if (outcome.kind !== 'answered') throw new Error(outcome.text);
      return { measures: outcome.measures.map(({ name }) => name), said: outcome.facts.raw?.body ?? '' };
    };
    const load = await tryIt('page', { allowUnsandboxed: true });
    expect(load.measures).toEqual(expect.arrayContaining(['page_weight_bytes', 'page_requests', 'page_javascript_bytes']));
    expect(load.said).toContain('site.js');
    const audit = await tryIt('lighthouse', { runs: 1, allowUnsandboxed: true });
    expect(audit.measures).toContain('lighthouse_score');
    expect(audit.said).toContain('accessibility');
    const kept = (await console.read('history.list', {})).map(({ series }) => series.name);
    expect(kept.filter((name) => /^(page|lighthouse)_/.test(name))).toEqual([]);
  }, 200_000);
});
