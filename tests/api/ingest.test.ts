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
  ingest: { public: { writeKey: { env: WRITE_KEY }, allowedOrigins: ["${SITE}"], countryHeader: cf-ipcountry } }
  builds: { github: { owner: tutors, repository: site, webhookSecret: { env: HOOK_SECRET } } }
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
  const collect = (key: string, origin: string, body: string): Promise<Response> =>
    fetch(url(`/collect/${key}`), {
      method: 'POST',
      headers: { Origin: origin, 'Content-Type': 'text/plain', 'cf-ipcountry': 'GB' },
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
    expect((await collect('write-me', SITE, lines({ event: 'build', status: 'failed' }))).status).toBe(400);
  });

  it('gives nothing to read', async () => {
    expect((await fetch(url('/collect/write-me'))).status).toBe(404);
  });
});
