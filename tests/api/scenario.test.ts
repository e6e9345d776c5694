import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configOf, createRig, pass, type Rig, slowPage } from '../support/engine.js';
import { bearer, post, type Running, startApi, token } from './support.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUESTION = {
  rule: 'slow-page',
  edits: null,
  course: { kind: 'named', name: 'step' },
  labels: null,
  length: HOUR,
};
const drawn = (stretches: readonly unknown[]) => ({ course: { kind: 'drawn', stretches } });
const many = (length: number, value: unknown = 1): readonly unknown[] => Array(length).fill(value);

let rig: Rig;
let running: Running;
let played: number;
beforeEach(async () => {
  rig = await createRig({ config: { rules: [slowPage] } });
  await pass(rig, 15 * MINUTE);
  running = await startApi({
    access: 'token',
    tokens: [token('wall', 'viewer'), token('duty', 'responder'), token('lead', 'admin')],
  });
  const { api } = running.settings.current().config;
  running.settings.set(configOf({ rules: [slowPage], api }));
  played = 0;
  const scenario: Running['desk']['scenario'] = (...asked) => {
    played += 1;
    return rig.engine.scenario(...asked);
  };
  Object.assign(running.desk, { scenario });
});
afterEach(async () => {
  await running.stop();
  await rig.engine.stop();
});

const ask = (input: object, headers: Record<string, string> = bearer('lead-secret')) =>
  post(running.port, '/api/console/call/rule.scenario', input, headers);

describe('a scenario that is asked for by the API', () => {
  it('is played by the rule as it holds, for an admin', async () => {
    const answer = await ask(QUESTION);
    expect(answer).toMatchObject({
      status: 200,
      json: {
        ok: true,
        value: {
          severity: 'warning',
          metric: 'http_response_seconds',
          stretch: HOUR / 24,
          usual: { value: 0.2, from: 'history' },
          labels: { target: 'home' },
          learning: null,
          outcome: { kind: 'told', text: expect.stringContaining('because the rule Slow page fired') },
        },
      },
    });
    const { value } = answer.json as { readonly value: Record<'course' | 'moments' | 'points' | 'events', readonly object[]> };
    expect([value.course.length, value.moments.length]).toEqual([24, 24]);
    expect(value.points[0]).toMatchObject({ value: 0.2, threshold: 3, verdict: 'ok', state: 'inactive' });
    expect(value.events).toContainEqual(expect.objectContaining({ kind: 'state', to: 'firing' }));
    expect(rig.firing()).toEqual([]);
  });

  it.each([10 * MINUTE, 31 * 24 * HOUR, null])('takes a length of %s', async (length) => {
    expect(await ask({ ...QUESTION, length })).toMatchObject({ status: 200, json: { ok: true } });
  });

  it('takes a course that was drawn, with gaps', async () => {
    const stretches = [...many(20, 9), 'gap', 'unobserved', 0, -1];
    expect(await ask({ ...QUESTION, ...drawn(stretches) })).toMatchObject({
      status: 200,
      json: { value: { course: stretches } },
    });
  });

  it.each([
    ['too short a length', { length: 10 * MINUTE - 1 }],
    ['too long a length', { length: 31 * 24 * HOUR + 1 }],
    ['a length that is no whole number of milliseconds', { length: HOUR + 0.5 }],
    ['too few stretches', drawn(many(23))],
    ['too many stretches', drawn(many(25))],
    ['a stretch of an unknown kind', drawn(many(24, 'down'))],
    ['a stretch without a value', drawn(many(24, null))],
    ['a value beyond all measure', drawn(many(24, 1e16))],
    ['an unknown course', { course: { kind: 'named', name: 'storm' } }],
    ['labels that are none', { labels: { target: 7 } }],
    ['no rule', { rule: '' }],
    ['an unknown key', { when: 'now' }],
  ])('refuses %s', async (_, change) => {
    expect(await ask({ ...QUESTION, ...change })).toMatchObject({ status: 400, json: { error: { code: 'bad-input' } } });
    expect(played).toBe(0);
  });

  it.each([
    ['a rule that there is not', { rule: 'slow-pag' }, 'rule'],
    ['labels that no alert of it has', { labels: { target: 'nowhere' } }, 'labels'],
  ])('does not find %s', async (_, change, field) => {
    expect(await ask({ ...QUESTION, ...change })).toMatchObject({
      status: 404,
      json: { error: { code: 'not-found', field } },
    });
  });

  it.each(['wall', 'duty'])('is refused to %s, who is no admin', async (who) => {
    expect(await ask(QUESTION, bearer(`${who}-secret`))).toMatchObject({ status: 403, json: { error: { code: 'forbidden' } } });
    expect(played).toBe(0);
  });

  it('is refused to a stranger', async () => {
    expect(await ask(QUESTION, bearer('x'))).toMatchObject({ status: 401 });
    expect(await ask(QUESTION, {})).toMatchObject({ status: 401 });
    expect(played).toBe(0);
  });
});
