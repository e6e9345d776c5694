import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explanationBody } from '../../src/main/api/body/explanation.js';
import { hours, after as moved } from '../../src/main/core/time/instant.js';
import { T0 } from '../support/desk.js';
import { ask, bearer, post, type Running, startApi, token } from './support.js';

const EXPLAIN = '/api/monitoring/explain';

let running: Running;
beforeEach(async () => {
  running = await startApi();
});
afterEach(() => running.stop());

const refused = (status: number, code: string, field?: string) => ({
  status,
  json: { error: expect.objectContaining(field === undefined ? { code } : { code, field }) },
});

describe('asking why', () => {
  it('is answered as OpenAPI says', async () => {
    const answer = await ask(running.port, `${EXPLAIN}?rule=site-down`);
    expect(answer.status).toBe(200);
    expect(explanationBody.strict().safeParse(answer.json)).toMatchObject({ success: true });
    expect(answer.json).toMatchObject({
      explanation: { at: new Date(T0).toISOString(), outcome: { kind: 'woke' }, seen: { verdict: 'breach', value: 0 } },
      done: [{ kind: 'acknowledged', by: 'Ana Ruiz' }],
    });
    expect(running.desk.asked).toEqual([{ rule: 'site-down', labels: null, at: null }]);
  });

  it.each([
    ['09:00', T0],
    ['2h+ago', moved(T0, -hours(2))],
    ['2026-11-24T03:12:00Z', Date.parse('2026-11-24T03:12:00Z')],
    ['2026-11-24T03:12', Date.parse('2026-11-24T03:12:00Z')],
  ])('takes %s as a moment, and labels of one alert', async (at, moment) => {
    const answer = await ask(running.port, `${EXPLAIN}?rule=site-down&labels=target%3Dbooking,source%3Dhttp&at=${at}`);
    expect(answer.status).toBe(200);
    expect(running.desk.asked).toEqual([{ rule: 'site-down', labels: { target: 'booking', source: 'http' }, at: moment }]);
  });

  it.each([
    ['no rule', '', 400, 'bad-input', 'rule'],
    ['an empty rule', '?rule=', 400, 'bad-input', 'rule'],
    ['a moment that is none', '?rule=site-down&at=yesterday', 400, 'bad-input', 'at'],
    ['labels that are none', '?rule=site-down&labels=booking', 400, 'bad-input', 'labels'],
    ['an unknown key', '?rule=site-down&when=now', 400, 'bad-input', 'when'],
    ['a rule twice', '?rule=a&rule=b', 400, 'bad-input', 'rule'],
    ['a rule that there is not', '?rule=site-dwon', 404, 'not-found', 'rule'],
  ])('refuses %s', async (_, query, status, code, field) => {
    expect(await ask(running.port, `${EXPLAIN}${query}`)).toMatchObject(refused(status, code, field));
  });

  it('names the nearest rule, and says how a moment is written', async () => {
    const missed = await ask(running.port, `${EXPLAIN}?rule=site-dwon`);
    expect(missed.text).toContain('Did you mean site-down?');
    const unread = await ask(running.port, `${EXPLAIN}?rule=site-down&at=yesterday`);
    expect(unread.text).toContain('2h ago');
  });
});

describe('somebody who asks without end', () => {
  it('is told when to come back', async () => {
    for (let count = 0; count < 60; count += 1) await ask(running.port, `${EXPLAIN}?rule=site-down`);
    const answer = await ask(running.port, `${EXPLAIN}?rule=site-down`);
    expect(answer).toMatchObject(refused(429, 'too-many'));
    expect(answer.headers['retry-after']).toBe('60');
  });
});

describe('a stranger', () => {
  it.each([
    ['a foreign page', { Origin: 'https://elsewhere.example' }],
    ['another name', { Host: 'elsewhere.example' }],
  ])('from %s is refused', async (_, headers) => {
    expect(await ask(running.port, `${EXPLAIN}?rule=site-down`, { headers })).toMatchObject(refused(403, 'forbidden'));
    expect(running.desk.asked).toEqual([]);
  });

  it('without a token is refused where everybody needs one; a viewer suffices', async () => {
    await running.stop();
    running = await startApi({ access: 'token', tokens: [token('wall', 'viewer')] });
    expect(await ask(running.port, `${EXPLAIN}?rule=site-down`)).toMatchObject(refused(401, 'unauthenticated'));
    const seen = await ask(running.port, `${EXPLAIN}?rule=site-down`, { headers: bearer('wall-secret') });
    expect(seen.status).toBe(200);
  });
});

describe('the console’s own call', () => {
  const call = (input: object) => post(running.port, '/api/console/call/explain.read', input, bearer(running.adminToken));

  it('explains, with the moment as people say it', async () => {
    const answer = await call({ rule: 'site-down', labels: { target: 'booking' }, at: '2h ago' });
    expect(answer).toMatchObject({ status: 200, json: { value: { explanation: { outcome: { kind: 'woke' } } } } });
    expect(running.desk.asked).toEqual([{ rule: 'site-down', labels: { target: 'booking' }, at: moved(T0, -hours(2)) }]);
  });

  it.each([
    [{ rule: 'site-down', labels: null, at: 'soon' }],
    [{ rule: 'site-down', labels: null }],
    [{ rule: '', labels: null, at: null }],
    [{ rule: 'site-down', labels: { target: 7 }, at: null }],
  ])('refuses %j', async (input) => {
    expect(await call(input)).toMatchObject(refused(400, 'bad-input'));
  });

  it('refuses a stranger', async () => {
    const answer = await post(
      running.port,
      '/api/console/call/explain.read',
      { rule: 'site-down', labels: null, at: null },
      bearer('x'),
    );
    expect(answer).toMatchObject(refused(401, 'unauthenticated'));
  });
});
