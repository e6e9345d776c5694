import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIGHTHOUSE_REPORTS, LIGHTHOUSE_SERVER } from '../../src/main/core/lighthouse/page.js';
import type { Reading } from '../../src/main/core/model/reading.js';
import type { LighthouseFeed } from '../../src/main/core/port/feeds.js';
import { createReports } from '../../src/main/source/lighthouse/reports.js';
import { createLighthouseSource } from '../../src/main/source/lighthouse/source.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { feedParts, feedTarget, TOKEN, TOKEN_REFERENCE } from '../support/servers/feeds.js';
import { createLoopback } from '../support/servers/loopback.js';
import { lighthouseResult } from '../support/servers/stand-in-lighthouse.js';
import { measured, outcomeOf } from '../support/servers/targets.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-elsewhere-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const PLAIN: LighthouseFeed = {
  runs: 5,
  form: 'mobile',
  browser: null,
  allowUnsandboxed: false,
  server: null,
  reports: null,
  pages: [],
};

const read = async (id: string, feed: Partial<LighthouseFeed>): Promise<Reading> => {
  const clock = createCountedClock();
  const source = createLighthouseSource({
    asking: feedParts({ lighthouse: { ...PLAIN, ...feed } }),
    dataFolder: folder,
    reports: createReports(join(folder, 'kept')),
  });
  try {
    return await source.read(feedTarget('lighthouse', id), { clock, signal: new AbortController().signal });
  } finally {
    await source.stop();
    expect(clock.pending()).toBe(0);
  }
};

const minutesAgo = (count: number): string => new Date(Date.now() - count * 60_000).toISOString();

