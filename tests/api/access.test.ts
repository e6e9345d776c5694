import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiStartError } from '../../src/main/api/start-error.js';
import { ask, bearer, post, type Running, startApi, token } from './support.js';

const DASHBOARD = '/api/monitoring/dashboard';
const TEST_ALERT = { action: 'test-alert' };

let running: Running | null = null;
const start = async (...over: Parameters<typeof startApi>): Promise<Running> => {
  running = await startApi(...over);
  return running;
};
afterEach(async () => {
  await running?.stop();
  running = null;
});

const refused = (status: number, code: string) => ({ status, json: { error: expect.objectContaining({ code }) } });

describe('a foreign page', () => {
  it.each(['evil.test', 'localhost', 'localhost:1', '127.0.0.1.evil.test', '169.254.169.254'])(
    'cannot ask by the Host %j',
    async (host) => {
      const { port } = await start();
      const Host = host === '127.0.0.1.evil.test' || host === 'evil.test' ? `${host}:${port}` : host;
      for (const path of [DASHBOARD, '/', '/healthz', '/sign-in?code=x']) {
        expect(await ask(port, path, { headers: { Host } })).toMatchObject(refused(403, 'forbidden'));
      }
    },
  );

  it.each([
    'https://evil.test',
    'null',
    'http://localhost:1',
    'https://localhost:PORT',
    'http://127.0.0.1.evil.test:PORT',
    'x',
  ])('cannot act from the Origin %j', async (origin) => {
    const { port, desk } = await start();
    const Origin = origin.replace('PORT', String(port));
    expect(await post(port, DASHBOARD, TEST_ALERT, { Origin })).toMatchObject(refused(403, 'forbidden'));
    expect(desk.acts).toEqual([]);
  });

  it('cannot load an answer as a script or a picture, and cannot frame the console; following a link to it works', async () => {
    const { port } = await start();
    const site = { 'Sec-Fetch-Site': 'cross-site' };
    expect(await ask(port, DASHBOARD, { headers: { ...site, 'Sec-Fetch-Mode': 'no-cors' } })).toMatchObject(
      refused(403, 'forbidden'),
    );
    expect(await ask(port, DASHBOARD, { headers: { ...site, 'Sec-Fetch-Mode': 'navigate' } })).toMatchObject(
      refused(403, 'forbidden'),
    );
    expect(await ask(port, '/', { headers: { ...site, 'Sec-Fetch-Mode': 'navigate' } })).toMatchObject({ status: 200 });
  });

  it('is told from our own', async () => {
    const { port } = await start();
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      const headers = { Host: host, Origin: `http://${host}`, 'Sec-Fetch-Site': 'same-origin' };
      expect((await post(port, DASHBOARD, TEST_ALERT, headers)).status).toBe(200);
    }
  });
});

describe('without a token on this machine', () => {
  it('one may look and act on alerts, but not change the configuration', async () => {
    const { port, desk } = await start();
    expect((await ask(port, DASHBOARD)).status).toBe(200);
    expect((await post(port, DASHBOARD, { ...TEST_ALERT, data: { user: 'Bo' } })).status).toBe(200);
    expect(desk.acts[0]?.actor).toEqual({ name: 'Bo', role: 'responder', via: 'api' });
    expect(await post(port, '/api/console/call/config.save', { text: 'version: 1\n', revision: 1 })).toMatchObject({
      status: 403,
      json: { ok: false, error: { code: 'forbidden' } },
    });
    expect(await post(port, '/api/console/sign-in-code', {})).toMatchObject(refused(403, 'forbidden'));
  });

  it('a wrong token is still refused', async () => {
    const { port, desk } = await start();
    for (const header of [bearer('nonsense'), { Authorization: 'Basic YTpi' }, { Authorization: 'Bearer' }, bearer('')]) {
      expect(await ask(port, DASHBOARD, { headers: header })).toMatchObject(refused(401, 'unauthenticated'));
    }
    expect(desk.remembered).toContainEqual(expect.objectContaining({ action: 'access.refused', subject: DASHBOARD }));
  });
});

