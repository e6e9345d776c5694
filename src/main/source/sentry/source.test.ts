import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCountedClock } from '../../../../tests/support/servers/counted-clock.js';
import { feedParts, feedTarget, TOKEN_REFERENCE } from '../../../../tests/support/servers/feeds.js';
import { type SentryServer, startSentry } from '../../../../tests/support/servers/sentry.js';
import { measured, outcomeOf } from '../../../../tests/support/servers/targets.js';
import type { Measure, Reading } from '../../core/model/reading.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { Clock } from '../../core/port/clock.js';
import type { Source } from '../../core/port/source.js';
import { instant } from '../../core/time/instant.js';
import { nextCursor } from './issues.js';
import { createSentrySource } from './source.js';

let sentry: SentryServer;
let source: Source<FeedTarget>;
let environment: string | null = null;

beforeEach(async () => {
  sentry = await startSentry();
  environment = null;
  const url = sentry.url;
  source = createSentrySource({
    ...feedParts({}),
    feeds: () => ({
      ...feedParts({}).feeds(),
      sentry: { org: 'example', project: 'website', token: TOKEN_REFERENCE, url, environment },
    }),
  });
});
afterEach(async () => {
  await source.stop();
  await sentry.stop();
});

const MINUTE = 60_000;
/** Half a minute past a full one. */
const START = Date.UTC(2026, 0, 5, 9, 0, 30);

/** A clock that tells the time it is given, and waits as the machine's own does. */
const clockAt = (now: number): Clock => ({ ...createCountedClock(), now: () => instant(now) });

const read = (now = START): Promise<Reading> =>
  source.read(feedTarget('sentry'), { clock: clockAt(now), signal: new AbortController().signal });

const series = async (name: string, now = START): Promise<readonly Measure[]> =>
  outcomeOf(await read(now), 'answered').measures.filter((measure) => measure.name === name);

describe('js_errors_total', () => {
  it('begins at 0 and rises by the errors of each minute that has settled', async () => {
    sentry.errors = () => ({ count: 3, traces: 3 });
    const end = Date.UTC(2026, 0, 5, 8, 59);
    expect(await series('js_errors_total')).toEqual([
      { name: 'js_errors_total', value: 0, at: end - MINUTE },
      { name: 'js_errors_total', value: 3, at: end },
    ]);
    sentry.errors = () => ({ count: 4, traces: 4 });
    expect(await series('js_errors_total', START + MINUTE)).toEqual([{ name: 'js_errors_total', value: 7, at: end + MINUTE }]);
  });

  it('counts no minute twice, and each once', async () => {
    const spans: string[] = [];
    sentry.errors = (query) => {
      if (query.getAll('field')[0] === 'count()' && /platform/.test(query.get('query') ?? ''))
        spans.push(`${query.get('start')} ${query.get('end')}`);
      return { count: 1, traces: 1 };
    };
    await read(START);
    expect(await series('js_errors_total', START + 10_000)).toEqual([]);
    await read(START + 3 * MINUTE);
    expect(spans).toEqual(['2026-01-05T08:58:00 2026-01-05T08:59:00', '2026-01-05T08:59:00 2026-01-05T09:02:00']);
  });

  it('does not put what happened in a long gap into one moment', async () => {
    const later = START + 60 * MINUTE;
    sentry.errors = (query) => ({ count: query.get('start') === '2026-01-05T08:59:00' ? 900 : 1, traces: 1 });
    await read(START);
    expect((await series('js_errors_total', later)).map(({ value }) => value)).toEqual([1, 2]);
  });
});

describe('errors of browsers', () => {
  /** A project into which the back end sends its errors, too. */
  const ofBoth = (query: URLSearchParams) =>
    / platform:javascript$/.test(query.get('query') ?? '') ? { count: 3, traces: 2 } : { count: 40, traces: 30 };

  it('are counted apart from those of servers in the same project', async () => {
    sentry.errors = ofBoth;
    expect((await series('js_errors_total')).at(-1)?.value).toBe(3);
    expect((await series('errors_total', START + MINUTE)).at(-1)?.value).toBe(80);
  });

  it('have a share of page loads of their own', async () => {
    sentry.errors = ofBoth;
    sentry.pageLoads = 200;
    const reading = await read();
    expect([measured(reading, 'error_ratio'), measured(reading, 'js_error_ratio')]).toEqual([0.15, 0.01]);
  });
});

describe('error_ratio', () => {
  it('is the share of page loads with an error', async () => {
    sentry.errors = () => ({ count: 9, traces: 5 });
    sentry.pageLoads = 200;
    expect(measured(await read(), 'error_ratio')).toBe(0.025);
  });

  it('is not said of a handful', async () => {
    sentry.errors = () => ({ count: 5, traces: 5 });
    sentry.pageLoads = 10;
    expect(measured(await read(), 'error_ratio')).toBeUndefined();
  });
});

