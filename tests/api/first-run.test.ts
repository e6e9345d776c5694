import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseTarget } from '../../src/main/app/parse-target.js';
import { createLookAtSite } from '../../src/main/app/site/look.js';
import { openFileSettings } from '../../src/main/config/file.js';
import { maskSecrets, unmaskSecrets, unmaskValue } from '../../src/main/config/mask.js';
import { parseText } from '../../src/main/config/text.js';
import type { Actor } from '../../src/main/core/model/actor.js';
import type { SiteCheck, SiteLook } from '../../src/main/core/model/site-look.js';
import type { Desk } from '../../src/main/core/port/desk.js';
import type { Settings } from '../../src/main/core/port/settings.js';
import { instant, seconds } from '../../src/main/core/time/instant.js';
import { configHandlers } from '../../src/main/ipc/handlers/config.js';
import { siteHandlers } from '../../src/main/ipc/handlers/site.js';
import { MOST_BODY_BYTES } from '../../src/main/source/http/body.js';
import { createHttpSource } from '../../src/main/source/http/source.js';
import { firstEdits } from '../../src/renderer/feature/overview/first-target.js';
import { createScriptedDesk } from '../support/desk.js';
import { createFakeClock } from '../support/fake-clock.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { createLoopback } from '../support/servers/loopback.js';

const ANN: Actor = { name: 'Ann', role: 'admin', via: 'browser' };
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

type Page = (answer: ServerResponse, host: string) => void;

const loopback = createLoopback();
let pages: Record<string, Page> = {};
let port = '';
let folder = '';
let settings: Settings;
const asked: string[] = [];
const record: Parameters<Desk['remember']>[] = [];

const said =
  (type: string, text: string, status = 200): Page =>
  (answer) =>
    void answer.writeHead(status, { 'content-type': type }).end(text);
const html = (text: string): Page => said('text/html', text);

/** A site that sends whoever types its bare name on to the one with `www.`. */
const home =
  (body: string): Page =>
  (answer, host) =>
    void (host.startsWith('www.')
      ? html(body)(answer, host)
      : answer.writeHead(301, { location: `http://www.${host}/` }).end());

