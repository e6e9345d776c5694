import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whyOver } from '../../src/main/core/budget/over.js';
import type { TargetId } from '../../src/main/core/model/target.js';
import { NO_STRAIN } from '../../src/main/core/observe/strain.js';
import { instant, milliseconds, seconds } from '../../src/main/core/time/instant.js';
import { createChromium } from '../../src/main/platform/node/chromium/browser.js';
import { createPageEvidence, type KeptEvidence } from '../../src/main/source/page/evidence.js';
import { createPageSource, type PageSource } from '../../src/main/source/page/source.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { createLoopback } from '../support/servers/loopback.js';
import { pageTarget } from './parts.js';
import { startSite } from './site.js';

const loopback = createLoopback();
afterAll(() => loopback.stop());

let folder: string;
let evidence: KeptEvidence;
let source: PageSource;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-evidence-'));
  evidence = createPageEvidence(folder);
  source = createPageSource({
    feed: () => ({ form: 'mobile', executable: null, hosts: [], allowUnsandboxed: true }),
    browser: createChromium({ environment: process.env }),
    version: '1.2.3',
    watchStrain: async () => ({ end: () => NO_STRAIN }),
    evidence,
    whyOver: (page, measures) => whyOver({ defaults: { requests: 2 }, pages: {} }, page, measures),
  });
});
afterEach(async () => {
  await source.stop();
  await rm(folder, { recursive: true, force: true });
});

const HOME = 'page-home' as TargetId;
const LOOK = { clock: createCountedClock(), signal: new AbortController().signal };
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** A page that comes step by step, so that each step looks different. */
const STEPS = `<!doctype html><meta name="viewport" content="width=device-width">
<style>body{font:24px sans-serif;margin:24px}</style><h1>Book a lesson</h1><div id="more"></div>
<script>let n = 0; const add = () => { more.innerHTML += '<p style="background:hsl(' + n * 60 + ' 60% 80%)">Step ' + ++n + '</p>'; if (n < 5) setTimeout(add, 200); }; setTimeout(add, 100);</script>`;

/** Where somebody may look at what the tests took. */
const SHOWN = process.env.SHOW_PICTURES;
const show = async (name: string, picture: Uint8Array | null): Promise<void> => {
  if (SHOWN !== undefined && picture !== null) await writeFile(join(SHOWN, name), picture);
};

