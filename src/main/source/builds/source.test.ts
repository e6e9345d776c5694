import type { IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCountedClock } from '../../../../tests/support/servers/counted-clock.js';
import { feedParts, feedTarget, TOKEN_REFERENCE } from '../../../../tests/support/servers/feeds.js';
import { createLoopback } from '../../../../tests/support/servers/loopback.js';
import { outcomeOf } from '../../../../tests/support/servers/targets.js';
import type { Measure } from '../../core/model/reading.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { Feeds } from '../../core/port/feeds.js';
import type { Source } from '../../core/port/source.js';
import { instant } from '../../core/time/instant.js';
import { createHooks, type Hooks } from './hooks.js';
import { createBuildsSource } from './source.js';

const loopback = createLoopback();
let url = '';
let asked: URL[] = [];
let source: Source<FeedTarget>;
let hooks: Hooks;
/** What the server answers to a page. */
let answer: (
  asked: URL,
  request: IncomingMessage,
) => { readonly status?: number; readonly etag?: string; readonly body?: unknown };

beforeAll(async () => {
  url = await loopback.http((request, response) => {
    const place = new URL(request.url ?? '', 'http://x');
    asked.push(place);
    const { status = 200, etag, body = {} } = answer(place, request);
    response.writeHead(status, etag === undefined ? {} : { etag });
    response.end(status === 304 ? undefined : JSON.stringify(body));
  });
});
beforeEach(() => {
  asked = [];
});
afterEach(() => source.stop());
afterAll(() => loopback.stop());

const start = (feeds: Partial<Feeds>): void => {
  hooks = createHooks();
  source = createBuildsSource(feedParts(feeds), hooks);
};

const read = async (id: 'github' | 'vercel'): Promise<readonly Measure[]> => {
  const look = { clock: createCountedClock(), signal: new AbortController().signal };
  return outcomeOf(await source.read(feedTarget('builds', id), look), 'answered').measures;
};

const HOUR = 3_600_000;
const now = Math.floor(Date.now() / 1_000) * 1_000;

const run = (id: number, conclusion: string, change: Readonly<Record<string, unknown>> = {}) => ({
  id,
  name: 'Deploy site',
  head_branch: 'main',
  run_attempt: 1,
  status: 'completed',
  conclusion,
  updated_at: new Date(now - HOUR + id * 1_000).toISOString(),
  ...change,
});

const github = (change = {}) => ({
  github: { owner: 'example', repository: 'website', token: TOKEN_REFERENCE, workflow: null, branch: '*', url, ...change },
});