beforeEach(async () => {
  [pages, asked.length, record.length] = [{}, 0, 0];
  folder = await mkdtemp(join(tmpdir(), 'watchroom-first-'));
  const url = await loopback.http((question, answer) => {
    const host = question.headers.host ?? '';
    asked.push(`${host.split(':')[0]}${question.url}`);
    (pages[question.url ?? ''] ?? said('text/html', 'gone', 404))(answer, host);
  });
  port = new URL(url).port;
  settings = await openFileSettings({
    ...{
      file: join(folder, 'config.yml'),
      dataFolder: folder,
      resourcesFolder: resolve(import.meta.dirname, '../../resources'),
    },
    ...{ environment: {}, user: 'ann', timeZone: 'UTC', clock: createFakeClock(instant(1_800_000_000_000)), log: silent },
  });
});
afterEach(async () => {
  await settings.stop();
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => loopback.stop());

const desk = (): Desk => ({ ...createScriptedDesk(), remember: async (...act) => void record.push(act) });

const look = async (host: string): Promise<SiteLook> => {
  const lookAtSite = createLookAtSite({
    ...{ clock: createCountedClock(), version: '1.2.3', settings, desk: createScriptedDesk(), limit: seconds(5) },
    lookup: (_, { all }, answer) => (all ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(null, '127.0.0.1', 4)),
  });
  const looked = await siteHandlers({ desk: desk(), lookAtSite })['site.look']({ url: `http://${host}:${port}/` }, ANN);
  if (!looked.ok) throw new Error(looked.error.message);
  return looked.value;
};

/** As the guide does with every check that it may. */
const watch = async (found: SiteLook): Promise<void> => {
  const mask = { maskSecrets, unmaskSecrets, unmaskValue };
  const handlers = configHandlers(settings, desk(), (text) => parseText(text).value ?? null, mask);
  const read = await handlers['config.read']({}, ANN);
  if (!read.ok) throw new Error(read.error.message);
  const edits = firstEdits(found, found.checks, read.value.document);
  const saved = await handlers['config.edit']({ edits: structuredClone(edits), revision: read.value.revision }, ANN);
  expect(saved).toMatchObject({ ok: true, value: { saved: true } });
};

/** Whether the watch finds well what a check watches. */
const isUpFor = async ({ item }: SiteCheck): Promise<boolean> => {
  const target = parseTarget({ ...item, url: String(item.url).replace('www.example.test', '127.0.0.1') });
  if (!target.ok || target.value.source !== 'http') throw new Error('no web target');
  const source = createHttpSource({ secrets: scriptedSecrets({}) });
  const { outcome } = await source.read(target.value, { clock: createCountedClock(), signal: AbortSignal.timeout(5_000) });
  await source.stop();
  return outcome.kind === 'answered' && outcome.problems.length === 0;
};

const names = () =>
  settings
    .current()
    .config.targets.filter(({ source }) => source !== 'host')
    .map(({ id, name }) => `${id}: ${name}`);

describe('a site that sends its visitors on to its other name', () => {
  it('is watched at the address that was given, and its name at both', async () => {
    pages['/'] = home('<a href="/book">Book</a>');
    pages['/book'] = html('well');
    const found = await look('example.test');
    expect(found.origin).toBe(`http://www.example.test:${port}`);
    expect(found.checks.map(({ item, found: { text } }) => [item.name, item.url ?? item.host, text])).toEqual([
      ['Home', `http://example.test:${port}/`, `answered 200 at http://www.example.test:${port}/`],
      ['Book', `http://www.example.test:${port}/book`, 'answered 200'],
      ['Name', 'www.example.test', 'nothing is read here'],
      ['Name of example.test', 'example.test', 'nothing is read here'],
    ]);
  });
  it('is asked for nothing of a third name', async () => {
    pages['/'] = (answer, host) => void answer.writeHead(302, { location: `http://shop.${host}/` }).end();
    expect((await look('example.test')).problem).toContain('another site');
    expect(asked).toEqual(['example.test/']);
  });
});

describe('what a site tells search engines', () => {
  const fileOf = ({ checks }: SiteLook) =>
    checks.filter(({ kind }) => kind === 'file').map(({ item, found }) => [item.name, String(item.url), found.text]);
  const robots = (line: string) => said('text/plain', `User-agent: *\nDisallow:\n${line}\n`);

  it('is the sitemap that robots.txt names, which also lists pages that no link leads to', async () => {
    pages['/'] = html('<div id="app"></div><script src="/app.js"></script>');
    pages['/robots.txt'] = robots(`Sitemap: http://www.example.test:${port}/maps/all.xml`);
    const address = (path: string) => `<url><loc>http://www.example.test:${port}${path}</loc></url>`;
    const listed = ['/', '/about', '/book-a-lesson', '/logout', '/contact'].map(address).join('');
    pages['/maps/all.xml'] = said(
      'application/xml',
      `<urlset>${listed}<url><loc>http://elsewhere.test/book</loc></url></urlset>`,
    );
    for (const path of ['/book-a-lesson', '/contact']) pages[path] = html('well');
    const found = await look('www.example.test');
    expect(fileOf(found)).toEqual([
      ['robots.txt', `http://www.example.test:${port}/robots.txt`, 'answered 200'],
      ['Sitemap', `http://www.example.test:${port}/maps/all.xml`, 'answered 200'],
    ]);
    expect(found.checks.filter(({ kind }) => kind === 'page').map(({ item }) => item.name)).toEqual([
      'Home',
      'Book a lesson',
      'Contact',
    ]);
    expect(asked.every((address) => address.startsWith('www.example.test/'))).toBe(true);
    expect(asked.join()).not.toMatch(/sitemap\.xml|about|logout/);
  });
  it('is said to be missing where robots.txt names it and it is not there', async () => {
    pages['/'] = html('<p>well</p>');
    pages['/robots.txt'] = robots('Sitemap: /gone.xml');
    const found = await look('www.example.test');
    expect(fileOf(found)[1]).toEqual(['Sitemap', `http://www.example.test:${port}/gone.xml`, 'answered 404']);
    expect(found.checks.at(-1)?.found.isWell).toBe(false);
  });
  it('is looked for where most have it, where the one that is named stands elsewhere', async () => {
    pages['/'] = html('<p>well</p>');
    pages['/robots.txt'] = robots('Sitemap: https://cdn.elsewhere.test/map.xml');
    pages['/sitemap.xml'] = said('text/xml', '<urlset></urlset>');
    expect(fileOf(await look('www.example.test'))[1]?.[1]).toBe(`http://www.example.test:${port}/sitemap.xml`);
  });
  it.each([
    ['proposed as well as the watch finds it, where it is as large as the watch reads', 0, true, 'answered 200'],
    ['said to be too large where the watch would say so', 1, false, 'sent more than 10 MiB'],
  ])('is %s', async (_, over, isWell, text) => {
    pages['/'] = html('<p>well</p>');
    pages['/robots.txt'] = robots('Sitemap: /large.xml');
    pages['/large.xml'] = said('text/xml', '<urlset></urlset>'.padEnd(MOST_BODY_BYTES + over));
    const check = (await look('www.example.test')).checks.at(-1) as SiteCheck;
    expect(check.found).toEqual({ isWell, text: expect.stringContaining(text) });
    expect(await isUpFor(check)).toBe(isWell);
  });
  it('costs no more addresses, however many a sitemap lists', async () => {
    pages['/'] = html(Array.from({ length: 99 }, (_, n) => `<a href="/book-${n}">Book</a><a href="/n${n}">N</a>`).join(''));
    pages['/sitemap.xml'] = said('text/xml', '<loc>/contact</loc>'.repeat(9_999));
    await look('www.example.test');
    expect(asked.length).toBeLessThanOrEqual(11);
  });
});

describe('what the guide applies', () => {
  beforeEach(() => {
    pages['/'] = home('<a href="/book">Book</a><a href="/contact">Contact</a>');
    pages['/book'] = html('well');
    pages['/contact'] = html('well');
  });

  it('stands in the record: who looked at which site, and who changed which parts of the configuration', async () => {
    await watch(await look('www.example.test'));
    expect(record.map(([action, subject, { name, via }, details]) => [action, subject, name, via, details])).toEqual([
      ['site.look', `http://www.example.test:${port}`, 'Ann', 'browser', { proposed: 4 }],
      [
        ...['config.edit', join(folder, 'config.yml'), 'Ann', 'browser'],
        { revision: 2, changed: 'targets home, book, contact, dns; site url' },
      ],
    ]);
  });
  it('names the site by its host, where nobody gave it a name', async () => {
    expect(settings.current().config.site.name).toBe('This site');
    await watch(await look('www.example.test'));
    expect(settings.current().config.site.name).toBe(`www.example.test:${port}`);
  });
  it('is known as watched the next time, and doubled by no second run', async () => {
    await watch(await look('example.test'));
    const first = await readFile(join(folder, 'config.yml'), 'utf8');
    const again = await look('example.test');
    expect(again.checks.map(({ watchedBy }) => watchedBy)).toEqual(['Home', 'Book', 'Contact', 'Name', 'Name of example.test']);
    expect(firstEdits(again, again.checks, { site: { url: '' } })).toEqual([]);
    const byOtherName = await look('www.example.test');
    expect(byOtherName.checks.map(({ watchedBy }) => watchedBy)).toEqual(['Home', 'Book', 'Contact', 'Name']);
    expect(await readFile(join(folder, 'config.yml'), 'utf8')).toBe(first);
  });
  it('is not taken for watched where the other name has a page of its own', async () => {
    await watch(await look('example.test'));
    pages['/'] = html('<p>well</p>');
    expect((await look('www.example.test')).checks[0]).toMatchObject({ item: { id: 'home-2' }, watchedBy: null });
  });
  it('leaves the first site as it is where a second one is added', async () => {
    await watch(await look('www.example.test'));
    await watch(await look('www.other.test'));
    expect(names()).toEqual([
      ...['home: Home', 'book: Book', 'contact: Contact', 'dns: Name', 'home-2: Home of www.other.test'],
      ...['book-2: Book of www.other.test', 'contact-2: Contact of www.other.test', 'dns-2: Name of www.other.test'],
    ]);
    expect(settings.current().config.site.url).toBe(`http://www.example.test:${port}`);
  });
});
