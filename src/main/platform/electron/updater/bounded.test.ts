import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Asking, readText, saveFile } from './bounded.js';
import { failureOf } from './failure.js';

let server: Server;
let work: string;
let answer: (response: ServerResponse) => void;
beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'watchroom-bounded-'));
  server = createServer((_, response) => answer(response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  rmSync(work, { recursive: true, force: true });
  const closed = new Promise((done) => server.close(done));
  server.closeAllConnections();
  await closed;
});

const asking = (change: Partial<Asking> = {}): Asking => ({
  get: fetch,
  url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/latest.yml`),
  signal: new AbortController().signal,
  within: 5_000,
  stall: 5_000,
  ...change,
});
const failureIn = async (reading: Promise<unknown>) => failureOf(await reading.catch((error: unknown) => error));
const flood = (response: ServerResponse): void => {
  const timer = setInterval(() => response.write(Buffer.alloc(10_000)), 1);
  response.once('close', () => clearInterval(timer));
};
const trickle = (response: ServerResponse): void => {
  const timer = setInterval(() => response.write('x'), 10);
  response.once('close', () => clearInterval(timer));
};

describe('a description of a version', () => {
  it('is read whole', async () => {
    answer = (response) => response.end('version: 1.2.3 # é\n');
    expect(await readText(asking(), 'latest.yml', 1_024)).toBe('version: 1.2.3 # é\n');
  });

  it('is refused once it is too long, however much would follow', async () => {
    answer = flood;
    expect(await failureIn(readText(asking(), 'latest.yml', 262_144))).toEqual({
      kind: 'refused',
      text: 'latest.yml is longer than a description can be (256 kB)',
    });
  });

  it.each([
    ['that never answers', () => undefined, 'nothing more came from its server'],
    ['that stops after a word', (response: ServerResponse) => void response.write('v'), 'nothing more came from its server'],
    ['that sends a letter now and then', trickle, 'its server did not get done in time'],
  ])('is given up with a server %s', async (_, say, text) => {
    answer = say;
    const limits = text.startsWith('nothing') ? { stall: 200 } : { within: 300 };
    expect(await failureIn(readText(asking(limits), 'latest.yml', 1_024))).toMatchObject({ kind: 'unreachable', text });
  });

  it('is given up at once when it is not wanted any more', async () => {
    answer = trickle;
    const control = new AbortController();
    const reading = failureIn(readText(asking({ signal: control.signal }), 'latest.yml', 1_024));
    control.abort();
    expect(await reading).toMatchObject({ kind: 'unreachable', text: 'it was given up' });
  });

  it('is none where the server says so', async () => {
    answer = (response) => response.writeHead(503).end('version: 1.2.3');
    expect(await failureIn(readText(asking(), 'latest.yml', 1_024))).toEqual({
      kind: 'unreachable',
      text: 'its server answered 503',
    });
  });
});

describe('a file that was signed', () => {
  const body = Buffer.from('what was signed');
  const sha512 = createHash('sha512').update(body).digest('base64');
  const signed = { name: 'watchroom.tar.gz', size: body.length, sha512 };

  it('is fetched when it is what was signed', async () => {
    answer = (response) => response.end(body);
    await saveFile(asking(), signed, join(work, 'file'));
    expect(readFileSync(join(work, 'file'))).toEqual(body);
  });

  it('is refused when it is another, and past its size not a byte is kept', async () => {
    answer = (response) => response.end('what was fetched');
    expect((await failureIn(saveFile(asking(), { ...signed, size: 99 }, join(work, 'file')))).text).toContain('its SHA-512');
    answer = flood;
    expect(await failureIn(saveFile(asking(), { ...signed, size: 50_000 }, join(work, 'file')))).toEqual({
      kind: 'refused',
      text: 'watchroom.tar.gz is longer than the feed describes',
    });
    expect(readFileSync(join(work, 'file')).length).toBeLessThanOrEqual(50_000);
  });

  it('that cannot be written is said without naming a place of this machine', async () => {
    answer = (response) => response.end(body);
    const failure = await failureIn(saveFile(asking(), signed, join(work, 'gone', 'file')));
    expect(failure.text).toBe('ENOENT: no such file or directory');
    expect(failure.detail).toContain(work);
  });
});
