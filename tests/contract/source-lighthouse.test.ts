import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reading } from '../../src/main/core/model/reading.js';
import { NO_STRAIN } from '../../src/main/core/observe/strain.js';
import type { LighthouseFeed } from '../../src/main/core/port/feeds.js';
import type { LighthouseProgram } from '../../src/main/source/lighthouse/program.js';
import { createReports } from '../../src/main/source/lighthouse/reports.js';
import { createLighthouseSource, type LighthouseParts } from '../../src/main/source/lighthouse/source.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { CHROMIUM as BROWSER, chromiumTooDeep, chromiumWithoutSandbox } from '../support/servers/failing-browser.js';
import { feedParts, feedTarget } from '../support/servers/feeds.js';
import { createLoopback } from '../support/servers/loopback.js';
import { processesWith } from '../support/servers/processes.js';
import { lighthouseResult, standInLighthouse } from '../support/servers/stand-in-lighthouse.js';
import { measured, outcomeOf } from '../support/servers/targets.js';
import { sourceSuite } from './source/suite.js';

const PAGE = `<!doctype html><html lang="en"><head><title>Tutors of our town</title>
<meta name="viewport" content="width=device-width"><meta name="description" content="Tutors"><link rel="icon" href="data:,"></head>
<body><main><h1>Tutors</h1><p>Lessons at home.</p><img src="/no-such.png" width="9" height="9"></main></body></html>`;

const loopback = createLoopback();
let url = '';
let folder = '';
beforeAll(async () => {
  url = await loopback.http((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    response.writeHead(pathname === '/no-such.png' ? 404 : 200, { 'content-type': 'text/html' }).end(PAGE);
  });
});
afterAll(() => loopback.stop());

// Whatever an audit leaves behind is in here, or has the name of this folder in its command line.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-audits-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const children = (): readonly number[] => processesWith(`${folder}/watchroom-lighthouse-`);

/** A browser's helpers notice a moment after it that it has ended. */
const expectNothingLeft = async (): Promise<void> => {
  await expect.poll(children, { timeout: 3_000 }).toEqual([]);
  expect((await readdir(folder)).filter((name) => name.startsWith('watchroom-lighthouse-'))).toEqual([]);
};

/** Tests may run as root; the pages that they audit are their own. */
const NO_MORE = {
  runs: 1,
  form: 'mobile',
  browser: BROWSER,
  allowUnsandboxed: true,
  server: null,
  reports: null,
  pages: [],
} as const;

const parts = (feed: Partial<LighthouseFeed> = {}, change: Partial<LighthouseParts> = {}): LighthouseParts => ({
  asking: feedParts({ lighthouse: { ...NO_MORE, ...feed } }),
  dataFolder: folder,
  reports: createReports(join(folder, 'lighthouse')),
  load: () => 0,
  watchStrain: async () => ({ end: () => NO_STRAIN }),
  ...change,
});

const pageTarget = (path = '/') =>
  feedTarget('lighthouse', 'lighthouse-home', { url: `${url}${path}`, labels: { page: 'home' } });

const look = () => ({ clock: createCountedClock(), signal: new AbortController().signal });

const read = async (given: LighthouseParts, path?: string): Promise<Reading> => {
  const source = createLighthouseSource(given);
  try {
    return await source.read(pageTarget(path), look());
  } finally {
    await source.stop();
  }
};

describe.runIf(existsSync(BROWSER))('the lighthouse source, with a browser and Lighthouse itself', () => {
  it('gives scores and measures, and keeps the report', async () => {
    const given = parts({ form: 'desktop' });
    const reading = await read(given);
    expect(measured(reading, 'lighthouse_score', { category: 'seo' })).toBeGreaterThan(80);
    // A picture of the page does not load.
    expect(measured(reading, 'lighthouse_score', { category: 'best-practices' })).toBeLessThan(100);
    const { note } = outcomeOf(reading, 'answered').facts;
    expect(note).toMatch(/SEO \d+ \(one run\); benchmark \d+/);
    const [kept] = await given.reports.of('home');
    expect(kept).toMatchObject({ page: 'home', form: 'desktop', failed: 0 });
    const reportIn = (format: 'html' | 'json') => given.reports.read('home', kept?.id ?? '', format);
    expect(await reportIn('html')).toMatch(/^<!--[\s\S]*<!doctype html>/i);
    const json: unknown = JSON.parse((await reportIn('json')) ?? '');
    expect(json).toMatchObject({ requestedUrl: `${url}/`, configSettings: { formFactor: 'desktop' } });
    await expectNothingLeft();
  });
});

