import type { RequestListener } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jsonOf } from '../../src/main/config/resolve/json.js';
import { address } from '../../src/main/config/schema/v1/json.js';
import type { Reading } from '../../src/main/core/model/reading.js';
import type { FeedTarget } from '../../src/main/core/model/target.js';
import type { Feeds } from '../../src/main/core/port/feeds.js';
import type { Source } from '../../src/main/core/port/source.js';
import { milliseconds } from '../../src/main/core/time/instant.js';
import { createHooks } from '../../src/main/source/builds/hooks.js';
import { createBuildsSource } from '../../src/main/source/builds/source.js';
import type { FeedParts } from '../../src/main/source/feed/source.js';
import { createJsonSource } from '../../src/main/source/json/source.js';
import { createPrometheusSource } from '../../src/main/source/prometheus/source.js';
import { createSentrySource } from '../../src/main/source/sentry/source.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { feedParts, feedTarget, TOKEN, TOKEN_REFERENCE } from '../support/servers/feeds.js';
import { createLoopback } from '../support/servers/loopback.js';
import { outcomeOf } from '../support/servers/targets.js';

const loopback = createLoopback();
let url = '';
let asked = 0;
let answer: RequestListener = (_, response) => response.end();

beforeAll(async () => {
  url = await loopback.http((request, response) => {
    asked += 1;
    answer(request, response);
  });
});
afterAll(() => loopback.stop());

interface Subject {
  readonly id: string;
  readonly create: (parts: FeedParts) => Source<FeedTarget>;
  readonly target: FeedTarget;
  readonly feeds: (url: string) => Partial<Feeds>;
  /** The setting that says where the server is. */
  readonly setting: string;
  /** What it answers where there is nothing, by the place that is asked. */
  readonly empty: (path: string) => unknown;
}

const JENKINS = address.parse({
  url: 'https://ci.example.org/',
  values: [{ series: 'queue_length', path: '$.queue' }],
  builds: { list: '$.builds', id: '$.id', status: '$.result', at: '$.timestamp' },
});

const subjects: readonly Subject[] = [
  {
    id: 'prometheus',
    create: createPrometheusSource,
    target: feedTarget('prometheus'),
    feeds: (at) => ({
      prometheus: { url: at, queries: [{ series: 'queue', query: 'queue' }], bearer: TOKEN_REFERENCE, allowInsecure: false },
    }),
    setting: 'sources.prometheus.url',
    empty: () => ({ status: 'success', data: { resultType: 'vector', result: [] } }),
  },
  {
    id: 'github',
    create: (parts) => createBuildsSource(parts, createHooks()),
    target: feedTarget('builds', 'github'),
    feeds: (at) => ({
      github: { owner: 'example', repository: 'website', token: TOKEN_REFERENCE, workflow: null, branch: '*', url: at },
    }),
    setting: 'sources.builds.github.url',
    empty: () => ({ total_count: 0, workflow_runs: [] }),
  },
  {
    id: 'vercel',
    create: (parts) => createBuildsSource(parts, createHooks()),
    target: feedTarget('builds', 'vercel'),
    feeds: (at) => ({ vercel: { project: 'website', team: 'example', deployments: 'all', token: TOKEN_REFERENCE, url: at } }),
    setting: 'sources.builds.vercel.url',
    empty: () => ({ deployments: [], pagination: { count: 0, next: null, prev: null } }),
  },
  {
    id: 'json',
    create: createJsonSource,
    target: feedTarget('json', 'json-ci'),
    feeds: (at) => ({ json: [{ ...jsonOf('ci', JENKINS), url: at, bearer: TOKEN_REFERENCE }] }),
    setting: 'sources.json.ci.url',
    empty: () => ({ builds: [] }),
  },
  {
    id: 'sentry',
    create: createSentrySource,
    target: feedTarget('sentry'),
    feeds: (at) => ({
      sentry: { org: 'example', project: 'website', token: TOKEN_REFERENCE, url: at, environment: null },
    }),
    setting: 'sources.sentry.url',
    empty: (path) => (/\/(issues|releases)\/$/.test(path) ? [] : { id: '42', data: [], groups: [] }),
  },
];

