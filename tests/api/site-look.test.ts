import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseTarget } from '../../src/main/app/parse-target.js';
import { createLookAtSite } from '../../src/main/app/site/look.js';
import { milliseconds, seconds } from '../../src/main/core/time/instant.js';
import { MOST_BODY_BYTES } from '../../src/main/source/http/body.js';
import { createScriptedDesk } from '../support/desk.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { createScriptedSettings } from '../support/settings.js';

type Page = (answer: ServerResponse) => void;

let server: Server;
let origin: string;
let pages: Record<string, Page>;
const asked: string[] = [];
const sockets = new Set<Socket>();

const html =
  (body: string, status = 200): Page =>
  (answer) =>
    void answer.writeHead(status, { 'content-type': 'text/html' }).end(body);
const to =
  (location: string): Page =>
  (answer) =>
    void answer.writeHead(302, { location }).end();

beforeEach(async () => {
  asked.length = 0;
  pages = {};
  server = createServer((question, answer) => {
    asked.push(question.url ?? '');
    (pages[question.url ?? ''] ?? html('gone', 404))(answer);
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const lookAtSite = (url: string, limit = seconds(5)) =>
  createLookAtSite({
    clock: createCountedClock(),
    version: '1.2.3',
    settings: createScriptedSettings(undefined, 'version: 1\n'),
    desk: createScriptedDesk(),
    patience: milliseconds(400),
    limit,
  })(url);

const look = async (path = '/') => {
  const looked = await lookAtSite(`${origin}${path}`);
  if (!looked.ok) throw new Error(looked.error.message);
  return looked.value;
};

it('proposes the page, those that matter with why, and the files that are there, as targets that can be saved', async () => {
  pages['/'] = html(`<title>Tutors</title><a href=/about>About</a><a href="/book#now">Book a <b>lesson</b></a>
    <a href="contact">Contact</a><a href="/login">Sign in</a><a href="/logout">Out</a><a href="/prices.pdf">Prices</a>
    <a href="http://elsewhere.invalid/book">Partner</a><a href="/ask">Ask us</a><a href="mailto:a@b.c">Contact</a>`);
  for (const path of ['/about', '/book', '/login']) pages[path] = html('<p>Well</p>');
  pages['/ask'] = html('<form><input type=email></form>');
  pages['/contact'] = html('broken', 500);
  pages['/robots.txt'] = (answer) => void answer.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *');
  const { problem, checks } = await look();
  expect(problem).toBeNull();
  expect(checks.map(({ item, why, found }) => [item.id, item.name, why, found.text])).toEqual([
    [expect.stringMatching(/^home/), 'Home', 'The address that you gave.', 'answered 200'],
    ['book', 'Book a lesson', 'Visitors book here.', 'answered 200'],
    ['contact', 'Contact', 'Visitors get in touch here.', 'answered 500'],
    ['login', 'Sign in', 'Visitors sign in here.', 'answered 200'],
    ['ask', 'Ask us', 'It has a form that visitors fill in.', 'answered 200'],
    ['robots-txt', 'robots.txt', 'It tells search engines what they may read.', 'answered 200'],
  ]);
  expect(checks.filter(({ found }) => !found.isWell).map(({ item }) => item.id)).toEqual(['contact']);
  expect(checks.map(({ item }) => parseTarget(item).ok)).toEqual(checks.map(() => true));
  expect(asked).not.toContain('/logout');
});

it('asks for few addresses, however many a page links to', async () => {
  pages['/'] = html(Array.from({ length: 5_000 }, (_, n) => `<a href="/book-${n}">Book</a><a href="/n${n}">N</a>`).join(''));
  const { checks } = await look();
  expect(asked.length).toBeLessThanOrEqual(11);
  expect(checks.length).toBeLessThanOrEqual(7);
});

it.each<[string, Page, RegExp]>([
  ['fails', html('no', 500), /answered 500/],
  [
    'is huge',
    (answer) => void answer.writeHead(200, { 'content-type': 'text/html' }).end('x'.repeat(MOST_BODY_BYTES + 1)),
    /sent more than 10 MiB/,
  ],
  ['never ends', (answer) => void answer.writeHead(200, { 'content-type': 'text/html' }).write('<p>'), /0\.4/],
  ['redirects to itself', to('/'), /redirects/],
  ['sends visitors elsewhere', to('http://elsewhere.invalid/'), /another site/],
  ['is no page', (answer) => void answer.writeHead(200, { 'content-type': 'image/png' }).end('x'), /no page/],
])('proposes the address alone where its page %s, and says so', async (_, page, why) => {
  pages['/'] = page;
  const { problem, checks } = await look();
  expect(problem).toMatch(why);
  expect(checks.map(({ item }) => item.url)).toEqual([`${origin}/`]);
  expect(asked.length).toBeLessThanOrEqual(4);
});

it('says of a page that is slow or goes elsewhere what went wrong with it, and looks at the others', async () => {
  pages['/'] = html('<a href="/book">Book</a><a href="/contact">Contact</a><a href="/pricing">Pricing</a>');
  pages['/book'] = () => undefined;
  pages['/contact'] = to('http://elsewhere.invalid/form');
  pages['/pricing'] = html('well');
  const { checks } = await look();
  expect(checks.map(({ found }) => found.isWell)).toEqual([true, false, false, true]);
  expect(checks[2]?.found.text).toContain('another site');
});

it('follows a site to where it sends its visitors within itself, and no further than three times', async () => {
  pages['/'] = to('/en/');
  pages['/en/'] = html('<base href="/en/"><a href="book">Book</a>');
  pages['/en/book'] = html('well');
  const { checks } = await look();
  expect(checks.map(({ item }) => item.url)).toEqual([`${origin}/`, `${origin}/en/book`]);
  for (let n = 0; n < 9; n += 1) pages[`/${n}`] = to(`/${n + 1}`);
  asked.length = 0;
  expect((await look('/0')).problem).toContain('redirects more than 3 times');
  expect(asked).toEqual(['/0', '/1', '/2', '/3']);
});

it('proposes a page once, however many addresses lead to it', async () => {
  pages['/'] = to('/en/');
  pages['/en/'] = html('<a href="/">Home</a><a href="/cart">Cart</a><a href="/checkout">Checkout</a><form></form>');
  pages['/cart'] = to('/checkout');
  pages['/checkout'] = html('well');
  const { checks } = await look();
  expect(checks.map(({ item }) => item.url)).toEqual([`${origin}/`, `${origin}/cart`]);
});

it('proposes the certificate of a secure address, and the name of one that has a name', async () => {
  const { port } = new URL(origin);
  const bare = await lookAtSite(`https://127.0.0.1:${port}/`);
  const proposed = bare.ok ? bare.value.checks : [];
  expect(proposed.map(({ kind }) => kind)).toEqual(['page', 'certificate']);
  expect(proposed[1]?.item).toMatchObject({ kind: 'tls', host: '127.0.0.1', port: Number(port) });
  const named = await lookAtSite('http://nowhere.invalid/');
  expect(named.ok && named.value.checks.map(({ kind }) => kind)).toEqual(['page', 'name']);
  expect(named.ok && named.value.problem).not.toBeNull();
});

it.each(['ftp://example.org/', 'nonsense', 'https://ann:secret@example.org/'])(
  'asks nobody for %s, and says why',
  async (url) => {
    expect(await lookAtSite(url)).toMatchObject({ ok: false, error: { code: 'bad-input', field: 'url' } });
  },
);

it('blames no page for the time that others took', async () => {
  pages['/'] = html('<a href="/book">Book</a>');
  pages['/book'] = () => undefined;
  const looked = await lookAtSite(`${origin}/`, milliseconds(250));
  expect(looked.ok && looked.value.checks[1]?.found).toEqual({
    isWell: false,
    text: 'was not read: the time for the whole look was over',
  });
});