const scored = (performance: number, change: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify(
    lighthouseResult({ fetchTime: minutesAgo(10), categories: { performance: { score: performance } }, ...change }),
  );

describe('a folder of reports', () => {
  const keep = (files: Readonly<Record<string, string>>) =>
    Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  const look = () => read(LIGHTHOUSE_REPORTS, { reports: folder, pages: [{ url: 'https://www.example.org/', page: 'front' }] });

  it('gives the median of the last audit of each page, at its own instant', async () => {
    await keep({
      'lhr-1.json': scored(0.9),
      'lhr-2.json': scored(0.8, { fetchTime: minutesAgo(9) }),
      'lhr-3.json': scored(0.7, { fetchTime: minutesAgo(8) }),
      'lhr-old.json': scored(0.1, { fetchTime: minutesAgo(300) }),
      'lhr-other.json': scored(0.5, { requestedUrl: 'https://www.example.org/tutors/maths' }),
      'assertion-results.json': '[]',
      'half.json': '{"lighthouseVersion":',
      'notes.txt': 'hello',
    });
    const reading = await look();
    expect(measured(reading, 'lighthouse_score', { category: 'performance', page: 'front' })).toBe(80);
    expect(measured(reading, 'lighthouse_score', { category: 'performance', page: 'tutors-maths' })).toBe(50);
    expect(measured(reading, 'lighthouse_lcp_seconds', { page: 'front' })).toBe(2.1);
    const { measures, facts } = outcomeOf(reading, 'answered');
    expect(measures.every(({ at }) => at !== undefined && at < reading.startedAt)).toBe(true);
    expect(facts.note).toMatch(/front: performance 80 \(70–90, n = 3\); benchmark 1500\./);
  });

  it('makes no score of an audit that failed', async () => {
    await keep({ 'lhr.json': scored(0, { runtimeError: { code: 'NO_FCP', message: 'nothing was painted' } }) });
    expect(outcomeOf(await look(), 'source-failed').text).toMatch(/failed audit: the page showed nothing \(NO_FCP/);
  });

  it('says that nothing is in it, or that it is not there, and what to do', async () => {
    expect(outcomeOf(await look(), 'source-failed').text).toMatch(/No result of Lighthouse is in .*--output=json/);
    const gone = await read(LIGHTHOUSE_REPORTS, { reports: join(folder, 'gone') });
    expect(outcomeOf(gone, 'source-failed').text).toMatch(/cannot be read\. Check sources\.lighthouse\.reports/);
  });
});

describe('a Lighthouse CI server', () => {
  const loopback = createLoopback();
  let url = '';
  let answer: RequestListener = (_, response) => response.end();
  const asked: string[] = [];
  beforeAll(async () => {
    url = await loopback.http((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ''}`);
      answer(request, response);
    });
  });
  afterAll(() => loopback.stop());

  /** Its documented routes, as its version 0.15 answers them. */
  const project = (build: object | null, statistics: readonly object[]): RequestListener => {
    const bodies: Readonly<Record<string, unknown>> = {
      '/v1/projects/slug:website': { id: 'p1', name: 'Website', slug: 'website', token: '', adminToken: '' },
      '/v1/projects/p1/builds': build === null ? [] : [build],
      '/v1/projects/p1/builds/b1/statistics': statistics,
    };
    return (request, response) => {
      const body = bodies[new URL(request.url ?? '', url).pathname];
      response
        .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(body ?? {}));
    };
  };
  const row = (name: string, value: number, page = 'https://www.example.org/') => ({ name, value, url: page, buildId: 'b1' });
  const build = { id: 'b1', branch: 'main', hash: '0123456789abcdef', runAt: minutesAgo(30), lifecycle: 'sealed' };
  const look = (change: Partial<NonNullable<LighthouseFeed['server']>> = {}) =>
    read(LIGHTHOUSE_SERVER, {
      server: { url, project: 'website', branch: 'main', token: TOKEN_REFERENCE, allowInsecure: false, ...change },
    });

  it('gives the medians of its last finished build, at the instant of that', async () => {
    answer = project(build, [
      row('category_performance_median', 0.87),
      row('category_seo_median', 0.92, 'https://www.example.org/tutors'),
      row('category_accessibility_median', -1),
      row('category_pwa_median', 0.3),
      row('audit_largest-contentful-paint_median', 2_300),
    ]);
    asked.length = 0;
    const reading = await look();
    expect(measured(reading, 'lighthouse_score', { category: 'performance', page: 'home' })).toBe(87);
    expect(measured(reading, 'lighthouse_score', { category: 'seo', page: 'tutors' })).toBe(92);
    expect(measured(reading, 'lighthouse_lcp_seconds', { page: 'home' })).toBe(2.3);
    const { measures, facts } = outcomeOf(reading, 'answered');
    expect(measures).toHaveLength(3);
    expect(measures.every(({ at }) => at === Date.parse(build.runAt))).toBe(true);
    expect(facts.note).toMatch(/the build 01234567 of main/);
    expect(asked[1]).toBe(`/v1/projects/p1/builds?limit=1&lifecycle=sealed&branch=main Bearer ${TOKEN}`);
  });

  it('says that there is no build yet', async () => {
    answer = project(null, []);
    expect(outcomeOf(await look(), 'answered')).toMatchObject({
      measures: [],
      facts: { note: 'website has no finished build yet.' },
    });
  });

  it.each([
    [
      'another project',
      {},
      (_: unknown, response: Parameters<RequestListener>[1]) => response.writeHead(404).end('{}'),
      /answered 404.*slug/,
    ],
    [
      'a page instead of JSON',
      {},
      (_: unknown, response: Parameters<RequestListener>[1]) => response.end('<!doctype html>'),
      /page instead of JSON/,
    ],
    ['another shape', {}, (_: unknown, response: Parameters<RequestListener>[1]) => response.end('[1]'), /unexpected shape/],
    ['a place across a network', { url: 'http://lhci.example.test' }, () => undefined, /plain http/],
  ] as const)('says what is wrong with %s', async (_, change, answered, expected) => {
    answer = answered as RequestListener;
    const { text } = outcomeOf(await look(change), 'source-failed');
    expect(text).toMatch(expected);
    expect(text).not.toContain(TOKEN);
  });
});
