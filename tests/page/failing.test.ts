import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { NO_STRAIN } from '../../src/main/core/observe/strain.js';
import { seconds } from '../../src/main/core/time/instant.js';
import { createAuthority } from '../support/servers/authority.js';
import { createLoopback } from '../support/servers/loopback.js';
import { outcomeOf } from '../support/servers/targets.js';
import { pageTarget, readPage } from './parts.js';
import { startSite } from './site.js';

const loopback = createLoopback();
afterAll(() => loopback.stop());

const HTML_HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n';
const page = async (body: string): Promise<string> => (await startSite(loopback, () => ({ '/': { body } }))).url;

describe('an answer that is no page', () => {
  it.each([
    ['404 Not Found', 'status'],
    ['503 Service Unavailable', 'server-error'],
  ] as const)('of %s is told, and nothing of it is measured', async (status, code) => {
    const { url } = await startSite(loopback, () => ({ '/': { status, body: '<h1>Sorry</h1><script src="/x.js"></script>' } }));
    const { measures, problems, facts } = outcomeOf(await readPage(pageTarget(url)), 'answered');
    expect(measures).toEqual([]);
    expect(problems).toEqual([{ code, text: `answered ${status.slice(0, 3)}, so there is no page to measure` }]);
    expect(facts.status).toBe(Number(status.slice(0, 3)));
  });

  it('of an error without a body is told in the same way', async () => {
    const { url } = await startSite(loopback, () => ({ '/': { status: '500 Oh', body: '' } }));
    expect(outcomeOf(await readPage(pageTarget(url)), 'answered').problems[0]?.code).toBe('server-error');
  });

  it('but a file to download is told', async () => {
    const headers = { 'Content-Disposition': 'attachment; filename=a.zip' };
    const { url } = await startSite(loopback, () => ({ '/': { type: 'application/zip', body: 'PK', headers } }));
    const reading = await readPage(pageTarget(url));
    expect(reading.outcome.kind).not.toBe('source-failed');
    expect(JSON.stringify(reading.outcome)).toContain('"measures":[]');
  });
});

describe('a page that cannot be reached', () => {
  it.each([
    ['no such name', 'http://no-such-host.invalid/', 'dns'],
    ['nobody listens', null, 'refused'],
  ] as const)('because %s is unreachable', async (_, url, code) => {
    const reading = await readPage(pageTarget(url ?? `http://127.0.0.1:${await loopback.closedPort()}/`));
    const outcome = outcomeOf(reading, 'unreachable');
    expect(outcome.code).toBe(code);
    expect(outcome.measures).toEqual([]);
    expect(outcome.text).toMatch(/^The page did not load: .*\(ERR_\w+\)\.$/);
  });

  it('because nobody vouches for its certificate is unreachable', async () => {
    const url = await loopback.https(createAuthority().selfSigned, (_, response) => response.end('secret'));
    expect(outcomeOf(await readPage(pageTarget(url)), 'unreachable').code).toBe('tls');
  });

  it('because the connection is dropped is unreachable', async () => {
    const url = await loopback.raw((socket) => socket.once('data', () => socket.destroy()));
    expect(outcomeOf(await readPage(pageTarget(url)), 'unreachable').code).toBe('reset');
  });

  it('because it redirects without end is told so', async () => {
    const { url } = await startSite(loopback, () => ({ '/': { status: '302 Found', headers: { Location: '/' } } }));
    expect(outcomeOf(await readPage(pageTarget(url)), 'unreachable').code).toBe('redirect-loop');
  });

  it('because its scripts lead on without end is told so', async () => {
    const outcome = outcomeOf(
      await readPage(pageTarget(await page('<script>location.search = Math.random()</script>'))),
      'unreachable',
    );
    expect(outcome.code).toBe('redirect-loop');
  });
});

const SHORT = { timeout: seconds(8) };

describe('a page without an end', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['never answers', () => undefined],
    ['never finishes', (socket) => socket.write(`${HTML_HEAD}<h1>Wait`)],
  ])('that %s ends with its time', async (_, answer) => {
    const { url } = await startSite(loopback, () => ({ '/': answer }));
    const outcome = outcomeOf(await readPage(pageTarget(url, SHORT)), 'unreachable');
    expect(outcome).toMatchObject({ code: 'timeout', measures: [], text: 'The page did not come to its end within 8 s.' });
  });

  it.each([
    ['whose script never ends', '<script>for (;;);</script>'],
    [
      'whose script never ends after it has loaded',
      '<h1>x</h1><script>onload = () => setTimeout(() => { for (;;); }, 50)</script>',
    ],
  ])('%s ends with its time', async (_, body) => {
    expect(outcomeOf(await readPage(pageTarget(await page(body), SHORT)), 'unreachable').code).toBe('timeout');
  });

  it('on a desk that is out of breath is no fault of the page', async () => {
    const { url } = await startSite(loopback, () => ({ '/': () => undefined }));
    const reading = await readPage(pageTarget(url, SHORT), {}, { ...NO_STRAIN, cpuRatio: 0.99 });
    expect(outcomeOf(reading, 'source-failed').text).toMatch(/This desk may be the reason: its processor is 99 % busy/);
  });

  it('that asks for things for ever is measured as it is 10 s after its load event', async () => {
    const body = '<h1>x</h1><script>setInterval(() => fetch("/" + Math.random()), 100)</script>';
    const { facts, measures } = outcomeOf(await readPage(pageTarget(await page(body))), 'answered');
    expect(facts.note).toMatch(/still asked for things/);
    expect(measures.length).toBeGreaterThan(5);
  });
});