describe.each(subjects)('the $id source, as every source that asks another system', (subject) => {
  let source: Source<FeedTarget>;
  beforeEach(() => {
    asked = 0;
    source = subject.create(feedParts(subject.feeds(url)));
  });
  afterEach(async () => {
    await source.stop();
  });

  const read = (change: Partial<FeedTarget> = {}, signal = new AbortController().signal): Promise<Reading> =>
    source.read({ ...subject.target, ...change }, { clock: createCountedClock(), signal });

  const nothing: RequestListener = (request, response) => {
    const { pathname } = new URL(request.url ?? '', url);
    response.end(JSON.stringify(subject.empty(pathname)));
  };

  const failure = async (change: Partial<FeedTarget> = {}): Promise<string> => {
    const reading = await read(change);
    expect(JSON.stringify(reading)).not.toContain('hunter2');
    return outcomeOf(reading, 'source-failed').text;
  };

  it('sends its token, and nothing of it is in what it says', async () => {
    let sent: string | undefined;
    answer = (request, response) => {
      sent = request.headers.authorization;
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: `you said ${sent}`, message: `you said ${sent}`, detail: `you said ${sent}` }));
    };
    await failure();
    expect(sent).toBe(`Bearer ${TOKEN}`);
  });

  it('takes an answer without anything in it for what it is', async () => {
    answer = nothing;
    outcomeOf(await read(), 'answered');
  });

  it.each([
    ['a list', '[]'],
    ['nothing', 'null'],
    ['a number', '7'],
    ['another object', '{"hello":{"world":[1]}}'],
  ])('says that the shape is not the documented one: %s', async (_, body) => {
    answer = (_request, response) => response.end(body);
    expect(await failure()).toMatch(/unexpected shape/);
  });

  it('says that a page came instead of JSON, and where to look', async () => {
    answer = (_, response) => response.end('<!doctype html><title>Sign in</title>');
    expect(await failure()).toMatch(/a page instead of JSON/);
    expect(await failure()).toContain(subject.setting);
  });

  it('says that what came is no JSON', async () => {
    answer = (_, response) => response.end('{"status":');
    expect(await failure()).toMatch(/no JSON/);
  });

  it('cuts off a body without end, with flat memory', async () => {
    const part = Buffer.alloc(65_536, 'x');
    let sent = 0;
    answer = (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(part)) sent += part.length;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    expect(await failure()).toMatch(/more than 4 MiB/);
    expect(sent).toBeLessThan(64 * 1_048_576);
  });

  it('follows no redirect, in a circle or elsewhere', async () => {
    answer = (request, response) => response.writeHead(302, { location: `${url}${request.url}&again` }).end();
    expect(await failure()).toMatch(/redirects.*not followed/);
    expect(asked).toBe(1);
  });

  it.each([401, 403])('says what to do about a token that lost its right (%d)', async (status) => {
    answer = (_, response) => response.writeHead(status).end('{}');
    expect(await failure()).toMatch(new RegExp(`answered ${status}.*(token|${subject.setting.replace('.url', '')})`));
  });

  it('leaves a server alone for as long as it asks', async () => {
    answer = (_, response) => response.writeHead(429, { 'retry-after': '120' }).end('{}');
    expect(await failure()).toMatch(/left alone for another 2m/);
    expect(await failure()).toMatch(/left alone for another/);
    expect(asked).toBe(1);
  });

  it('asks again once the wait is over', async () => {
    answer = (_, response) => response.writeHead(429, { 'retry-after': '1' }).end('{}');
    await failure();
    answer = nothing;
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    outcomeOf(await read(), 'answered');
  });

  it('gives up on a server that says nothing, and leaves no timer', async () => {
    answer = () => undefined;
    const clock = createCountedClock();
    const target = { ...subject.target, timeout: milliseconds(150) };
    const reading = await source.read(target, { clock, signal: new AbortController().signal });
    expect(outcomeOf(reading, 'source-failed').text).toMatch(/no complete answer/);
    expect(clock.pending()).toBe(0);
  });

  it('gives up on an answer that trickles', async () => {
    answer = (_, response) => {
      const trickle = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(trickle));
    };
    expect(await failure({ timeout: milliseconds(200) })).toMatch(/in the middle of the answer/);
  });

  it('ends at once when it is not wanted any more', async () => {
    answer = () => undefined;
    const controller = new AbortController();
    const reading = read({}, controller.signal);
    const ended = expect(reading).rejects.toThrow('enough');
    setTimeout(() => controller.abort(new Error('enough')), 50);
    await ended;
  });

  it('does not begin when it is not wanted any more', async () => {
    answer = nothing;
    await expect(read({}, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
    expect(asked).toBe(0);
  });

  it('gives only finite numbers, each series and instant once, from its beginning to its end', async () => {
    answer = nothing;
    const reading = await read();
    const { measures } = outcomeOf(reading, 'answered');
    expect(measures.every(({ value }) => Number.isFinite(value))).toBe(true);
    const places = measures.map(({ name, labels, at }) => JSON.stringify([name, labels, at]));
    expect(new Set(places).size).toBe(places.length);
    expect([reading.source, reading.target]).toEqual([subject.target.source, subject.target.id]);
    expect(reading.at).toBeGreaterThanOrEqual(reading.startedAt);
  });

  it('says that nobody listens, and what to check', async () => {
    const port = await loopback.closedPort();
    await source.stop();
    source = subject.create(feedParts(subject.feeds(`http://127.0.0.1:${port}`)));
    expect(await failure()).toMatch(new RegExp(`refused.*${subject.setting}`));
  });

  it('sends no token in plain text across a network', async () => {
    await source.stop();
    source = subject.create(feedParts(subject.feeds('http://feed.example.test')));
    expect(await failure()).toMatch(/plain http/);
  });

  it('names the secret that cannot be read', async () => {
    await source.stop();
    const parts = feedParts(subject.feeds(url));
    const secrets = {
      ...parts.secrets,
      read: async () => ({ ok: false, error: { secret: 'token', message: 'it is gone' } }) as const,
    };
    source = subject.create({ ...parts, secrets });
    expect(await failure()).toMatch(/cannot be read: it is gone/);
    expect(asked).toBe(0);
  });

  it('says that it is not configured any more', async () => {
    await source.stop();
    source = subject.create(feedParts({}));
    expect(await failure()).toMatch(/not configured/);
  });
});
