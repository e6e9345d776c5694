import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { type DesktopApp, launchDesktop, missingHere } from './support/desktop.js';
import { watching } from './support/site.js';

let desktop: DesktopApp | undefined;
let page: Page;
let stranger: Server;
let strangerUrl: string;
let visits: number;

test.beforeAll(async () => {
  const missing = await missingHere();
  test.skip(missing !== null, missing ?? '');
  stranger = createServer((_request, response) => {
    visits += 1;
    response
      .writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' })
      .end('window.strange = 1');
  });
  await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
  strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
  desktop = await launchDesktop({ config: watching('http://127.0.0.1:9/') });
  page = await desktop.window();
  await page.waitForLoadState();
});

test.beforeEach(() => {
  visits = 0;
});

test.afterAll(async () => {
  await desktop?.close();
  await new Promise((done) => (stranger === undefined ? done(null) : stranger.close(done)));
});

test('the page is a sandboxed one, with nothing of Node in it', async () => {
  const preferences = await desktop?.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window),
  );
  expect(found).toEqual([]);
});

test('the bridge has three functions and cannot be changed', async () => {
  const bridge = await page.evaluate(async () => {
    const given = (window as unknown as { watchroom: Record<string, unknown> }).watchroom;
    const before = given.call;
    const attempt = (act: () => unknown): void => {
      try {
        act();
      } catch {
        // Strict code is told; what counts is that nothing changed.
      }
    };
    attempt(() => {
      given.call = () => 'mine';
    });
    attempt(() => {
      given.more = 1;
    });
    attempt(() => Object.defineProperty(window, 'watchroom', { value: {} }));
    const still = (window as unknown as { watchroom: Record<string, unknown> }).watchroom;
    return { names: Object.keys(still).sort(), isSame: still.call === before, isFrozen: Object.isFrozen(still) };
  });
  expect(bridge).toEqual({ names: ['about', 'call', 'onPush'], isSame: true, isFrozen: true });
});

test('nothing is fetched from elsewhere, by whatever means', async () => {
  const outcome = await page.evaluate(async (url) => {
    const loads = (element: HTMLElement): Promise<string> =>
      new Promise((done) => {
        element.onload = () => done('loaded');
        element.onerror = () => done('refused');
        document.body.append(element);
      });
    const by = async (attempt: () => Promise<unknown>): Promise<string> => {
      try {
        await attempt();
        return 'reached';
      } catch {
        return 'refused';
      }
    };
    const socket = new Promise<string>((done) => {
      try {
        const opened = new WebSocket(url.replace('http', 'ws'));
        opened.onopen = () => done('reached');
        opened.onerror = () => done('refused');
      } catch {
        done('refused');
      }
    });
    return {
      fetch: await by(() => fetch(url)),
      opaque: await by(() => fetch(url, { mode: 'no-cors' })),
      image: await loads(Object.assign(new Image(), { src: url })),
      script: await loads(Object.assign(document.createElement('script'), { src: url })),
      file: await by(() => fetch('file:///etc/hostname')),
      socket: await socket,
      beacon: String(navigator.sendBeacon(url, 'x')),
    };
  }, strangerUrl);
  expect(outcome).toMatchObject({
    fetch: 'refused',
    opaque: 'refused',
    image: 'refused',
    script: 'refused',
    file: 'refused',
    socket: 'refused',
  });
  await page.waitForTimeout(500);
  expect(visits).toBe(0);
});

test('even a page without a policy reaches nothing: main refuses the request itself', async () => {
  const outcome = await desktop?.app.evaluate(async ({ net, session }, url) => {
    try {
      await session.defaultSession.fetch(url);
      return 'reached';
    } catch (error) {
      return `refused: ${String(error)} ${typeof net}`;
    }
  }, strangerUrl);
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(visits).toBe(0);
});

test('the page can neither leave nor open another', async () => {
  const at = page.url();
  expect(await page.evaluate((url) => window.open(url), strangerUrl)).toBeNull();
  expect(await page.evaluate(() => window.open('app://console/index.html'))).toBeNull();
  await page.evaluate((url) => {
    window.location.href = url;
  }, strangerUrl);
  await page.evaluate(() => {
    window.location.href = 'app://console.example.org/';
  });
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'data:text/html,hello', target: '_top' });
    document.body.append(link);
    link.click();
  });
  await page.waitForTimeout(500);
  expect(page.url()).toBe(at);
  expect(await desktop?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(visits).toBe(0);
});

test('no permission is given', async () => {
  const answers = await page.evaluate(async () => {
    const refused = (attempt: Promise<unknown>): Promise<string> =>
      attempt.then(
        () => 'given',
        () => 'refused',
      );
    return {
      notifications: await Notification.requestPermission(),
      position: await refused(new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail))),
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
      clipboard: await refused(navigator.clipboard.readText()),
      midi: (await navigator.permissions.query({ name: 'midi' as PermissionName })).state,
    };
  });
  expect(answers).toEqual({
    notifications: 'denied',
    position: 'refused',
    camera: 'refused',
    clipboard: 'refused',
    midi: 'denied',
  });
});

test('neither text becomes code, nor code comes in by a script element', async () => {
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.inline = 1';
    document.body.append(script);
    // Later, because code that a debugger runs is let through by the policy.
    const evaluated = await new Promise<string>((done) => {
      setTimeout(() => {
        try {
          done(`ran: ${String(new Function('return 1 + 1')())}`);
        } catch (error) {
          done((error as Error).name);
        }
      });
    });
    return { inline: 'inline' in window, evaluated };
  });
  expect(outcome).toEqual({ inline: false, evaluated: 'EvalError' });
  const policy = await page.evaluate(async () => (await fetch('/index.html')).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});

