import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHROMIUM as BROWSER, chromiumTooDeep, chromiumWithoutSandbox } from '../support/servers/failing-browser.js';
import { createLoopback } from '../support/servers/loopback.js';
import { processesWith } from '../support/servers/processes.js';
import { type BuiltCommand, buildCommand, clearAway, type Started, startOn } from './built.js';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGE = `<!doctype html><html lang="en"><head><title>Tutors</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"></head><body><main><h1>Tutors</h1><p>Lessons at home.</p></main></body></html>`;

const loopback = createLoopback();
let watchroom: BuiltCommand;
let site = '';
/** How often a page was asked for that never answers. */
let slow = 0;
beforeAll(async () => {
  watchroom = await buildCommand();
  site = await loopback.http((request, response) => {
    if (request.url === '/slow') {
      slow += 1;
      return;
    }
    response.writeHead(request.url === '/down' ? 503 : 200, { 'content-type': 'text/html' }).end(PAGE);
  });
}, 120_000);
afterAll(() => Promise.all([watchroom.remove(), loopback.stop()]));

let data = '';
let running: Started | null = null;
beforeEach(async () => {
  slow = 0;
  data = await mkdtemp(join(tmpdir(), 'watchroom-performance-'));
});
afterEach(async () => {
  await clearAway(running, data);
  running = null;
});

const performance = (...args: string[]) => watchroom.run(['performance', ...args, '--data', data], { CHROMIUM_PATH: BROWSER });

/** The royal client's rules and nothing to watch; no probe leaves this machine. */
const CONFIG = 'version: 1\nprofile: royal-client\nconnectivity: { probes: [] }\nsources: { host: { enabled: false } }\n';

const startConsole = async (): Promise<string> => {
  const started = startOn(watchroom, data, CONFIG);
  running = started;
  return (await started.url).origin;
};

const send = async (origin: string, lines: readonly object[]): Promise<void> => {
  const body = lines.map((line) => JSON.stringify(line)).join('\n');
  const headers = { 'Content-Type': 'application/x-ndjson' };
  const answer = await fetch(`${origin}/api/monitoring/ingest`, { method: 'POST', body, headers });
  expect(answer.status).toBe(202);
};

describe('performance budget and monitor, beside a console', () => {
  it('say what is over its budget, what is within, and what nobody has measured', async () => {
    const origin = await startConsole();
    await send(origin, [
      { series: 'page_weight_bytes{page="home"}', value: 700_000 },
      { series: 'page_requests{page="home"}', value: 26 },
      { series: 'page_weight_bytes{page="service-maths"}', value: 600_000 },
    ]);
    const { code, out } = await performance('budget');
    expect(code).toBe(1);
    expect(out).toMatch(/home +Page weight +700 KB +≤ 800 KB .* met\n/);
    expect(out).toMatch(/home +Requests +26 +≤ 25 .* OVER\n/);
    expect(out).toMatch(/service-maths +Page weight +600 KB +≤ 600 KB .* met\n/);
    expect(out).toMatch(/– +CSS over 100 KB +– +≤ 100 KB +– +not measured yet\n/);
    expect(out).toMatch(/1 of 11 budgets is exceeded; 8 are not measured yet\./);

    await send(origin, [{ series: 'page_requests{page="home"}', value: 25 }]);
    const again = await performance('budget', '--json');
    expect(again.code).toBe(0);
    const { budgets } = JSON.parse(again.out) as { budgets: object[] };
    expect(budgets).toContainEqual(
      expect.objectContaining({ rule: 'budget-requests-home', page: 'home', value: 25, limit: 25, verdict: 'met' }),
    );
  });

  it('hold to the limits of the site’s own file instead', async () => {
    const origin = await startConsole();
    await send(origin, [{ series: 'page_weight_bytes{page="home"}', value: 700_000 }]);
    const file = join(data, 'performance.config.ts');
    await writeFile(file, "export default { budgets: { weight: '650KB' } };");
    expect(await performance('budget', '--limits', file)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/≤ 650 KB .*OVER/),
    });
    await writeFile(file, 'export default { budgets: { weight: compute() } };');
    expect(await performance('budget', '--limits', file)).toMatchObject({
      code: 2,
      error: expect.stringContaining('“compute” would have to be run'),
    });
  });

  it('print the Web Vitals with their visits, while the console runs and after', async () => {
    const origin = await startConsole();
    await send(
      origin,
      Array.from({ length: 30 }, () => ({ series: 'lcp_seconds{page="home",device="mobile"}', value: 2 })),
    );
    const { out } = await performance('monitor');
    expect(out).toMatch(/LCP +home, mobile +[12][.\d]* s +30 +good/);
    running?.child.kill('SIGTERM');
    await running?.ended;
    running = null;
    const after = await performance('monitor', '--json');
    const { webVitals } = JSON.parse(after.out) as { webVitals: object[] };
    expect(webVitals).toMatchObject([{ metric: 'lcp_seconds', n: 30, rating: 'good' }]);
  });

  it('print anew until they are ended', async () => {
    const watching = watchroom.start(['performance', 'monitor', '--watch', '--data', data]);
    await watching.printed('Budgets');
    // Whoever ends a job tells it more than once; each later one is the same wish, up to the very end.
    const telling = setInterval(() => watching.child.kill('SIGINT'), 1);
    const ended = await watching.ended;
    clearInterval(telling);
    expect(ended).toMatchObject({ code: 1, error: expect.stringContaining('nothing new is measured') });
  });
});

