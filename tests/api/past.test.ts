import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pastBody } from '../../src/main/api/body/past.js';
import { T0 } from '../support/desk.js';
import { ask, bearer, post, type Running, startApi, token } from './support.js';

const PAST = '/api/monitoring/past';

const VIEWER = bearer('viewer-secret');

let running: Running;
beforeEach(async () => {
  running = await startApi({ access: 'token', tokens: [token('viewer', 'viewer')] });
});
afterEach(() => running.stop());

describe('asking for the console as it was', () => {
  it('is answered as OpenAPI says, with the view as it was pushed', async () => {
    const answer = await ask(running.port, `${PAST}?at=2026-11-24T09:00`, { headers: VIEWER });
    expect(answer.status).toBe(200);
    expect(pastBody.strict().safeParse(answer.json)).toMatchObject({ success: true });
    expect(answer.json).toMatchObject({ asked: new Date(T0).toISOString(), gap: null });
    const { view } = answer.json as { readonly view: unknown };
    expect(JSON.stringify(view)).toBe(JSON.stringify(running.desk.view().view));
    expect(answer.json).toMatchObject({ answers: { 'objective.list': [] } });
  });

  it.each([
    ['no moment', '', 400, 'bad-input'],
    ['a moment that is none', '?at=yesterday', 400, 'bad-input'],
    ['a moment twice', '?at=09:00&at=09:01', 400, 'bad-input'],
    ['an unknown key', '?when=09:00', 400, 'bad-input'],
    ['a time before the recording', '?at=2026-11-01T09:00', 404, 'not-found'],
  ])('refuses %s', async (_, query, status, code) => {
    const answer = await ask(running.port, `${PAST}${query}`, { headers: VIEWER });
    expect({ status: answer.status, json: answer.json }).toEqual({
      status,
      json: { error: expect.objectContaining({ code }) },
    });
  });
});

describe('the console’s calls for the past', () => {
  const call = (name: string, input: object, headers = VIEWER) =>
    post(running.port, `/api/console/call/${name}`, input, headers);

  it('answer whoever may look', async () => {
    expect(await call('past.read', { at: '2026-11-24T09:00' })).toMatchObject({
      status: 200,
      json: { ok: true, value: { asked: T0, at: T0, view: JSON.stringify(running.desk.view().view) } },
    });
    expect(await call('past.day', { to: T0 })).toMatchObject({ status: 200, json: { value: { to: T0, alerts: [] } } });
  });

  it.each([
    ['past.read', {}],
    ['past.read', { at: 'yesterday' }],
    ['past.read', { at: T0 }],
    ['past.day', { to: 'now' }],
  ])('refuse what is not asked rightly: %s %j', async (name, input) => {
    expect(await call(name, input)).toMatchObject({ json: { error: { code: 'bad-input' } } });
  });

  it('tell a stranger nothing', async () => {
    for (const name of ['past.read', 'past.day'])
      expect(await call(name, { at: '09:00', to: T0 }, {})).toMatchObject({ status: 401 });
    expect((await ask(running.port, `${PAST}?at=09:00`)).status).toBe(401);
  });
});