describe('the rest of a project', () => {
  it('is the share of sessions that did not crash, where there were any', async () => {
    expect(measured(await read(), 'crash_free_ratio')).toBeUndefined();
    sentry.crashFree = 0.985;
    expect(measured(await read(), 'crash_free_ratio')).toBe(0.985);
  });

  it('is the number of new and of regressed issues, over all pages', async () => {
    sentry.issues = { new: 230, regressed: 2 };
    const reading = await read();
    expect(measured(reading, 'sentry_issues', { kind: 'new' })).toBe(230);
    expect(measured(reading, 'sentry_issues', { kind: 'regressed' })).toBe(2);
  });

  it('never asks for pages without end, and says that there are more', async () => {
    sentry.issues = { new: 100_000, regressed: 0 };
    const reading = await read();
    expect(measured(reading, 'sentry_issues', { kind: 'new' })).toBe(1_000);
    expect(outcomeOf(reading, 'answered').facts?.note).toMatch(/new issues there are more than 1000/);
    sentry.issues = { new: 1_000, regressed: 0 };
    expect(outcomeOf(await read(), 'answered').facts?.note).toBeUndefined();
  });

  it('is the web vitals of the site, and by page, device and country', async () => {
    const row = { 'p75(measurements.lcp)': 2_400, 'p75(measurements.cls)': 0.08, 'p75(measurements.inp)': null, 'count()': 40 };
    sentry.vitals = {
      '': [row],
      transaction: [{ transaction: '/tutors/123456?name=jane', ...row }],
      'device.family': [{ 'device.family': 'Generic Smartphone', ...row }],
      'user.geo.country_code': [
        { 'user.geo.country_code': 'GB', ...row },
        { 'user.geo.country_code': '', ...row },
      ],
    };
    const reading = await read();
    for (const labels of [{}, { page: 'tutors/:id' }, { device: 'Generic-Smartphone' }, { country: 'GB' }])
      expect(measured(reading, 'sentry_lcp_p75_seconds', labels), JSON.stringify(labels)).toBe(2.4);
    expect(measured(reading, 'sentry_cls_p75')).toBe(0.08);
    expect(measured(reading, 'sentry_inp_p75_seconds')).toBeUndefined();
  });

  it('is how long transactions took, and how many a minute there were', async () => {
    const row = { 'p75(span.duration)': 420, 'p95(span.duration)': 1.9, 'count()': 600 };
    sentry.transactions = {
      all: [{ ...row, 'count()': 900 }],
      each: [
        { transaction: 'GET /tutors/123456', ...row },
        { transaction: 'jane@example.org', ...row, 'p75(span.duration)': null },
        row,
      ],
    };
    const reading = await read();
    expect(measured(reading, 'sentry_transaction_p75_seconds')).toBe(0.42);
    expect(measured(reading, 'sentry_transactions_per_minute')).toBe(180);
    expect(measured(reading, 'sentry_transaction_p95_seconds', { page: 'tutors/:id', method: 'GET' })).toBe(1.9);
    expect(measured(reading, 'sentry_transactions_per_minute', { page: 'tutors/:id', method: 'GET' })).toBe(120);
    expect(JSON.stringify(reading)).not.toContain('jane');
  });

  it('of transactions where there were none is none, not nothing', async () => {
    sentry.transactions = { all: [{ 'p75(span.duration)': 0, 'p95(span.duration)': 0, 'count()': 0 }], each: [] };
    const reading = await read();
    expect(measured(reading, 'sentry_transactions_per_minute')).toBe(0);
    expect(measured(reading, 'sentry_transaction_p75_seconds')).toBeUndefined();
  });

  it('is each deploy, at its own instant', async () => {
    const finished = new Date(START - 5 * MINUTE).toISOString();
    sentry.releases = [
      { version: 'a1', dateReleased: null, lastDeploy: { environment: 'production', dateFinished: finished } },
      { version: 'a0', dateReleased: new Date(START - 60 * MINUTE).toISOString(), lastDeploy: null },
      { version: 'b0', dateReleased: null, lastDeploy: null },
    ];
    expect(await series('deploy')).toEqual([
      { name: 'deploy', labels: { project: 'website' }, value: 1, at: START - 60 * MINUTE },
      { name: 'deploy', labels: { project: 'website', environment: 'production' }, value: 1, at: START - 5 * MINUTE },
    ]);
    await read(START + MINUTE);
    expect(await series('deploy', START + 2 * MINUTE)).toEqual([]);
  });

  it('is only of the environment that is configured', async () => {
    environment = 'production';
    await read();
    const rest = sentry.asked.filter(({ pathname }) => pathname.includes('/organizations/'));
    expect(rest.every(({ searchParams }) => searchParams.get('environment') === 'production')).toBe(true);
  });
});

describe('a token that lacks a scope', () => {
  it('is told which, and the rest is read all the same', async () => {
    sentry.scopes.delete('event:read');
    sentry.crashFree = 0.99;
    const reading = await read();
    expect(measured(reading, 'crash_free_ratio')).toBe(0.99);
    expect(measured(reading, 'source_up', { part: 'issues' })).toBe(0);
    expect(measured(reading, 'source_up', { part: 'sessions' })).toBe(1);
    expect(outcomeOf(reading, 'answered').problems.map(({ text }) => text)).toEqual([
      expect.stringMatching(/issues.*event:read/),
    ]);
  });

  it('fails the look where nothing can be read', async () => {
    sentry.scopes.clear();
    expect(outcomeOf(await read(), 'source-failed').text).toMatch(/org:read/);
  });
});

it('reads what an older server knows', async () => {
  sentry.unknown.add('sessions');
  sentry.issues = { new: 1, regressed: 0 };
  const reading = await read();
  expect(measured(reading, 'sentry_issues', { kind: 'new' })).toBe(1);
  expect(measured(reading, 'source_up', { part: 'sessions' })).toBe(0);
});

it('keeps nothing of an issue but that there is one', async () => {
  sentry.issues = { new: 3, regressed: 1 };
  expect(JSON.stringify(await read())).not.toMatch(/jane|TypeError/);
});

it.each([
  ['<https://s.io/?cursor=0:100:0>; rel="next"; results="true"; cursor="0:100:0"', '0:100:0'],
  ['<https://s.io/?cursor=0:100:0>; rel="next"; results="false"; cursor="0:100:0"', null],
  ['<https://s.io/>; rel="previous"; results="true"; cursor="0:0:1"', null],
  [undefined, null],
])('finds the next page in %s', (link, cursor) => {
  expect(nextCursor(link)).toBe(cursor);
});
