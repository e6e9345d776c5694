import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertBody, AlertsBody } from '../../src/main/api/body/alert.js';
import type { DashboardBody } from '../../src/main/api/body/dashboard.js';
import { type Headless, runHeadless } from '../../src/main/app/headless.js';
import { ask } from './support.js';

const SITE = 'https://www.example.org';
const DOCUMENT = `version: 1
profile: royal-client
connectivity: { probes: [], every: 30s }
sources:
  host: { enabled: false }
  ingest: { public: { writeKey: { env: WRITE_KEY }, allowedOrigins: ["${SITE}"], countryHeader: cf-ipcountry, addressHeader: x-forwarded-for } }
  builds: { github: { owner: tutors, repository: site, webhookSecret: { env: HOOK_SECRET } } }
rules:
  - { id: no-room, name: No room, severity: warning, category: infrastructure, when: { metric: source_up, below: 1, by: [source] }, for: 0s, playbook: source-failing }
`;

let data: string;
let console: Headless;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'watchroom-ingest-'));
  await writeFile(join(data, 'config.yml'), DOCUMENT);
  const environment = { WRITE_KEY: 'write-me', HOOK_SECRET: 'hush' };
  console = await runHeadless({ configFile: null, dataFolder: data, port: 0, environment });
}, 30_000);

afterAll(async () => {
  await console.stop();
  await rm(data, { recursive: true, force: true });
}, 30_000);

const url = (path: string): URL => new URL(path, console.api.url());
const send = (body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url('/api/monitoring/ingest'), { method: 'POST', body, headers });
const lines = (...given: readonly object[]): string => given.map((line) => JSON.stringify(line)).join('\n');
const dashboard = async <Body>(type: string): Promise<Body> =>
  (await (await fetch(url(`/api/monitoring/dashboard?type=${type}`))).json()) as Body;

