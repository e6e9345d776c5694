import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proofOf } from '../../api/access/proof.js';
import { connect } from './client.js';

let data: string;
let server: Server;
let answer: RequestListener;
/** What was told to whoever has the port: address and headers of each request, and bodies. */
let told: string[];
const TOKEN = 'a-token-that-only-the-console-and-its-commands-have';

/** Proves, as the console does, that it knows a token; all else is the test's. */
const proving =
  (token: string): RequestListener =>
  (request, response) => {
    const nonce = /^\/identity\?nonce=(.*)$/.exec(request.url ?? '')?.[1];
    if (nonce === undefined) return answer(request, response);
    const { localAddress: address = '', localPort: port = 0 } = request.socket;
    return response.end(JSON.stringify({ proof: proofOf(token, { address, port }, nonce) }));
  };
let listener: RequestListener;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'watchroom-client-'));
  told = [];
  listener = proving(TOKEN);
  server = createServer((request, response) => {
    told.push(`${request.url} ${JSON.stringify(request.rawHeaders)}`);
    request.on('data', (chunk) => told.push(String(chunk)));
    listener(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  writeFileSync(join(data, 'admin-token'), `${TOKEN}\n`);
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

  it('tells its token to nobody who does not prove to know it', async () => {
    const strangers: readonly RequestListener[] = [
      (_, response) => response.end('<h1>Hello</h1>'),
      (_, response) => response.end('{"proof":null}'),
      (_, response) => response.end('null'),
      (_, response) => response.writeHead(401, { 'www-authenticate': 'Bearer' }).end('{}'),
      (_, response) => response.writeHead(307, { location: `${origin()}/elsewhere` }).end(),
      (_, response) => response.end(`{"proof":"${'x'.repeat(100_000)}`),
      proving('another-token'),
    ];
    for (const stranger of strangers) {
      listener = stranger;
      expect(await trouble()).toMatchObject({ code: 'stranger', message: expect.stringContaining('was not told the token') });
    }
    expect(told).toHaveLength(strangers.length);
    expect(told.join('\n')).not.toContain(TOKEN);
    expect(told.join('\n')).not.toMatch(/authorization/i);
  });

  it('is not deceived by one that passes its question on to the console at another port', async () => {
    const real = server;
    const relay = createServer((request, response) => {
      told.push(JSON.stringify(request.rawHeaders));
      const { port } = real.address() as AddressInfo;
      void fetch(`http://127.0.0.1:${port}${request.url}`)
        .then((answered) => answered.text())
        .then((text) => response.end(text));
    });
    await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
    writeFileSync(
      join(data, 'console.json'),
      JSON.stringify({ url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}` }),
    );
    expect(await trouble()).toMatchObject({ code: 'stranger' });
    expect(told.join('\n')).not.toContain(TOKEN);
    relay.closeAllConnections();
    await new Promise((done) => relay.close(done));
  });

  it('tells it over the very connection that was proven, and makes no other', async () => {
    const ports: (number | undefined)[] = [];
    answer = (request, response) => {
      ports.push(request.socket.remotePort);
      response.end('{}');
    };
    server.on('connection', ({ remotePort }) => ports.push(remotePort));
    await (await connect(data)).get('/api');
    expect(new Set(ports).size).toBe(1);
    expect(told.at(-1)).toContain(`Bearer ${TOKEN}`);

    // Whoever ends it after the proof is told nothing: the next to take the port could be anybody.
    told = [];
    listener = (request, response) => {
      response.setHeader('connection', 'close');
      proving(TOKEN)(request, response);
    };
    expect(await trouble()).toMatchObject({ code: 'cut-off' });
    expect(told.join('\n')).not.toContain(TOKEN);
  });

  it('knows what speaks no HTTP at all', async () => {
    listener = (request) => void request.socket.end('SSH-2.0-OpenSSH_9.6\r\n');
    expect(await trouble()).toMatchObject({ code: 'stranger' });
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