describe('a hostile page', () => {
  /** Sends without end, and stops when nobody takes any more. */
  const endless =
    (piece: Buffer) =>
    (socket: Socket): void => {
      socket.on('error', () => undefined);
      const more = (): void => {
        while (!socket.destroyed && socket.write(piece));
        socket.once('drain', more);
      };
      more();
    };

  it('that brings 10 GB is given up, and the memory of this process does not grow with it', async () => {
    const before = process.memoryUsage().rss;
    const piece = Buffer.from(`<!-- ${'x'.repeat(60_000)} -->`);
    const { url } = await startSite(loopback, () => ({
      '/': { body: '<h1>x</h1><script>fetch("/big").then((r) => r.blob())</script><iframe src="/big"></iframe>' },
      '/big': (socket) => {
        socket.write(HTML_HEAD);
        endless(piece)(socket);
      },
    }));
    expect(outcomeOf(await readPage(pageTarget(url)), 'unreachable').code).toBe('too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it('that unpacks to far more than it sends is given up', async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000), { level: 1 });
    const { url } = await startSite(loopback, () => ({
      '/': { body: '<h1>x</h1><script>fetch("/bomb").then((r) => r.arrayBuffer())</script>' },
      '/bomb': { body: bomb, headers: { 'Content-Encoding': 'gzip' } },
    }));
    expect(outcomeOf(await readPage(pageTarget(url)), 'unreachable').code).toBe('too-large');
  });

  it('that writes to its console without end is given up', async () => {
    const body = '<h1>x</h1><script>onload = () => { for (;;) console.log("x".repeat(2000)); }</script>';
    expect(outcomeOf(await readPage(pageTarget(await page(body))), 'unreachable').code).toBe('too-large');
  });

  it('that opens a dialog is measured all the same, and one that never stops is given up', async () => {
    const asks = '<h1>x</h1><script>onload = () => { alert(1); confirm(2); prompt(3); window.open("/pop"); }</script>';
    expect(outcomeOf(await readPage(pageTarget(await page(asks))), 'answered').measures.length).toBeGreaterThan(5);
    const never = '<h1>x</h1><script>for (;;) alert(1)</script>';
    expect(outcomeOf(await readPage(pageTarget(await page(never))), 'unreachable').text).toMatch(/dialogs without end/);
  });

  it('that fills its memory crashes alone', async () => {
    const body = '<h1>x</h1><script>onload = () => { const all = []; for (;;) all.push(new Array(1e6).fill({})); }</script>';
    expect(outcomeOf(await readPage(pageTarget(await page(body))), 'unreachable').text).toMatch(/crash/);
  });

  it('cannot reach what the measuring rests on', async () => {
    const lies = `<h1>x</h1><script>
JSON.stringify = () => '{}'; performance.getEntriesByType = () => []; window.PerformanceObserver = null;
self.watchroomSeen = () => '{"lcp":1}'; Object.defineProperty(document, 'visibilityState', { value: 'hidden' });</script>`;
    const { measures } = outcomeOf(await readPage(pageTarget(await page(lies))), 'answered');
    expect(measures.find(({ name }) => name === 'page_lcp_seconds')?.value).toBeGreaterThan(0.002);
  });
});

describe('a desk that is hard pressed', () => {
  it('tells sizes and counts, but no timings, and says why', async () => {
    const reading = await readPage(pageTarget(await page('<h1>x</h1>')), {}, { ...NO_STRAIN, loadPerCore: 7 });
    const { measures, facts, problems } = outcomeOf(reading, 'answered');
    expect(measures.map(({ name }) => name)).toContain('page_weight_bytes');
    expect(measures.filter(({ name }) => /_seconds$|_cls$/.test(name))).toEqual([]);
    expect(facts.note).toMatch(/degraded.*7\.0 programs want each of its cores/);
    expect(problems).toEqual([]);
  });
});