const until = async <Found>(find: () => Promise<Found | undefined>): Promise<Found> => {
  for (let n = 0; n < 150; n += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error('it never came about');
};

const alertOf = (rule: string): Promise<AlertBody> =>
  until(async () => (await dashboard<AlertsBody>('alerts')).alerts.find((alert) => alert.rule === rule));

describe('what is sent to the desk', () => {
  it('fires the rule that it concerns: failing submissions of the inquiry form', async () => {
    const failure = { event: 'form_submission', form: 'inquiry', outcome: 'failure', page: '/inquire?email=jane@example.org' };
    const success = { ...failure, outcome: 'success' };
    const first = await send(lines(success));
    expect(first.status).toBe(202);
    const answer = await send(lines(...Array(20).fill(failure), ...Array(20).fill(success), { event: 'form_submision' }));
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({
      accepted: 40,
      refused: 1,
      faults: [{ line: 41, message: expect.stringContaining('did you mean form_submission') }],
    });
    const alert = await alertOf('form-submission-failures');
    expect(alert).toMatchObject({ state: 'firing', severity: 'critical', labels: { form: 'inquiry' } });
    expect(alert.value).toBeCloseTo(20 / 41, 5);
  });

  it('of a failed build fires, and the next that passes ends it', async () => {
    await send(lines({ event: 'build', status: 'failed', project: 'site', branch: 'main' }));
    expect(await alertOf('build-failures')).toMatchObject({ state: 'firing', labels: { project: 'site', branch: 'main' } });
  });

  it('of a failed build by a signed webhook fires once it is the site’s own and has just ended', async () => {
    const hook = async (head: object, endedAgo: number): Promise<number> => {
      const body = JSON.stringify({
        action: 'completed',
        workflow_run: {
          ...{ id: endedAgo, run_attempt: 1, name: 'CI', head_branch: 'main', conclusion: 'failure' },
          updated_at: new Date(Date.now() - endedAgo).toISOString(),
          ...head,
        },
        repository: { full_name: 'tutors/site', default_branch: 'main' },
      });
      const signature = `sha256=${createHmac('sha256', 'hush').update(body).digest('hex')}`;
      return (await send(body, { 'x-github-event': 'workflow_run', 'x-hub-signature-256': signature })).status;
    };
    const fired = async () =>
      (await dashboard<AlertsBody>('alerts')).alerts.filter(({ labels }) => labels.project === 'tutors/site');
    await hook({ head_branch: 'feature-x' }, 5_000);
    await hook({ event: 'pull_request', head_repository: { full_name: 'stranger/site' } }, 5_000);
    expect(await hook({}, 13 * 86_400_000)).toBe(202);
    // A turn and more: what should not fire had its time to.
    await new Promise((next) => setTimeout(next, 3_000));
    expect(await fired()).toEqual([]);
    await hook({}, 5_000);
    expect(await until(async () => (await fired())[0])).toMatchObject({ rule: 'build-failures', state: 'firing' });
  });

  it('makes the visitors’ Web Vitals, with how many each rests on', async () => {
    const beacons = Array.from({ length: 40 }, (_, n) => ({ name: 'LCP', value: 2_000 + n * 50, page: '/', device: 'mobile' }));
    await send(JSON.stringify(beacons));
    // Of one moment, each stands at a millisecond of its own: the last of them is forty on.
    const lcp = await until(async () =>
      (await dashboard<DashboardBody>('dashboard')).webVitals?.find(({ metric, n }) => metric === 'lcp_seconds' && n === 40),
    );
    const { sources } = await dashboard<DashboardBody>('dashboard');
    expect(lcp).toMatchObject({ labels: { page: 'home', device: 'mobile' }, n: 40, rating: 'needs-improvement' });
    expect(lcp?.p75).toBeGreaterThan(3.3);
    expect(lcp?.p75).toBeLessThan(3.6);
    expect(sources.find(({ kind }) => kind === 'ingest')).toMatchObject({ state: 'failing' });
  });

  it('keeps nobody’s address', async () => {
    const { series } = await dashboard<{ series: { name: string }[] }>('history&series=form_submissions_total');
    expect(series).toHaveLength(1);
    expect(JSON.stringify(series)).not.toMatch(/jane|example\.org|@/);
  });

  it('is refused where it is wrong, too much, or without its signature', async () => {
    expect((await send('nonsense')).status).toBe(400);
    const port = Number(url('/').port);
    const tooLong = await ask(port, '/api/monitoring/ingest', { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });
    expect(tooLong.status).toBe(413);
    const unsigned = await send('{}', { 'x-github-event': 'workflow_run', 'x-hub-signature-256': 'sha256=00' });
    expect(unsigned.status).toBe(401);
  });
});

describe('the public collector', () => {
  const collect = (key: string, origin: string | null, body: string, address = '198.51.100.1'): Promise<Response> =>
    fetch(url(`/collect/${key}`), {
      method: 'POST',
      headers: {
        ...(origin === null ? {} : { Origin: origin }),
        ...{ 'Content-Type': 'text/plain', 'cf-ipcountry': 'GB', 'X-Forwarded-For': address },
      },
      body,
    });

  it('takes a beacon from a page of the site, and lets that page know', async () => {
    const answer = await collect('write-me', SITE, lines({ name: 'CLS', value: 0.02, page: '/', country: 'FR' }));
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(SITE);
    const { webVitals } = await dashboard<DashboardBody>('dashboard');
    expect(webVitals?.find(({ metric }) => metric === 'cls')).toMatchObject({ labels: { country: 'GB' }, rating: 'too-few' });
  });

  it('refuses other keys, other pages, and what is not for it', async () => {
    expect((await collect('other', SITE, '{}')).status).toBe(403);
    const foreign = await collect('write-me', 'https://evil.example', lines({ name: 'CLS', value: 0 }));
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    expect((await collect('write-me', null, lines({ name: 'CLS', value: 0 }))).status).toBe(403);
    expect((await collect('write-me', SITE, lines({ event: 'build', status: 'failed' }))).status).toBe(400);
  });

  it('keeps names that are listed, and of others only that there were some', async () => {
    const named = { event: 'form_submission', outcome: 'success', page: '/u/jane.smith', variant: 'JaneSmith' };
    const both = lines({ ...named, form: 'inquiry' }, { ...named, form: 'Jane-Smith' });
    expect((await collect('write-me', SITE, both)).status).toBe(204);
    const { series } = await dashboard<{ series: { labels: object }[] }>('history&series=form_submissions_total');
    expect(series.map(({ labels }) => labels)).toEqual(
      expect.arrayContaining([
        { country: 'GB', form: 'inquiry', page: ':other', source: 'ingest', variant: ':other' },
        { country: 'GB', form: ':other', page: ':other', source: 'ingest', variant: ':other' },
      ]),
    );
    const { sources } = await dashboard<DashboardBody>('dashboard');
    const said = JSON.stringify([series, sources]);
    expect(said).toContain('pages (2), forms (1), variants (2)');
    expect(said).not.toMatch(/jane/i);
  });

  it('asks whoever sends too much to wait, and takes from everybody else', async () => {
    const flood = lines(...Array(100).fill({ event: 'js_error', page: '/' }));
    const answers: Response[] = [];
    for (let n = 0; n < 60; n += 1) answers.push(await collect('write-me', SITE, flood, '203.0.113.9'));
    const taken = answers.filter(({ status }) => status === 204);
    const refused = answers.find(({ status }) => status === 429);
    expect(taken.length).toBeLessThan(50);
    expect(refused?.headers.get('retry-after')).toBe('60');
    expect((await collect('write-me', SITE, lines({ name: 'CLS', value: 0 }), '203.0.113.10')).status).toBe(204);
  });

  it('cannot stop what others send by inventing names, and somebody hears when there is no room', async () => {
    for (let n = 0; n < 60; n += 1) {
      const invented = Array.from({ length: 100 }, (_, k) => ({ event: 'page_view', page: `/p${n}x${k}` }));
      await collect('write-me', SITE, lines(...invented), `198.51.101.${n}`);
    }
    const alert = { version: '4', alerts: [{ status: 'firing', labels: { alertname: 'Fresh', severity: 'critical' } }] };
    expect((await send(lines(alert))).status).toBe(202);
    const letters = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    await send(JSON.stringify(Array.from({ length: 5_001 }, (_, n) => ({ series: `depth{queue="${letters(n)}"}`, value: 1 }))));
    expect(
      (await send(lines({ event: 'form_submission', form: 'inquiry', outcome: 'success', page: '/inquire' }))).status,
    ).toBe(202);
    expect(await alertOf('no-room')).toMatchObject({ state: 'firing', labels: { source: 'ingest' } });
    const { sources } = await dashboard<DashboardBody>('dashboard');
    expect(sources.find(({ kind }) => kind === 'ingest')).toMatchObject({
      state: 'failing',
      text: expect.stringContaining('more than 5000 series; known series go on'),
    });
  });

  it('gives nothing to read', async () => {
    expect((await fetch(url('/collect/write-me'))).status).toBe(404);
  });
});
