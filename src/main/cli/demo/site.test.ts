import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptedSecrets } from '../../../../tests/support/secrets.js';
import { readShipped } from '../../config/profiles.js';
import { readConfig } from '../../config/read.js';
import type { Reading } from '../../core/model/reading.js';
import type { Target } from '../../core/model/target.js';
import type { Log } from '../../core/port/log.js';
import { systemClock } from '../../platform/clock.js';
import { createHttpSource } from '../../source/http/source.js';
import { demoConfig } from './config.js';
import type { FaultName, FaultValue } from './fault.js';
import { type DemoSite, startDemoSite } from './site.js';
import { FAULTS } from './site-faults.js';

const nothing = (): void => undefined;
const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
const context = {
  user: 'ana',
  timeZone: 'UTC',
  profiles: {},
  playbooks: (await readShipped(join(import.meta.dirname, '../../../../resources'))).playbooks,
  runtime: 'desk',
} as const;

let site: DemoSite;
let targets: readonly Target[];
let source: ReturnType<typeof createHttpSource>;

beforeAll(async () => {
  site = await startDemoSite({ log: silent });
  targets = readConfig(demoConfig(site), {}, context).config?.targets ?? [];
  source = createHttpSource({ secrets: scriptedSecrets(), authorities: [site.authority] });
});
afterAll(async () => {
  await source.stop();
  await site.stop();
});

const read = async (id: string): Promise<Reading> => {
  const target = targets.find((each) => each.id === id);
  if (target?.source !== 'http') throw new Error(`no web target ${id}`);
  return source.read(target, { clock: systemClock(), signal: new AbortController().signal });
};

const measured = ({ outcome }: Reading, name: string): number | undefined =>
  outcome.kind === 'source-failed' ? undefined : outcome.measures.find((measure) => measure.name === name)?.value;

const told = ({ outcome }: Reading): string =>
  outcome.kind === 'answered' ? outcome.problems.map(({ text }) => text).join('; ') : outcome.text;

const sendForm = (form: string): Promise<Response> =>
  fetch(`${site.url}${form}`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'Ana', email: 'ana@example.org' }),
    redirect: 'manual',
  });

describe('the configuration of the demo', () => {
  it('reads without a single remark', () => {
    expect(readConfig(demoConfig(site), {}, context).problems).toEqual([]);
  });

  it.each(['home', 'tutors', 'inquiry', 'booking', 'health', 'forms', 'secure'])(
    'finds %s well on a site that works',
    async (id) => {
      const reading = await read(id);
      expect(told(reading)).toBe('');
      expect(measured(reading, 'up')).toBe(1);
    },
  );

  it('finds every asset of the home page', async () => {
    const reading = await read('home');
    expect(measured(reading, 'asset_count')).toBe(4);
    expect(measured(reading, 'asset_failures')).toBe(0);
  });
});

describe('a fault', () => {
  it.each<[FaultName, FaultValue, string, RegExp]>([
    ['server-error', true, 'tutors', /^answered 500, expected 200$/],
    ['server-error', 'booking', 'booking', /^answered 500/],
    ['refused', true, 'home', /^connection refused/],
    ['reset', true, 'home', /^connection closed/],
    ['empty-body', true, 'inquiry', /^the body does not contain "Send inquiry"$/],
    ['slow', 3_000, 'tutors', /^no complete answer/],
    ['unhealthy', true, 'health', /^\$\.status == 'ok' does not hold$/],
    ['expired-certificate', true, 'secure', /^the certificate expired on/],
  ])('(%s, %s) takes %s down until it is mended', async (fault, value, id, text) => {
    await site.set(fault, value);
    const broken = await read(id);
    await site.set(fault, false);
    expect(measured(broken, 'up')).toBe(0);
    expect(told(broken)).toMatch(text);
    expect(measured(await read(id), 'up')).toBe(1);
  });

  it('of one page leaves the others alone', async () => {
    await site.set('server-error', 'booking');
    const home = await read('home');
    await site.set('server-error', false);
    expect(measured(home, 'up')).toBe(1);
  });

  it('that only slows the site shows in the response time', async () => {
    await site.set('slow', 800);
    const slow = await read('tutors');
    await site.set('slow', false);
    expect(measured(slow, 'http_response_seconds')).toBeGreaterThan(0.79);
    expect(measured(await read('tutors'), 'http_response_seconds')).toBeLessThan(0.7);
  });

  it('of assets names the two that are gone, and leaves the page up', async () => {
    await site.set('broken-asset', true);
    const reading = await read('home');
    await site.set('broken-asset', false);
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'asset_failures')).toBe(2);
  });

  it('of forms loses the given share, which the health check then tells', async () => {
    await site.set('form-failures', 50);
    const answers = [];
    for (let sent = 0; sent < 10; sent += 1) answers.push((await sendForm(sent % 2 === 0 ? 'inquiry' : 'booking')).status);
    await site.set('form-failures', false);
    expect(answers.filter((status) => status === 500)).toHaveLength(5);
    expect(measured(await read('forms'), 'up')).toBe(0);
    for (let sent = 0; sent < 20; sent += 1) await sendForm('inquiry');
    expect(measured(await read('forms'), 'up')).toBe(1);
  });

  it('can be turned on and off at once without losing the port', async () => {
    await Promise.all([
      site.set('refused', true),
      site.set('refused', false),
      site.set('refused', true),
      site.set('refused', false),
    ]);
    expect(measured(await read('home'), 'up')).toBe(1);
  });

  it('that does not exist, or a value that it cannot take, is refused with what there is', async () => {
    expect(await site.set('slow', 'very')).toEqual({ ok: false, error: '"very" is no value of slow: 100 to 4000 ms' });
    expect(await site.set('fire' as FaultName, true)).toMatchObject({
      ok: false,
      error: expect.stringContaining('server-error'),
    });
  });
});