describe('where everyone needs a token', () => {
  const tokens = [token('cy', 'viewer'), token('bo', 'responder'), token('ann', 'admin')];

  it('nobody looks without one, but the page and the health check answer', async () => {
    const { port } = await start({ access: 'token', tokens });
    for (const path of [DASHBOARD, '/metrics', '/api/monitoring/stream']) {
      const answer = await ask(port, path);
      expect(answer).toMatchObject(refused(401, 'unauthenticated'));
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
    expect(await post(port, '/api/console/call/view.read', {})).toMatchObject(refused(401, 'unauthenticated'));
    for (const path of ['/', '/healthz', '/readyz', '/openapi.json']) expect((await ask(port, path)).status).toBe(200);
  });

  it('each role does what it may, under the token’s name', async () => {
    const { port, desk } = await start({ access: 'token', tokens });
    const [viewer, responder, admin] = [bearer('cy-secret'), bearer('bo-secret'), bearer('ann-secret')];
    expect((await ask(port, DASHBOARD, { headers: viewer })).status).toBe(200);
    expect(await post(port, DASHBOARD, TEST_ALERT, viewer)).toMatchObject(refused(403, 'forbidden'));
    expect((await post(port, DASHBOARD, { ...TEST_ALERT, data: { user: 'someone else' } }, responder)).status).toBe(200);
    expect(desk.acts.map(({ actor }) => actor)).toEqual([{ name: 'bo', role: 'responder', via: 'api' }]);
    const save = { text: 'version: 1\n', revision: 1 };
    expect(await post(port, '/api/console/call/config.save', save, responder)).toMatchObject({ status: 403 });
    expect(await post(port, '/api/console/call/config.save', save, admin)).toMatchObject({
      status: 200,
      json: { ok: true, value: { saved: true } },
    });
  });

  it('a token that is taken out of the configuration stops working at once', async () => {
    const { port, settings } = await start({ access: 'token', tokens });
    const { config } = settings.current();
    settings.set({ ...config, api: { ...config.api, tokens: tokens.slice(1) } });
    expect(await ask(port, DASHBOARD, { headers: bearer('cy-secret') })).toMatchObject(refused(401, 'unauthenticated'));
  });

  it('guessing is slowed down, and the audit trail is not flooded', async () => {
    const { port, clock, desk } = await start({ access: 'token', tokens });
    for (let n = 0; n < 20; n += 1) expect((await ask(port, DASHBOARD, { headers: bearer(`guess-${n}`) })).status).toBe(401);
    expect(await ask(port, DASHBOARD, { headers: bearer('ann-secret') })).toMatchObject({
      ...refused(429, 'too-many'),
      headers: { 'retry-after': '60' },
    });
    for (let n = 0; n < 30; n += 1) await ask(port, DASHBOARD);
    expect(desk.remembered.filter(({ action }) => action === 'access.refused')).toHaveLength(20);
    await clock.advance(60_000);
    expect((await ask(port, DASHBOARD, { headers: bearer('ann-secret') })).status).toBe(200);
  });
});

describe('the commands of this machine', () => {
  it('ask by a token that only its owner can read, and that a restart keeps', async () => {
    const { port, dataFolder, adminToken, desk } = await start({ access: 'token' });
    expect((await stat(join(dataFolder, 'admin-token'))).mode & 0o777).toBe(0o600);
    expect(adminToken.length).toBeGreaterThanOrEqual(43);
    expect((await post(port, DASHBOARD, TEST_ALERT, bearer(adminToken))).status).toBe(200);
    expect(desk.acts[0]?.actor).toEqual({ name: 'Ann', role: 'admin', via: 'command' });
  });

  it('find the console by a file that goes when it stops', async () => {
    const { api, dataFolder, port } = await start();
    const file = join(dataFolder, 'console.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ url: `http://127.0.0.1:${port}/`, pid: process.pid });
    await api.stop();
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});

describe('signing in with the browser', () => {
  const signIn = async ({ port, api }: Running): Promise<string> => {
    const { pathname, search } = new URL(api.signInUrl());
    const answer = await ask(port, pathname + search);
    expect(answer).toMatchObject({ status: 303, headers: { location: '/' } });
    const [cookie = ''] = answer.headers['set-cookie'] as string[];
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    return cookie.split(';')[0] ?? '';
  };

  it('makes the person at this desk, who may do what the configuration lets them', async () => {
    const here = await start({ access: 'token' });
    const Cookie = await signIn(here);
    const about = await post(here.port, '/api/console/call/about.read', {}, { Cookie });
    expect(about.json).toMatchObject({
      ok: true,
      value: { actor: { name: 'Ann', role: 'admin', via: 'browser' }, shell: 'browser' },
    });
    expect(
      (await post(here.port, '/api/console/call/config.save', { text: 'version: 1\n', revision: 1 }, { Cookie })).status,
    ).toBe(200);
    expect(here.desk.remembered).toContainEqual(expect.objectContaining({ action: 'session.sign-in' }));
  });

  it('says who acts, whatever name a request gives', async () => {
    const here = await start({ access: 'token' });
    const { config } = here.settings.current();
    here.settings.set({ ...config, operator: { name: 'Vic', role: 'responder' } });
    const Cookie = await signIn(here);
    expect((await post(here.port, DASHBOARD, { ...TEST_ALERT, data: { user: 'Bo' } }, { Cookie })).status).toBe(200);
    expect(here.desk.acts[0]?.actor).toMatchObject({ name: 'Vic', role: 'responder' });
  });

  it('works once per code, and for ten minutes', async () => {
    const here = await start();
    const once = new URL(here.api.signInUrl());
    const late = new URL(here.api.signInUrl());
    expect((await ask(here.port, `${once.pathname}${once.search}`)).status).toBe(303);
    expect((await ask(here.port, `${once.pathname}${once.search}`)).status).toBe(401);
    await here.clock.advance(10 * 60_000);
    expect((await ask(here.port, `${late.pathname}${late.search}`)).status).toBe(401);
    expect((await ask(here.port, '/sign-in')).status).toBe(401);
    expect(here.desk.remembered).toContainEqual(expect.objectContaining({ action: 'session.refused' }));
  });

  it('is not spent by a browser that loads ahead', async () => {
    const here = await start();
    const { pathname, search } = new URL(here.api.signInUrl());
    expect((await ask(here.port, pathname + search, { headers: { 'Sec-Purpose': 'prefetch;prerender' } })).status).toBe(403);
    expect((await ask(here.port, pathname + search)).status).toBe(303);
  });

  it('ends when the person signs out', async () => {
    const here = await start({ access: 'token' });
    const Cookie = await signIn(here);
    expect((await ask(here.port, DASHBOARD, { headers: { Cookie } })).status).toBe(200);
    expect((await ask(here.port, '/sign-out', { method: 'POST', headers: { Cookie } })).status).toBe(204);
    expect((await ask(here.port, DASHBOARD, { headers: { Cookie } })).status).toBe(401);
  });

  it('gets a new code from the command line', async () => {
    const here = await start();
    const { json } = await post(here.port, '/api/console/sign-in-code', {}, bearer(here.adminToken));
    const { pathname, search } = new URL((json as { url: string }).url);
    expect((await ask(here.port, pathname + search)).status).toBe(303);
  });
});

describe('starting', () => {
  it.each([
    [{ host: '0.0.0.0' }, /token/],
    [{ host: '0.0.0.0', tokens: [token('ann', 'admin')] }, /encryption/],
    [{ host: '::', allowInsecure: true }, /token/],
  ])('is refused beyond this machine for %j', async (over, message) => {
    const error = await startApi(over).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ApiStartError);
    expect(error).toMatchObject({ code: 'not-allowed', message: expect.stringMatching(message), remedy: expect.any(String) });
  });

  it('beyond this machine asks everyone for a token, also on this machine', async () => {
    const { port } = await start({ host: '0.0.0.0', tokens: [token('cy', 'viewer')], allowInsecure: true });
    expect(await ask(port, DASHBOARD)).toMatchObject(refused(401, 'unauthenticated'));
    expect((await ask(port, DASHBOARD, { headers: bearer('cy-secret') })).status).toBe(200);
  });

  it('names a port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const error = await startApi({ port }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'port-taken', message: `Port ${port} on 127.0.0.1 is taken by another program.` });
    await new Promise((resolve) => other.close(resolve));
  });
});
