import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCountedClock } from '../../../../tests/support/servers/counted-clock.js';
import { feedParts, feedTarget } from '../../../../tests/support/servers/feeds.js';
import { createLoopback } from '../../../../tests/support/servers/loopback.js';
import { measured, outcomeOf } from '../../../../tests/support/servers/targets.js';
import type { Reading } from '../../core/model/reading.js';
import type { PrometheusFeed } from '../../core/port/feeds.js';
import { createPrometheusSource } from './source.js';

const loopback = createLoopback();
let url = '';
const stops: (() => Promise<void>)[] = [];
const answers = new Map<string, { readonly status?: number; readonly body: unknown }>();

beforeAll(async () => {
  url = await loopback.http((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const answer = pathname === '/prometheus/api/v1/query' ? answers.get(searchParams.get('query') ?? '') : undefined;
    response.writeHead(answer?.status ?? (answer === undefined ? 404 : 200));
    response.end(JSON.stringify(answer?.body ?? {}));
  });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  answers.clear();
});
afterAll(() => loopback.stop());

const vector = (...result: unknown[]) => ({ body: { status: 'success', data: { resultType: 'vector', result } } });

const read = async (...queries: PrometheusFeed['queries']): Promise<Reading> => {
  const source = createPrometheusSource(
    feedParts({ prometheus: { url: `${url}/prometheus/`, queries, bearer: null, allowInsecure: false } }),
  );
  stops.push(source.stop);
  return source.read(feedTarget('prometheus'), { clock: createCountedClock(), signal: new AbortController().signal });
};

describe('the answer to a query', () => {
  it('becomes series under the name of the query, with its labels and the fixed ones', async () => {
    answers.set('jobs', vector({ metric: { __name__: 'jobs', queue: 'mail' }, value: [1767603600.1, '12'] }));
    const reading = await read({ series: 'queue_length{site="uk"}', query: 'jobs' });
    expect(measured(reading, 'queue_length', { queue: 'mail', site: 'uk' })).toBe(12);
  });

  it('may be one number', async () => {
    answers.set('7', { body: { status: 'success', data: { resultType: 'scalar', result: [1767603600, '7'] } } });
    expect(measured(await read({ series: 'lucky', query: '7' }), 'lucky')).toBe(7);
  });

  it('loses what is no number, and labels that could say who somebody is', async () => {
    answers.set(
      'q',
      vector(
        { metric: { a: 'nan' }, value: [1, 'NaN'] },
        { metric: { a: 'inf' }, value: [1, '+Inf'] },
        { metric: { user: 'jane.doe@example.org writes to us', a: 'kept' }, value: [1, '3'] },
      ),
    );
    const { measures } = outcomeOf(await read({ series: 's', query: 'q' }), 'answered');
    expect(measures.filter(({ name }) => name === 's')).toEqual([{ name: 's', labels: { a: 'kept' }, value: 3 }]);
  });

  it('keeps its own "target" and "source" apart from ours', async () => {
    answers.set('q', vector({ metric: { target: 'web', source: 'dns' }, value: [1, '1'] }));
    expect(measured(await read({ series: 's', query: 'q' }), 's', { exported_target: 'web', exported_source: 'dns' })).toBe(1);
  });

  it('is taken up to a thousand series, and says so', async () => {
    answers.set('q', vector(...Array.from({ length: 1_200 }, (_, n) => ({ metric: { n: `n${n}` }, value: [1, '1'] }))));
    const { measures, facts } = outcomeOf(await read({ series: 's', query: 'q' }), 'answered');
    expect(measures.filter(({ name }) => name === 's')).toHaveLength(1_000);
    expect(facts.note).toMatch(/first 1000 of 1200/);
  });

  it('gives no series of which nobody could say which it is, and says so', async () => {
    const metric = (user: string) => ({ metric: { user }, value: [1, '1'] });
    answers.set('q', vector(metric('some one'), metric('some body')));
    const { measures, facts } = outcomeOf(await read({ series: 's', query: 'q' }), 'answered');
    expect(measures.filter(({ name }) => name === 's')).toHaveLength(0);
    expect(facts.note).toMatch(/differ only in labels/);
  });

  it("passes on the server's warnings", async () => {
    answers.set('q', { body: { ...vector().body, warnings: ['a shard did not answer'] } });
    expect(outcomeOf(await read({ series: 's', query: 'q' }), 'answered').facts.note).toBe('s: a shard did not answer');
  });
});

describe('a query that the server refuses', () => {
  const refusal = { status: 400, body: { status: 'error', errorType: 'bad_data', error: 'parse error: unclosed left paren' } };

  it('holds up no other, and is told of as a source of its own that fails', async () => {
    answers.set('sum(', refusal);
    answers.set('good', vector({ metric: {}, value: [1, '4'] }));
    const reading = await read({ series: 'broken', query: 'sum(' }, { series: 'fine', query: 'good' });
    expect(measured(reading, 'fine')).toBe(4);
    expect(measured(reading, 'source_up', { query: 'broken' })).toBe(0);
    expect(measured(reading, 'source_up', { query: 'fine' })).toBe(1);
    expect(outcomeOf(reading, 'answered').problems[0]?.text).toMatch(/query of broken.*unclosed left paren.*Mend the query/);
  });

  it('fails the look where there is no other', async () => {
    answers.set('sum(', refusal);
    expect(outcomeOf(await read({ series: 'broken', query: 'sum(' }), 'source-failed').text).toMatch(/unclosed left paren/);
  });

  it('is told how to become one number a series where it asks for a range', async () => {
    answers.set('q[5m]', { body: { status: 'success', data: { resultType: 'matrix', result: [] } } });
    expect(outcomeOf(await read({ series: 's', query: 'q[5m]' }), 'source-failed').text).toMatch(/wrap it in/);
  });
});
