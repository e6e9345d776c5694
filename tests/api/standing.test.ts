import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOME_RESPONSE } from '../support/desk.js';
import { bearer, post, type Running, startApi, token } from './support.js';

const call = (name: string): string => `/api/console/call/${name}`;

let running: Running;
beforeEach(async () => {
  running = await startApi({
    access: 'token',
    tokens: [token('viewer', 'viewer'), token('responder', 'responder')],
  });
});
afterEach(() => running.stop());

const asked = (name: string, input: unknown, by: 'viewer' | 'responder' | null = 'viewer') =>
  post(running.port, call(name), input, by === null ? {} : bearer(`${by}-secret`));

const refused = (status: number, code: string, field?: string) => ({
  status,
  json: { error: expect.objectContaining(field === undefined ? { code } : { code, field }) },
});

describe('promises over HTTP', () => {
  it('are read by whoever may look', async () => {
    expect(await asked('objective.list', {})).toMatchObject({
      status: 200,
      json: { value: [{ objective: { id: 'uptime' } }, {}, {}, {}, {}] },
    });
    expect(await asked('objective.read', { objective: 'uptime' })).toMatchObject({
      status: 200,
      json: { value: { standing: { state: 'measured' } } },
    });
  });

  it('are refused to a stranger, by a bad name, and where there are none', async () => {
    expect(await asked('objective.list', {}, null)).toMatchObject(refused(401, 'unauthenticated'));
    expect(await asked('objective.read', { objective: 7 })).toMatchObject(refused(400, 'bad-input', 'objective'));
    expect(await asked('objective.read', { objective: 'speed' })).toMatchObject(refused(404, 'not-found', 'objective'));
  });
});

describe('the business over HTTP', () => {
  it('is read by whoever may look, over some hours', async () => {
    expect(await asked('business.read', { hours: 24 })).toMatchObject({
      status: 200,
      json: { value: { currency: 'GBP', funnel: { state: 'known' } } },
    });
  });

  it('is refused to a stranger, and over no time or too long', async () => {
    expect(await asked('business.read', { hours: 24 }, null)).toMatchObject(refused(401, 'unauthenticated'));
    expect(await asked('business.read', { hours: 0 })).toMatchObject(refused(400, 'bad-input', 'hours'));
    expect(await asked('business.read', { hours: 745 })).toMatchObject(refused(400, 'bad-input', 'hours'));
  });
});

describe('what is usual, over HTTP', () => {
  const reset = { series: HOME_RESPONSE, why: 'deploy 4711' };

  it('is read by whoever may look, and reset by whoever may act', async () => {
    expect(await asked('baseline.list', {})).toMatchObject({ status: 200, json: { value: [{ series: HOME_RESPONSE }] } });
    expect(await asked('baseline.reset', reset, 'responder')).toMatchObject({ status: 200 });
    expect(running.desk.acts).toMatchObject([
      { action: { kind: 'reset-baseline', ...reset }, actor: { name: 'responder', role: 'responder' } },
    ]);
  });

  it('is not reset by a stranger, a viewer, without a reason, or where nothing is learnt', async () => {
    expect(await asked('baseline.reset', reset, null)).toMatchObject(refused(401, 'unauthenticated'));
    expect(await asked('baseline.reset', reset, 'viewer')).toMatchObject(refused(403, 'forbidden'));
    expect(await asked('baseline.reset', { ...reset, why: '' }, 'responder')).toMatchObject(refused(400, 'bad-input', 'why'));
    expect(running.desk.acts).toEqual([]);
    expect(await asked('baseline.reset', { ...reset, series: 'up{}' }, 'responder')).toMatchObject(
      refused(404, 'not-found', 'series'),
    );
  });
});