test('a page within the page has no bridge', async () => {
  const inner = await page.evaluate(async () => {
    const look = (source: Partial<HTMLIFrameElement>): Promise<string> =>
      new Promise((done) => {
        const frame = Object.assign(document.createElement('iframe'), source);
        frame.onload = () => {
          try {
            done(String('watchroom' in (frame.contentWindow as Window)));
          } catch {
            done('closed');
          }
        };
        document.body.append(frame);
        setTimeout(() => done('blocked'), 2_000);
      });
    return [await look({ srcdoc: '<p>hello</p>' }), await look({ src: 'app://console/index.html' })];
  });
  for (const answer of inner) expect(answer).not.toBe('true');
});

test('a window that is not the console’s may ask nothing, though it had the same preload script and origin', async () => {
  const answers = await desktop?.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/dist/preload/index.cjs`;
    const ask = async (address: string): Promise<unknown> => {
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await other.loadURL(address).catch(() => undefined);
      const answer: unknown = await other.webContents.executeJavaScript(`watchroom.call('view.read', {})`);
      other.destroy();
      return answer;
    };
    return [await ask('app://console/index.html'), await ask('data:text/html,hello')];
  });
  for (const answer of answers ?? []) expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

/** Asks main as a page does. */
const call = (from: Page, name: string, input: unknown): Promise<{ ok: boolean; error?: { code: string } }> =>
  from.evaluate(
    ([called, given]) =>
      (window as unknown as { watchroom: { call(name: unknown, input: unknown): Promise<never> } }).watchroom.call(
        called,
        given,
      ),
    [name, input],
  );

test('the console’s own page is answered, and nonsense is refused in words', async () => {
  expect((await call(page, 'about.read', {})).ok).toBe(true);
  expect((await call(page, 'nothing.such', {})).error?.code).toBe('not-found');
  expect((await call(page, 'constructor', {})).error?.code).toBe('not-found');
  expect((await call(page, 'alert.read', { alert: 7 })).error?.code).toBe('bad-input');
});

test('a line of a list opens in place, however it is pressed: there is one window', async () => {
  await page.evaluate(() => {
    window.location.hash = '#/targets';
  });
  const line = page.getByRole('list', { name: 'Targets' }).getByRole('link').first();
  const panel = page.getByRole('complementary');
  for (const how of [{ modifiers: ['ControlOrMeta'] }, { modifiers: ['Shift'] }, { button: 'middle' }] as const) {
    await line.click(how as Parameters<typeof line.click>[0]);
    await expect(panel).toBeVisible();
    await expect(page).toHaveURL(/#\/targets\/booking$/);
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  }
  expect(await desktop?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the link of a view that the app copies opens the same view in it, and a hostile one none', async () => {
  await page.evaluate(() => {
    window.location.hash = '#/targets?state=down';
  });
  await page.getByRole('button', { name: 'Copy a link to this view' }).click();
  const link = await desktop?.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(link).toBe('watchroom://list/targets?state=down');
  const open = (address: string): Promise<unknown> | undefined =>
    desktop?.app.evaluate(({ app }, asked) => app.emit('second-instance', {}, ['watchroom', asked], '/'), address);
  await page.evaluate(() => {
    window.location.hash = '#/';
  });
  await open(link ?? '');
  await expect(page).toHaveURL(/#\/targets\?state=down$/);
  await open('watchroom://list/alerts/../../settings?part=configuration');
  await expect(page).toHaveURL(/#\/$/);
});

test('the compact strip is fenced as the console is', async () => {
  const opened = desktop?.app.waitForEvent('window');
  await call(page, 'window.showStrip', { isShown: true });
  const strip = (await opened) as Page;
  await strip.waitForLoadState();
  await expect(strip.getByRole('status')).toBeVisible();
  const rights = await desktop?.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, nodeIntegrationInSubFrames } =
        contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, nodeIntegrationInSubFrames };
    }),
  );
  expect(rights).toHaveLength(2);
  expect(rights?.[0]).toEqual(rights?.[1]);
  expect(rights?.[0]).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  expect((await call(strip, 'about.read', {})).ok).toBe(true);
  const at = strip.url();
  expect(await strip.evaluate((url) => window.open(url), strangerUrl)).toBeNull();
  await strip.evaluate((url) => {
    window.location.href = url;
  }, strangerUrl);
  const fetched = await strip.evaluate(
    (url) =>
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      ),
    strangerUrl,
  );
  await strip.waitForTimeout(300);
  expect({ fetched, at: strip.url(), visits }).toEqual({ fetched: 'refused', at, visits: 0 });
  await call(page, 'window.showStrip', { isShown: false });
  await expect.poll(() => desktop?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('nothing is downloaded', async () => {
  const started = desktop?.app.evaluate(
    ({ session }) =>
      new Promise<boolean>((done) => {
        session.defaultSession.once('will-download', (event) => done(event.defaultPrevented));
        setTimeout(() => done(true), 1_500);
      }),
  );
  await page.evaluate(() => {
    const address = URL.createObjectURL(new Blob(['x']));
    const link = Object.assign(document.createElement('a'), { href: address, download: 'x.txt' });
    document.body.append(link);
    link.click();
  });
  expect(await started).toBe(true);
});