describe.runIf(existsSync(BROWSER))('around an audit', () => {
  let lighthouse: LighthouseProgram;
  beforeEach(async () => {
    lighthouse = await standInLighthouse(join(folder, 'stand-in'));
  });

  sourceSuite({
    kind: 'lighthouse',
    create: () => createLighthouseSource(parts({}, { lighthouse })),
    target: () => pageTarget(),
    together: 2,
  });

  it('a machine that is too busy gives nothing that depends on its speed', async () => {
    const reading = await read(parts({}, { lighthouse, load: () => 4 }));
    const { measures, facts } = outcomeOf(reading, 'answered');
    const speed = measures.filter(({ name, labels }) => labels?.category === 'performance' || /seconds|cls/.test(name));
    expect(speed).toEqual([]);
    expect(measured(reading, 'lighthouse_score', { category: 'accessibility' })).toBe(96);
    expect(facts.note).toMatch(/^home: degraded: this machine was too busy \(4.0 tasks a core/);
  });

  it('so does one that runs from its battery or over a metered network, as for page loads', async () => {
    const strained = { ...NO_STRAIN, power: 'battery', network: 'metered' } as const;
    const reading = await read(parts({}, { lighthouse, watchStrain: async () => ({ end: () => strained }) }));
    expect(measured(reading, 'lighthouse_score', { category: 'performance' })).toBeUndefined();
    expect(outcomeOf(reading, 'answered').facts.note).toMatch(
      /degraded: this machine was not at rest: it runs from its battery, its network is metered/,
    );
  });

  it('so does one that is too slow', async () => {
    const slow = await standInLighthouse(join(folder, 'slow'), lighthouseResult({ environment: { benchmarkIndex: 400 } }));
    const reading = await read(parts({}, { lighthouse: slow }));
    expect(measured(reading, 'lighthouse_score', { category: 'performance' })).toBeUndefined();
    expect(outcomeOf(reading, 'answered').facts.note).toMatch(/too slow \(benchmark 400, at least 1000\)/);
  });

  it('says that the page led elsewhere, as to a page that asks to sign in', async () => {
    const sent = await standInLighthouse(
      join(folder, 'sent'),
      lighthouseResult({ finalDisplayedUrl: 'https://login.example.org/?next=x' }),
    );
    expect(outcomeOf(await read(parts({}, { lighthouse: sent })), 'answered').facts.note).toMatch(
      /the page led to https:\/\/login.example.org\/, which is what was audited/,
    );
  });

  it('says how the runs lie, which of them the report is of, and what the audit before said', async () => {
    const given = parts({ runs: 2 }, { lighthouse });
    const notes = [await read(given), await read(given)].map((reading) => outcomeOf(reading, 'answered').facts.note);
    expect(notes[0]).toMatch(/^home: performance 87 \(87–87, n = 2\); .*; report of run 1 of 2; benchmark 1500\.$/);
    expect(notes[1]).toMatch(
      /^home: performance 87 \(87–87, n = 2\), last time 87 \(too few runs to tell a change from noise\)/,
    );
  });

  it('says that the browser ended in the middle of it, and leaves nothing behind', async () => {
    const source = createLighthouseSource(parts({}, { lighthouse }));
    const reading = source.read(pageTarget('/never'), look());
    const isAuditing = () => processesWith(lighthouse.script).length > 0;
    await expect.poll(isAuditing, { timeout: 20_000 }).toBe(true);
    for (const id of processesWith(`user-data-dir=${folder}/watchroom-lighthouse-`)) process.kill(id, 'SIGKILL');
    expect(outcomeOf(await reading, 'source-failed').text).toMatch(/its browser ended in the middle of it/);
    await source.stop();
    await expectNothingLeft();
  });

  it('ends its browser and its child when it is stopped, and whoever waits for a turn does not begin', async () => {
    const source = createLighthouseSource(parts({}, { lighthouse }));
    const both = [source.read(pageTarget('/never'), look()), source.read(pageTarget(), look())];
    const ended = Promise.all(both.map((each) => expect(each).rejects.toThrow('stopped')));
    await expect.poll(() => children().length, { timeout: 20_000 }).toBeGreaterThan(1);
    await source.stop();
    await ended;
    await expectNothingLeft();
  });

  it('gives its scores though the report cannot be kept, and says so', async () => {
    await writeFile(join(folder, 'lighthouse'), 'a file where the folder should be');
    const reading = await read(parts({}, { lighthouse }));
    expect(measured(reading, 'lighthouse_score', { category: 'seo' })).toBe(92);
    expect(outcomeOf(reading, 'answered').facts.note).toMatch(/Its report could not be kept: /);
  });

  it('takes away what a desk that was killed left behind', async () => {
    const [left, fresh] = ['watchroom-lighthouse-left', 'watchroom-lighthouse-fresh'].map((name) => join(folder, name));
    for (const path of [left, fresh]) await mkdir(join(path ?? '', 'profile'), { recursive: true });
    const yesterday = new Date(Date.now() - 2 * 86_400_000);
    await utimes(left ?? '', yesterday, yesterday);
    await read(parts({}, { lighthouse }));
    expect(await readdir(folder)).toContain('watchroom-lighthouse-fresh');
    expect(await readdir(folder)).not.toContain('watchroom-lighthouse-left');
  });

  it.each([
    ['what is no result', { lighthouseVersion: undefined }, /no result of Lighthouse/],
    ['a result of nothing', { categories: {} }, /no score at all/],
    [
      'a page that crashed',
      { runtimeError: { code: 'TARGET_CRASHED', message: 'Boom' } },
      /tab crashed \(TARGET_CRASHED: Boom\)/,
    ],
    ['a page without a name', { runtimeError: { code: 'DNS_FAILURE', message: 'x' } }, /not known to DNS/],
    ['a failure that nobody foresaw', { runtimeError: { code: 'NEW' } }, /the audit failed \(NEW: it does not say why\)/],
  ])('makes no score of %s', async (_, change, expected) => {
    const program = await standInLighthouse(join(folder, 'bad'), lighthouseResult(change));
    expect(outcomeOf(await read(parts({}, { lighthouse: program })), 'source-failed').text).toMatch(expected);
  });
});

describe('the lighthouse source without what it needs', () => {
  const failure = async (browser: string | null, change: Partial<LighthouseParts> = {}): Promise<string> =>
    outcomeOf(await read(parts({ browser }, change)), 'source-failed').text;

  it('says that the browser is not where the configuration says, and what to do', async () => {
    const text = await failure(join(folder, 'gone'));
    expect(text).toMatch(/^sources\.lighthouse\.browser says .*gone, which is no program.*Write the path/);
    expect(await failure(null, { variables: { CHROMIUM_PATH: '/no/chromium' } })).toMatch(
      /^CHROMIUM_PATH says \/no\/chromium, which is no program/,
    );
  });

  it('says what a browser said that would not start', async () => {
    const program = join(folder, 'browser');
    await writeFile(program, '#!/bin/sh\necho "cannot open display" >&2\nexit 3\n', { mode: 0o755 });
    expect(await failure(program)).toMatch(/ended by itself \(code 3\): “cannot open display”\. See what it says/);
  });

  it.runIf(existsSync(BROWSER))('says why Chromium did not start, and what to do', async () => {
    const lighthouse = await standInLighthouse(join(folder, 'stand-in'));
    const text = await failure(await chromiumTooDeep(folder), { lighthouse });
    expect(text).toMatch(
      /^http.* was not audited: The browser .*too-deep ended by itself .*“Socket path too long: .*”\. Let TMPDIR name/,
    );
    await expectNothingLeft();
  });

  it.runIf(existsSync(BROWSER))('audits nothing where there is no sandbox, unless that is allowed', async () => {
    const lighthouse = await standInLighthouse(join(folder, 'stand-in'));
    const browser = await chromiumWithoutSandbox(folder);
    const refused = await read(parts({ browser, allowUnsandboxed: false }, { lighthouse }));
    expect(outcomeOf(refused, 'source-failed').text).toMatch(
      /was not audited: .*sandbox.*so no page is loaded.*set sources\.lighthouse\.allowUnsandboxed where only pages of your own/,
    );
    outcomeOf(await read(parts({ browser }, { lighthouse })), 'answered');
    await expectNothingLeft();
  });

  it('says that it is not configured any more', async () => {
    expect(await failure(null, { asking: feedParts({}) })).toMatch(/not configured any more/);
  });
});