describe('a form', () => {
  it('that is complete leads to the thanks', async () => {
    const before = site.state().submissions.booking.submitted;
    const answer = await sendForm('booking');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/booking/thanks']);
    expect(site.state().submissions.booking.submitted).toBe(before + 1);
  });

  it('that is not is shown again and counts as no submission', async () => {
    const before = site.state().submissions.inquiry.submitted;
    const answer = await fetch(`${site.url}inquiry`, { method: 'POST', body: new URLSearchParams({ name: ' ' }) });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Please give your name');
    expect(site.state().submissions.inquiry.submitted).toBe(before);
  });
});

describe('the panel', () => {
  const turn = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${site.panelUrl}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('lists every fault with what to look for', async () => {
    const { faults } = (await (await fetch(`${site.panelUrl}/faults`)).json()) as {
      faults: { fault: string; expect: string }[];
    };
    expect(faults.map(({ fault }) => fault)).toEqual(FAULTS.map(({ fault }) => fault));
    expect(faults.every(({ expect: text }) => text.length > 20)).toBe(true);
  });

  it('turns a fault on and off, also while the site refuses connections', async () => {
    expect((await turn({ fault: 'refused', on: true })).status).toBe(200);
    await expect(fetch(site.url)).rejects.toThrow();
    expect((await turn({ fault: 'refused', on: false })).status).toBe(200);
    expect((await fetch(site.url)).status).toBe(200);
  });

  it('keeps the value of a fault that is turned off and on again', async () => {
    await turn({ fault: 'slow', on: true, value: 200 });
    await turn({ fault: 'slow', on: false });
    await turn({ fault: 'slow', on: true });
    expect(site.state().faults.find(({ fault }) => fault === 'slow')).toMatchObject({ on: true, value: 200 });
    await turn({ fault: 'slow', on: false });
  });

  it.each([
    ['no JSON object', 'text', 400],
    ['no switch', { fault: 'slow' }, 400],
    ['an unknown fault', { fault: 'fire', on: true }, 400],
    ['a value of another kind', { fault: 'slow', on: true, value: { ms: 5 } }, 400],
  ])('refuses %s with the reason', async (_, body, status) => {
    const answer = await turn(body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { message: expect.any(String) } });
  });

  it('refuses pages of elsewhere', async () => {
    expect((await turn({ fault: 'slow', on: true }, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await turn({ fault: 'slow', on: true }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(site.state().faults.some(({ on }) => on)).toBe(false);
  });

  it('runs nothing but its own script', async () => {
    const answer = await fetch(site.panelUrl);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await answer.text()).not.toMatch(/<script>|onclick=|style="/);
  });
});

describe('a port that is taken', () => {
  it('is said, and nothing stays open', async () => {
    const taken = Number(new URL(site.httpsUrl).port);
    await expect(startDemoSite({ log: silent, port: taken - 1 })).rejects.toThrow(/EADDRINUSE|EACCES/);
  });
});