describe('performance without anything kept', () => {
  it('says honestly that nothing is measured', async () => {
    expect(await performance('budget')).toMatchObject({ code: 1, out: expect.stringContaining('nothing can be said') });
    expect(await performance('monitor')).toMatchObject({ code: 1, out: expect.stringContaining('nobody has sent any yet') });
  });

  it.each([
    [[], 'audit, budget, monitor, ci'],
    [['weather'], 'audit, budget, monitor, ci'],
    [['audit'], 'sources.lighthouse.urls'],
    [['audit', 'example.org'], 'no web address'],
    [['audit', 'file:///etc/passwd'], 'no web address'],
    [['audit', 'https://x.example.org/', '--runs', '16'], '1–15'],
    [['audit', 'https://x.example.org/', '--form', 'watch'], 'mobile or desktop'],
    [['budget', '--limits', 'no-such.json'], 'no-such.json cannot be read'],
    [['budget', '--watch'], 'Only monitor'],
  ])('answers %j with exit code 2 and what is wrong', async (args, words) => {
    expect(await performance(...args)).toMatchObject({ code: 2, out: '', error: expect.stringContaining(words) });
  });

  it('says what to install where there is no browser', async () => {
    const args = ['performance', 'audit', site, '--data', data];
    const { code, error } = await watchroom.run(args, { CHROMIUM_PATH: join(data, 'none') });
    expect([code, error]).toEqual([
      2,
      expect.stringMatching(/CHROMIUM_PATH says .*, which is no program that can be run here\. Write the path of Chromium/),
    ]);
  });
});

