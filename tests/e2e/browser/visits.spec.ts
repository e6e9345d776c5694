import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '../../..');

let folder: string;
let desk: ChildProcess;
let deskUrl: string;
let site: Server;
let siteUrl: string;
let script = 'visits-attribution.js';

/** A page of the site: its headline comes late, something pushes it down, a button takes its time, and a script fails. */
const page = () => `<!doctype html><html><head><title>Tutors</title>
<script async src="/watch/${script}" data-key="write-me" data-variant="${script.replace('.js', '')}"></script></head>
<body><p>Tutors for every subject.</p><div id="above"></div><button>Ask</button>
<script>
  setTimeout(() => { document.body.insertAdjacentHTML('beforeend', '<h1 style="font-size:90px">Find your tutor</h1>'); }, 300);
  setTimeout(() => { document.getElementById('above').style.height = '240px'; }, 600);
  document.querySelector('button').addEventListener('click', () => {
    const end = performance.now() + 120;
    while (performance.now() < end);
    setTimeout(() => { throw new Error('Jane Smith <jane@example.org>'); });
  });
</script></body></html>`;

/** The site with its proxy: what is under /watch/ is the desk's collector. */
const startSite = async (): Promise<void> => {
  site = createServer((asked, answer) => {
    if (asked.url?.startsWith('/watch/') !== true) return answer.writeHead(200, { 'content-type': 'text/html' }).end(page());
    const target = new URL(asked.url.replace('/watch/', '/collect/'), deskUrl);
    const headers = { ...asked.headers, host: target.host, 'cf-ipcountry': 'GB' };
    const onward = request(target, { method: asked.method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    asked.pipe(onward);
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
};

const startDesk = async (): Promise<void> => {
  const config = join(folder, 'desk.yml');
  writeFileSync(
    config,
    `version: 1\nprofile: none\nconnectivity: { probes: [], every: 30s }\nsources: { host: { enabled: false }, ingest: { public: { writeKey: write-me, allowedOrigins: ["${siteUrl}"], countryHeader: cf-ipcountry, pages: [/tutors/:subject], variants: [visits, visits-attribution] } } }\n`,
  );
  const args = ['start', '--headless', '--config', config, '--data', join(folder, 'data'), '--port', '0'];
  desk = spawn(process.execPath, [join(ROOT, 'dist/main/cli.js'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  deskUrl = await new Promise<string>((found, fail) => {
    let printed = '';
    desk.stdout?.on('data', (text: Buffer) => {
      printed += text.toString();
      const [, address] = /(http:\/\/127\.0\.0\.1:\d+)\//.exec(printed) ?? [];
      if (address !== undefined) found(address);
    });
    desk.once('exit', (code) => fail(new Error(`the desk ended with ${code}: ${printed}`)));
  });
};

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchroom-visits-'));
  await startSite();
  await startDesk();
});
test.afterAll(async () => {
  const ended = new Promise((done) => desk.once('exit', done));
  desk.kill('SIGTERM');
  await ended;
  site.closeAllConnections();
  site.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Vital {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly p75: number;
}

const vitals = async (): Promise<readonly Vital[]> => {
  const answer = await fetch(`${deskUrl}/api/monitoring/dashboard?type=performance&timeframe=1`);
  const { webVitals } = (await answer.json()) as { webVitals: readonly Vital[] | null };
  return (webVitals ?? []).filter(({ labels }) => labels.variant === script.replace('.js', ''));
};

const seriesOf = async (name: string): Promise<readonly { readonly labels: Vital['labels']; readonly last: number }[]> =>
  (await everySeriesOf(name)).filter(({ labels }) => labels.variant === script.replace('.js', ''));

const everySeriesOf = async (name: string): Promise<readonly { readonly labels: Vital['labels']; readonly last: number }[]> => {
  const answer = await fetch(`${deskUrl}/api/monitoring/dashboard?type=history&timeframe=1&series=${name}`);
  const { series } = (await answer.json()) as { series: { labels: Vital['labels']; points: number[][] }[] };
  return series.map(({ labels, points }) => ({ labels, last: points.at(-1)?.[3] ?? Number.NaN }));
};

/** What the browser itself has noted of the page, as its developer tools show it; in our units. */
const noted = (visitor: Page): Promise<Readonly<Record<string, number>>> =>
  visitor.evaluate(async () => {
    const all = <Entry>(type: string): Promise<Entry[]> =>
      new Promise((found) => {
        new PerformanceObserver((list) => found(list.getEntries() as Entry[])).observe({ type, buffered: true });
        setTimeout(() => found([]), 1_000);
      });
    const paints = await all<{ startTime: number }>('largest-contentful-paint');
    const shifts = await all<{ value: number; hadRecentInput: boolean }>('layout-shift');
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return {
      lcp_seconds: (paints.at(-1)?.startTime ?? 0) / 1_000,
      cls: shifts.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0),
      fcp_seconds: (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0) / 1_000,
      ttfb_seconds: (navigation?.responseStart ?? 0) / 1_000,
    };
  });

for (const name of ['visits-attribution.js', 'visits.js'])
  test(`a visit to the site arrives as the browser saw it, by ${name}`, async ({ browser }) => {
    script = name;
    const context = await browser.newContext();
    const visitor = await context.newPage();
    await visitor.goto(`${siteUrl}/tutors/maths?name=${name}&email=jane@example.org`);
    await visitor.waitForTimeout(1_000);
    const seen = await noted(visitor);
    await visitor.getByRole('button').click();
    await visitor.waitForTimeout(500);
    await visitor.evaluate(() =>
      (window as unknown as { watchroom(event: string, fields: object): void }).watchroom('form_submission', {
        form: 'inquiry',
        outcome: 'success',
      }),
    );
    await visitor.goto('about:blank');

    await expect
      .poll(async () => (await vitals()).map(({ metric }) => metric).sort(), { timeout: 15_000 })
      .toEqual(expect.arrayContaining(['cls', 'fcp_seconds', 'inp_seconds', 'lcp_seconds', 'ttfb_seconds']));
    const sent = await vitals();
    for (const [metric, value] of Object.entries(seen)) {
      const said = sent.find((vital) => vital.metric === metric);
      expect(said?.labels, metric).toMatchObject({ page: 'tutors/:subject', device: 'desktop', country: 'GB' });
      // A rolled-up quantile is right to within one percent; the browser rounds to a tenth of a millisecond.
      expect(Math.abs((said?.p75 ?? 0) - value), `${metric}: ${said?.p75} sent, ${value} noted`).toBeLessThan(
        0.015 * value + 0.001,
      );
    }
    expect(sent.find(({ metric }) => metric === 'inp_seconds')?.p75).toBeGreaterThan(0.1);
    expect((await everySeriesOf('js_errors_total')).map(({ labels }) => labels)).toEqual([{ source: 'ingest' }]);
    expect((await seriesOf('page_views_failed_total')).map(({ last }) => last)).toEqual([1]);
    expect(await seriesOf('form_submissions_total')).toMatchObject([{ labels: { form: 'inquiry' } }]);
    const everything = readFileSync(join(folder, 'data', 'watchroom.db'), 'latin1');
    expect(everything).not.toMatch(/jane|Smith|example\.org/i);
    await context.close();
  });

test('the scripts are small', () => {
  const size = (name: string): number => gzipSync(readFileSync(join(ROOT, 'dist/renderer/collect', name)), { level: 9 }).length;
  expect(size('visits.js')).toBeLessThanOrEqual(3_500);
  expect(size('visits-attribution.js')).toBeLessThanOrEqual(6_000);
});
