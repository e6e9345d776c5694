import { describe, expect, it } from 'vitest';
import type { ConsoleClient } from './console/client.js';
import { healthReport } from './health-report.js';

const AT = '2026-01-05T03:12:00.000Z';
const SUMMARY = { status: 'ok', active: { critical: 0, warning: 1, info: 0 } };
const SYSTEM = {
  engine: { rulesFailed: [] as string[] },
  sources: [{ kind: 'http', state: 'ok', text: '' }],
  store: { state: 'ok', text: 'Everything up to now is written.' },
  channels: [{ kind: 'slack', state: 'ok', text: '' }],
  outbox: { waiting: 0, delivered: 4, abandoned: 0 },
  heartbeat: { state: 'ok', lastAt: AT, text: '' },
  update: null as object | null,
  banners: [] as object[],
};

const reportOf = (system: object = {}, summary: object = {}) => {
  const get = async (path: string): Promise<unknown> => {
    if (path === '/readyz') return { status: 'ready', store: 'ok' };
    return path.includes('type=summary') ? { ...SUMMARY, ...summary } : { ...SYSTEM, ...system };
  };
  const console: ConsoleClient = { url: 'http://127.0.0.1:3000/', get, post: async () => null, call: async () => null };
  return healthReport(console);
};

/** [what is broken, how the system says it, what the line says] */
const BROKEN: readonly (readonly [string, object, object, RegExp])[] = [
  ['a blind watch', {}, { status: 'blind' }, /^watch +failed +BLIND/m],
  ['a critical alert', {}, { active: { critical: 1, warning: 0, info: 0 } }, /^critical alerts +failed +1 critical/m],
  ['a store', { store: { state: 'failing', text: 'Cannot write: disk full' } }, {}, /^store +failed +Cannot write: disk full/m],
  ['a source', { sources: [{ kind: 'sentry', state: 'failing', text: 'no token' }] }, {}, /^source sentry +failed +no token/m],
  ['a rule', { engine: { rulesFailed: ['site-down'] } }, {}, /^rules +failed +cannot be evaluated: site-down/m],
  ['a channel', { channels: [{ kind: 'sms', state: 'failing', text: '401' }] }, {}, /^channel sms +failed +401/m],
  ['a heartbeat', { heartbeat: { state: 'late', lastAt: AT, text: 'None was taken' } }, {}, /^heartbeat +failed +None was/m],
  [
    'an update',
    { update: { state: 'refused', version: '9.9.9', text: 'Its signature is of another key.' } },
    {},
    /^updates +failed +refused: Its signature is of another key\./m,
  ],
  [
    'a backup',
    { banners: [{ id: 'backup', severity: 'warning', text: 'It failed.', remedy: 'Free some space.', since: AT }] },
    {},
    /^backup +failed +It failed\. Free some space\./m,
  ],
];

describe('the health check', () => {
  it('is content with a watch that is whole', async () => {
    const { isHealthy, text, body } = await reportOf();
    expect(isHealthy).toBe(true);
    expect(text).toMatch(/healthy$/);
    expect(text).not.toMatch(/ failed | note /);
    expect(body).toMatchObject({
      status: 'healthy',
      checks: expect.arrayContaining([{ what: 'console', state: 'ok', text: expect.any(String) }]),
    });
  });

  it.each(BROKEN)('finds %s, and nothing else', async (_, system, summary, line) => {
    const { isHealthy, text } = await reportOf(system, summary);
    expect(isHealthy).toBe(false);
    expect(text).toMatch(line);
    expect(text.match(/ failed /g)).toHaveLength(1);
    expect(text).toMatch(/unhealthy$/);
  });

  it('notes what is no fault: no channel, no heartbeat, messages that wait', async () => {
    const { isHealthy, text } = await reportOf({
      channels: [],
      heartbeat: null,
      outbox: { waiting: 2, delivered: 0, abandoned: 0 },
    });
    expect(isHealthy).toBe(true);
    expect(text.match(/ note /g)).toHaveLength(3);
  });

  it('notes a version that a person has to install, and is content all the same', async () => {
    const update = { state: 'offered', lastAt: AT, version: '2.0.0', text: 'Install it over this one.' };
    const { isHealthy, text } = await reportOf({ update });
    expect(isHealthy).toBe(true);
    expect(text).toMatch(/^updates +note +version 2\.0\.0 is there to be installed: Install it over this one\./m);
  });
});