describe.runIf(existsSync(BROWSER))('performance audits, for real', () => {
  it('judge a page by the limits given, and write what fits a pull request', async () => {
    const [limits, summary] = [join(data, '.lighthouserc.json'), join(data, 'summary.md')];
    const assertions = {
      'categories:seo': ['error', { minScore: 1 }],
      'categories:best-practices': ['error', { minScore: 0.1 }],
    };
    await writeFile(limits, JSON.stringify({ ci: { assert: { assertions } } }));
    const reports = join(data, 'reports');
    const given = [
      'ci',
      site,
      '--allow-unsandboxed',
      '--runs',
      '1',
      '--limits',
      limits,
      '--summary',
      summary,
      '--reports',
      reports,
    ];
    const { code, out, error } = await performance(...given);
    // The page has no description, which is a matter of search engines.
    expect([code, error]).toEqual([1, '']);
    const text = await readFile(summary, 'utf8');
    expect(out).toBe(`${text}\n`);
    expect(text).toMatch(
      /^## Performance: failed\n\n0 of 1 pages meet their Lighthouse limits\. None of 11 budgets is exceeded/,
    );
    expect(text).toMatch(/\| home \| SEO \| \d+ \| one run \| ≥ 100 \| VIOLATED \|/);
    expect(text).toMatch(/\| home \| best practices \| \d+ \| one run \| ≥ 10 \| met \|/);
    // What it weighed is of this very audit.
    expect(text).toMatch(/\| home \| Page weight \| \d+ B \| ≤ 800 KB \| \d+ s \| met \|/);
    expect(await readdir(join(reports, 'home'))).toHaveLength(3);
  });

  it('are made where the temporary folder has a long name, too', async () => {
    const deep = join(data, 'deep'.repeat(20));
    await mkdir(deep);
    const environment = { CHROMIUM_PATH: BROWSER, TMPDIR: deep };
    const { out } = await watchroom.run(
      ['performance', 'audit', site, '--allow-unsandboxed', '--runs', '1', '--data', data],
      environment,
    );
    expect(out).not.toContain('not audited');
    expect(out).toMatch(/home +performance +\d+/);
  });

  it('say why Chromium did not start, and what to do', async () => {
    const audit = async (browser: string, ...more: string[]) =>
      watchroom.run(['performance', 'audit', site, '--runs', '1', '--data', data, ...more], { CHROMIUM_PATH: browser });
    const broken = await audit(await chromiumTooDeep(data), '--allow-unsandboxed');
    expect(broken.code).toBe(1);
    expect(broken.out).toMatch(
      /home: not audited: The browser .* ended by itself .*“Socket path too long: .*”\. Let TMPDIR name/,
    );
    const bare = await audit(await chromiumWithoutSandbox(data));
    expect(bare.code).toBe(1);
    expect(bare.out).toMatch(
      /not audited: .*sandbox.*so no page is loaded.* or set sources\.lighthouse\.allowUnsandboxed \(here also --allow-unsandboxed\) where/,
    );
  });

  it('leave no browser where they are killed in the middle', async () => {
    const environment = { CHROMIUM_PATH: BROWSER, TMPDIR: data };
    const audit = watchroom.start(['performance', 'audit', `${site}/slow`, '--allow-unsandboxed', '--data', data], environment);
    const children = () => processesWith(`${data}/watchroom-lighthouse-`).length;
    await expect.poll(children, { timeout: 20_000 }).toBeGreaterThan(0);
    audit.child.kill('SIGKILL');
    await audit.ended;
    await expect.poll(children, { timeout: 20_000 }).toBe(0);
  });

  describe.runIf(process.platform === 'linux')('interrupted as `npm run performance:audit`', () => {
    /** Where it works meanwhile: a short name, as the browser puts a socket deep into it. */
    let work = '';
    beforeEach(async () => {
      work = await mkdtemp(join(tmpdir(), 'wr-'));
    });
    afterEach(() => rm(work, { recursive: true, force: true }));
    const reports = () => join(data, 'reports');

    /** In a process group of its own, as a terminal starts it; each process of it hears the signal, as with Ctrl+C. */
    const startScript = async (...pages: string[]): Promise<ChildProcess> => {
      const own = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
      const script = own.scripts['performance:audit']?.replace('dist/main/cli.js', `"${watchroom.script}"`);
      await writeFile(join(data, 'package.json'), JSON.stringify({ scripts: { 'performance:audit': script } }));
      const given = [...pages, '--allow-unsandboxed', '--runs', '1', '--data', data, '--reports', reports()];
      return spawn('npm', ['run', '--silent', 'performance:audit', '--', ...given], {
        cwd: data,
        env: {
          PATH: process.env.PATH ?? '',
          HOME: data,
          TMPDIR: work,
          CHROMIUM_PATH: BROWSER,
          npm_config_update_notifier: 'false',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
    };

    /** Names of all files in a folder, whatever lies between. */
    const filesIn = async (folder: string): Promise<readonly string[]> =>
      (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
        .filter((entry) => entry.isFile())
        .map(({ name }) => name);

    const interrupted = async (script: ChildProcess, signal: 'SIGINT' | 'SIGTERM') => {
      let said = '';
      script.stdout?.on('data', (part) => {
        said += String(part);
      });
      process.kill(-(script.pid as number), signal);
      await new Promise((ended) => script.once('close', ended));
      return { signal: script.signalCode, said };
    };

    const nothingIsLeft = async (): Promise<void> => {
      // What was killed with the browser is gone once the system has got to it.
      await expect.poll(() => processesWith(work), { timeout: 20_000 }).toEqual([]);
      expect((await readdir(work)).filter((name) => name.startsWith('watchroom-'))).toEqual([]);
    };

    it.each(['SIGINT', 'SIGTERM'] as const)(
      'end by %s while a page loads, and leave nothing',
      async (signal) => {
        const script = await startScript(`${site}/slow`);
        await expect.poll(() => slow, { timeout: 150_000 }).toBeGreaterThan(0);
        expect(processesWith(work).length).toBeGreaterThan(1);
        expect(await interrupted(script, signal)).toEqual({ signal, said: '' });
        await nothingIsLeft();
        expect(await filesIn(reports())).toEqual([]);
      },
      200_000,
    );

    it('end by it while the browser starts, and leave nothing', async () => {
      const script = await startScript(`${site}/slow`);
      await expect.poll(() => processesWith(work).length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0);
      expect(await interrupted(script, 'SIGINT')).toEqual({ signal: 'SIGINT', said: '' });
      await nothingIsLeft();
    }, 60_000);

    it('keep the report of a page that was done before, whole, and none of the one under way', async () => {
      const script = await startScript(site, `${site}/slow`);
      await expect.poll(() => slow, { timeout: 150_000 }).toBeGreaterThan(0);
      expect(await interrupted(script, 'SIGINT')).toEqual({ signal: 'SIGINT', said: '' });
      await nothingIsLeft();
      const kept = await filesIn(reports());
      expect(kept.map((name) => name.slice(name.indexOf('.'))).sort()).toEqual(['.audit.json', '.report.html', '.report.json']);
      expect(await readFile(join(reports(), 'home', kept.find((name) => name.endsWith('.html')) ?? ''), 'utf8')).toMatch(
        /<\/html>\s*$/,
      );
    }, 200_000);
  });

  it('fail where a page answers with an error, and give no score', async () => {
    const { code, out } = await performance('audit', `${site}/down`, '--allow-unsandboxed', '--runs', '1', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      audits: [{ page: 'down', url: `${site}/down`, failure: expect.stringContaining('503'), isGood: false }],
    });
  });
});