describe('a load that goes wrong', () => {
  it('leaves a picture of what visitors saw instead of the page, and why', async () => {
    const body =
      '<body style="font:24px sans-serif;background:#fde"><h1>Sorry, we are closed</h1><form><input value="typed by nobody"></form>';
    const { url } = await startSite(loopback, () => ({ '/': { status: '503 Service Unavailable', body } }));
    const { outcome } = await source.read(pageTarget(`${url}/?who=ana@example.org`), LOOK);
    expect(outcome.kind).toBe('answered');
    const [kept, ...others] = await evidence.of(HOME);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ why: 'Answered 503, so there is no page to measure.', picture: 'picture.jpg' });
    expect(JSON.stringify(kept)).not.toContain('ana@');
    const picture = await evidence.read(HOME, kept?.id ?? '', 'picture.jpg');
    expect(Buffer.from(picture ?? []).subarray(0, 3)).toEqual(JPEG);
    expect(picture?.length).toBeLessThan(400_000);
    await show('refused.jpg', picture);
  });

  it('that breaks a budget is told at once, and leaves a film of the load after it', async () => {
    const body = `${STEPS}<link rel="stylesheet" href="/a.css"><script src="/b.js"></script>`;
    const { url } = await startSite(loopback, () => ({
      '/': { body },
      '/a.css': { type: 'text/css', body: 'h1 { color: navy }' },
      '/b.js': { type: 'text/javascript', body: '1' },
    }));
    await source.read(pageTarget(url), LOOK);
    expect((await evidence.of(HOME))[0]?.frames).toEqual([]);
    await expect.poll(async () => (await evidence.of(HOME))[0]?.frames.length, { timeout: 20_000 }).toBeGreaterThan(1);
    const [kept] = await evidence.of(HOME);
    expect(kept?.why).toBe('Over its budget: requests 3 (limit 2).');
    const frames = kept?.frames ?? [];
    expect(frames.length).toBeLessThanOrEqual(8);
    expect(frames.map(({ after }) => after)).toEqual([...frames.map(({ after }) => after)].sort((a, b) => a - b));
    for (const { name } of frames) await show(name, await evidence.read(HOME, kept?.id ?? '', name));
    await show('over-budget.jpg', await evidence.read(HOME, kept?.id ?? '', 'picture.jpg'));
  });

  it('because it never comes to its end leaves what was there by then', async () => {
    const { url } = await startSite(loopback, () => ({
      '/': { body: '<h1 style="font:48px sans-serif">Half a page</h1><script src="/never.js"></script>' },
      '/never.js': () => undefined,
    }));
    await source.read(pageTarget(url, { timeout: seconds(6) }), LOOK);
    const [kept] = await evidence.of(HOME);
    expect(kept?.why).toContain('did not come to its end within 6 s');
    await show('half.jpg', await evidence.read(HOME, kept?.id ?? '', kept?.picture ?? ''));
  });

  it('leaves nothing where it was well', async () => {
    const { url } = await startSite(loopback, () => ({ '/': { body: STEPS } }));
    await source.read(pageTarget(url), LOOK);
    expect(await evidence.of(HOME)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('what is kept', () => {
  const keep = (at: number, target = HOME) =>
    evidence.keep(
      { target, at: instant(at), why: 'It is down.', url: 'https://www.example.org/' },
      Buffer.concat([JPEG, Buffer.from('p')]),
    );
  const NOW = Date.now();

  it('is the last ten bad loads of a target, of the last thirty days', async () => {
    for (let n = 0; n < 13; n += 1) await keep(NOW - (13 - n) * 60_000);
    expect((await evidence.of(HOME)).map(({ id }) => id)).toHaveLength(10);
    await evidence.addFilm(HOME, '1', [{ jpeg: JPEG, after: milliseconds(120) }]);
    await keep(NOW + 31 * 86_400_000);
    expect(await evidence.of(HOME)).toHaveLength(1);
    const [place] = await readdir(folder);
    expect(await readdir(join(folder, place ?? ''))).toHaveLength(2);
  });

  it('is for the eyes of the folder’s owner', async () => {
    await keep(NOW);
    const place = join(folder, (await readdir(folder))[0] ?? '');
    expect((await stat(place)).mode & 0o77).toBe(0);
    for (const name of await readdir(place)) expect((await stat(join(place, name))).mode & 0o77).toBe(0);
  });

  it('is reached by no name that leads out of the folder', async () => {
    await keep(NOW);
    await evidence.addFilm(HOME, `${NOW}`, [{ jpeg: JPEG, after: milliseconds(120) }]);
    await writeFile(join(folder, 'secret.jpg'), 'x');
    for (const [target, id, name] of [
      ['..', '.', 'secret.jpg'],
      ['page-home', '..', '/secret.jpg'],
      ['page-home', `${NOW}`, '../../secret.jpg'],
      ['page-home/..', 'secret', 'jpg'],
      ['page-home', `${NOW}`, 'evidence.json'],
    ] as const)
      expect(await evidence.read(target as TargetId, id, name)).toBeNull();
    expect(await evidence.read(HOME, `${NOW}`, 'frame-0.jpg')).not.toBeNull();
  });
});

interface Har {
  readonly log: {
    readonly version: string;
    readonly pages: readonly { readonly pageTimings: { readonly onLoad: number } }[];
    readonly entries: readonly {
      readonly time: number;
      readonly request: {
        readonly url: string;
        readonly headers: readonly { readonly name: string; readonly value: string }[];
      };
      readonly response: { readonly status: number; readonly content: { readonly size: number; readonly mimeType: string } };
      readonly timings: Readonly<Record<string, number>>;
    }[];
  };
}

describe('an archive of a load', () => {
  it('holds every request with its times, and neither cookies, tokens, queries nor bodies', async () => {
    const site = await startSite(loopback, () => ({
      '/': {
        body: '<script src="/a.js?token=hunter2"></script><img src="/ana@example.org.png"><script>fetch("/api", { headers: { authorization: "Bearer hunter2" } })</script>',
        headers: { 'Set-Cookie': 'session=hunter2' },
      },
      '/a.js': { type: 'text/javascript', body: 'document.title = "hunter2"' },
      '/api': { type: 'application/json', body: '{"secret":"hunter2"}' },
    }));
    const written = await source.har(pageTarget(`${site.url}/?who=ana@example.org`), LOOK);
    if (!written.ok) throw new Error(written.error);
    expect(written.value).not.toMatch(/hunter2|ana@example|who=/);
    const { log } = JSON.parse(written.value) as Har;
    expect(log.version).toBe('1.2');
    expect(log.pages[0]?.pageTimings.onLoad).toBeGreaterThan(0);
    const paths = log.entries.map(({ request, response }) => `${request.url.slice(site.url.length)} ${response.status}`);
    expect(paths).toEqual(expect.arrayContaining(['/ 200', '/a.js 200', '/api 200', '/:email 404']));
    const [home] = log.entries;
    expect(home?.response.content).toMatchObject({ mimeType: 'text/html' });
    expect(home?.response.content.size).toBe(site.wire('/'));
    for (const { time, timings } of log.entries) {
      expect(time).toBeGreaterThanOrEqual(0);
      expect(Object.keys(timings)).toEqual(expect.arrayContaining(['send', 'wait', 'receive']));
    }
    const sent = log.entries.flatMap(({ request }) => request.headers).filter(({ name }) => /authorization/i.test(name));
    expect(sent.map(({ value }) => value)).toEqual(['•••']);
    expect(await evidence.of(HOME)).toEqual([]);
  });

  it('is not made of a page that cannot be loaded by this machine', async () => {
    const none = createPageSource({
      feed: () => null,
      browser: createChromium({ environment: process.env }),
      version: '1.2.3',
    });
    expect(await none.har(pageTarget('http://127.0.0.1:1/'), LOOK)).toMatchObject({ ok: false });
    await none.stop();
  });
});
