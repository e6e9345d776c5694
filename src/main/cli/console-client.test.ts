import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from './console-client.js';

let data: string;
let server: Server;
let answer: RequestListener;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'watchroom-client-'));
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  writeFileSync(join(data, 'admin-token'), 'token\n');
  writeFileSync(join(data, 'console.json'), JSON.stringify({ url: origin() }));
});
afterEach(async () => {
  await stop();
  rmSync(data, { recursive: true, force: true });
});

const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo | null)?.port}`;
const stop = async (): Promise<void> => {
  const closed = new Promise((done) => server.close(done));
  server.closeAllConnections();
  await closed;
};
const trouble = async (): Promise<Error> => {
  try {
    await (await connect(data)).get('/api');
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was answered');
};

describe('a command that asks a console', () => {
  it('says that none runs where there is none, or it was killed', async () => {
    await stop();
    expect((await trouble()).message).toContain(`No console runs on ${data}. Start one with`);
    rmSync(join(data, 'console.json'));
    expect((await trouble()).message).toContain(`No console runs on ${data}`);
  });

  it.each(['{"url', 'null', '{}', '{"url":"x"}'])('names the file that was cut short (%s), and the remedy', async (text) => {
    writeFileSync(join(data, 'console.json'), text);
    expect(await trouble()).toMatchObject({
      code: 'damaged',
      message: `${join(data, 'console.json')} is damaged, so that the console cannot be found. Start the console again: it writes the file anew.`,
    });
  });

  it('knows another program that has the port of one that was killed', async () => {
    answer = (_, response) => response.end('<h1>Hello</h1>');
    expect(await trouble()).toMatchObject({ code: 'stranger', message: expect.stringContaining(origin()) });
    answer = (_, response) => response.writeHead(404).end('{}');
    expect(await trouble()).toMatchObject({ code: 'stranger', message: expect.stringContaining('watchroom start --data') });
  });

  it('says that it broke off', async () => {
    answer = (request) => void request.socket.destroy();
    expect(await trouble()).toMatchObject({ code: 'cut-off', message: expect.stringContaining('Try again') });
  });

  it('says that it hangs, and what works all the same', async () => {
    answer = () => undefined;
    expect(await trouble()).toMatchObject({
      code: 'no-answer',
      message: expect.stringContaining('watchroom backup --emergency'),
    });
  }, 20_000);

  it('passes on what the console refuses, in its words', async () => {
    answer = (_, response) => response.writeHead(403).end('{"error":{"code":"forbidden","message":"No."}}');
    expect(await trouble()).toMatchObject({ code: 'forbidden', message: 'No.' });
  });
});