describe('workflow runs of GitHub', () => {
  const labels = { status: 'passed', project: 'example/website', branch: 'main', workflow: 'Deploy-site' };

  it('become an event each, at the instant at which the run ended, the oldest first', async () => {
    start(github());
    answer = () => ({ body: { workflow_runs: [run(2, 'failure'), run(1, 'success')] } });
    expect(await read('github')).toEqual([
      { name: 'build', labels, value: 1, at: now - HOUR + 1_000 },
      { name: 'build', labels: { ...labels, status: 'failed' }, value: 1, at: now - HOUR + 2_000 },
    ]);
  });

  it('are asked for as GitHub documents it', async () => {
    start(github({ workflow: 'deploy.yml', branch: 'main' }));
    answer = () => ({ body: { workflow_runs: [] } });
    await read('github');
    expect(asked[0]?.pathname).toBe('/repos/example/website/actions/workflows/deploy.yml/runs');
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      status: 'completed',
      branch: 'main',
      per_page: '50',
    });
  });

  it('of forks are none of the site’s, also under the name of its branch', async () => {
    start(github({ branch: 'main' }));
    const fork = { event: 'pull_request', head_repository: { full_name: 'stranger/website' } };
    const own = { event: 'push', head_repository: { full_name: 'Example/Website' } };
    answer = () => ({
      body: {
        workflow_runs: [
          run(4, 'failure', fork),
          run(3, 'failure', { event: 'pull_request', head_repository: null }),
          run(2, 'success', own),
        ],
      },
    });
    expect((await read('github')).map((measure) => measure.labels?.status)).toEqual(['passed']);
  });

  it('are those of the default branch unless told otherwise, which is asked for once', async () => {
    start(github({ branch: null }));
    answer = (place) =>
      place.pathname.endsWith('/runs')
        ? { body: { workflow_runs: [run(2, 'failure', { head_branch: 'main' }), run(1, 'success', { head_branch: 'trunk' })] } }
        : { body: { full_name: 'example/website', default_branch: 'trunk' } };
    expect((await read('github')).map((measure) => measure.labels?.branch)).toEqual(['trunk']);
    await read('github');
    expect(asked.map(({ pathname }) => pathname.split('/').at(-1))).toEqual(['website', 'runs', 'runs']);
    expect(asked.at(-1)?.searchParams.get('branch')).toBe('trunk');
  });

  it('that failed more than a day ago are history, and those that passed end what failed before', async () => {
    start(github());
    const ago = (hours: number) => ({ updated_at: new Date(now - hours * HOUR).toISOString() });
    answer = () => ({
      body: { workflow_runs: [run(3, 'failure', ago(23)), run(2, 'success', ago(25)), run(1, 'failure', ago(26))] },
    });
    expect((await read('github')).map((measure) => [measure.labels?.status, measure.labels?.judged])).toEqual([
      ['failed', 'no'],
      ['passed', undefined],
      ['failed', undefined],
    ]);
  });

  it('are not asked for while a webhook sends them', async () => {
    start(github());
    answer = () => ({ body: { workflow_runs: [run(1, 'failure')] } });
    hooks.heard('github', 'Example/Website', instant(Date.now() - HOUR + 60_000));
    expect(await read('github')).toEqual([]);
    expect(asked).toEqual([]);
    hooks.heard('github', 'example/other', instant(Date.now()));
    hooks.heard('github', 'example/website', instant(Date.now() - HOUR));
    expect(await read('github')).toHaveLength(1);
  });

  it('are said once more after the look that found them, in case it was thrown away, and then no more', async () => {
    start(github());
    answer = () => ({ body: { workflow_runs: [run(1, 'success')] } });
    const first = await read('github');
    expect(await read('github')).toEqual(first);
    expect(await read('github')).toEqual([]);
    answer = () => ({ body: { workflow_runs: [run(2, 'failure'), run(1, 'success')] } });
    expect((await read('github')).map((measure) => measure.labels?.status)).toEqual(['failed']);
  });

  it('count again when they are run again', async () => {
    start(github());
    answer = () => ({ body: { workflow_runs: [run(1, 'failure')] } });
    for (let looks = 0; looks < 3; looks += 1) await read('github');
    answer = () => ({ body: { workflow_runs: [run(1, 'success', { run_attempt: 2 })] } });
    expect((await read('github')).map((measure) => measure.labels?.status)).toEqual(['passed']);
  });

  it('are not sent again while nothing has changed', async () => {
    start(github());
    answer = (_, request) =>
      request.headers['if-none-match'] === '"v1"'
        ? { status: 304 }
        : { etag: '"v1"', body: { workflow_runs: [run(1, 'success')] } };
    const first = await read('github');
    expect(await read('github')).toEqual(first);
    expect(await read('github')).toEqual([]);
    expect(asked).toHaveLength(3);
  });

  it('are read page by page until one is known, and never without end', async () => {
    start(github());
    let newest = 50;
    const page = (place: URL) => {
      const from = newest - (Number(place.searchParams.get('page')) - 1) * 50;
      return { body: { workflow_runs: Array.from({ length: 50 }, (_, n) => run(from - n, 'success')) } };
    };
    answer = page;
    await read('github');
    expect(asked).toHaveLength(1);
    newest = 170;
    expect(await read('github')).toHaveLength(170);
    expect(asked).toHaveLength(4);
    newest = 2_000;
    await read('github');
    expect(asked).toHaveLength(9);
  });

  it.each([
    ['timed_out', 'failed'],
    ['startup_failure', 'failed'],
    ['skipped', 'passed'],
    ['cancelled', 'cancelled'],
  ])('that ended as %s are %s', async (conclusion, status) => {
    start(github());
    answer = () => ({ body: { workflow_runs: [run(1, conclusion)] } });
    expect((await read('github'))[0]?.labels?.status).toBe(status);
  });

  it('lose a branch that is called after somebody, and what is of no use', async () => {
    start(github());
    const strange = [null, 7, { id: 'x' }, run(3, 'unheard-of'), run(4, 'success', { updated_at: 'soon' })];
    answer = () => ({ body: { workflow_runs: [run(1, 'success', { head_branch: '07700 900123' }), ...strange] } });
    const { branch: _, ...rest } = labels;
    expect((await read('github')).map((measure) => measure.labels)).toEqual([rest]);
  });

  it('of a private repository need a permission, which is named', async () => {
    start(github());
    answer = () => ({ status: 404, body: { message: 'Not Found' } });
    const look = { clock: createCountedClock(), signal: new AbortController().signal };
    const reading = await source.read(feedTarget('builds', 'github'), look);
    expect(outcomeOf(reading, 'source-failed').text).toMatch(/answered 404: Not Found.*"Actions: read"/);
  });
});

const vercel = (change = {}) => ({
  vercel: { project: 'website', team: null, deployments: 'all' as const, token: TOKEN_REFERENCE, url, ...change },
});

const deployment = (uid: string, readyState: string, change: Readonly<Record<string, unknown>> = {}) => ({
  uid,
  name: 'website',
  created: now - HOUR,
  buildingAt: now - HOUR + 2_000,
  ready: now - HOUR + 60_000,
  readyState,
  state: readyState,
  target: null,
  meta: { githubCommitRef: 'main' },
  ...change,
});

describe('deployments of Vercel', () => {
  const labels = { status: 'passed', project: 'website', branch: 'main' };

  it('become a build each, and a deploy where they went live', async () => {
    start(vercel());
    answer = () => ({
      body: {
        deployments: [deployment('b', 'READY', { target: 'production' }), deployment('a', 'ERROR', { target: 'production' })],
        pagination: { count: 2, next: null, prev: null },
      },
    });
    expect(await read('vercel')).toEqual([
      { name: 'build', labels: { ...labels, status: 'failed' }, value: 1, at: now - HOUR + 2_000 },
      { name: 'build', labels, value: 1, at: now - HOUR + 60_000 },
      { name: 'deploy', labels: { project: 'website', environment: 'production' }, value: 1, at: now - HOUR + 60_000 },
    ]);
  });

  it('are those to production unless previews are asked for, too', async () => {
    start(vercel({ deployments: 'production' }));
    answer = () => ({
      body: { deployments: [deployment('b', 'ERROR'), deployment('a', 'READY', { target: 'production' })], pagination: {} },
    });
    expect((await read('vercel')).map(({ name, labels: said }) => [name, said?.status])).toEqual([
      ['build', 'passed'],
      ['deploy', undefined],
    ]);
    expect(asked[0]?.searchParams.get('target')).toBe('production');
  });

  it.each([
    ['team_a1b2', 'teamId'],
    ['example', 'slug'],
  ])('of the team %s are asked for by its %s', async (team, key) => {
    start(vercel({ team }));
    answer = () => ({ body: { deployments: [] } });
    await read('vercel');
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({ [key]: team, projectId: 'website' });
  });

  it('are read on from where a page ends', async () => {
    start(vercel());
    answer = () => ({ body: { deployments: [deployment('a', 'READY')], pagination: { next: 1 } } });
    await read('vercel');
    answer = (place) =>
      place.searchParams.get('until') === null
        ? { body: { deployments: [deployment('c', 'READY', { ready: now - 1_000 })], pagination: { next: 99 } } }
        : {
            body: {
              deployments: [deployment('b', 'READY', { ready: now - 2_000 }), deployment('a', 'READY')],
              pagination: { next: 1 },
            },
          };
    expect((await read('vercel')).map(({ at }) => at)).toEqual([now - HOUR + 60_000, now - 2_000, now - 1_000]);
    expect(asked.map(({ searchParams }) => searchParams.get('until'))).toEqual([null, null, '99']);
  });
});
