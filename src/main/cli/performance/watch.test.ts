import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { proofOf } from '../../api/access/proof.js';
import { watch } from './watch.js';

const TOKEN = 'a-token-that-only-the-console-and-its-commands-have';
let data: string;
let desk: Server | null = null;
let said: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'watchroom-watch-'));
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stop();
  rmSync(data, { recursive: true, force: true });
});

/** A console, as far as a command asks it whether it is there. */
const start = async (): Promise<void> => {
  const server = createServer((request, response) => {
    const nonce = /^\/identity\?nonce=(.*)$/.exec(request.url ?? '')?.[1];
    const { localAddress: address = '', localPort: port = 0 } = request.socket;
    const body = nonce === undefined ? { status: 'ready', store: 'ok' } : { proof: proofOf(TOKEN, { address, port }, nonce) };
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  writeFileSync(join(data, 'admin-token'), TOKEN);
  const { port } = server.address() as AddressInfo;
  writeFileSync(join(data, 'console.json'), JSON.stringify({ url: `http://127.0.0.1:${port}` }));
  desk = server;
};
const stop = async (): Promise<void> => {
  const server = desk;
  desk = null;
  if (server === null) return;
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
};

const counted = (part: string): number => said.split(part).length - 1;

describe('figures that are printed again and again', () => {
  it('go on over a restart of the console: that it went and that it is back is said once each', async () => {
    await start();
    const ending = new AbortController();
    let made = 0;
    const watching = watch(
      async () => (made += 1),
      () => 0,
      ending.signal,
      { dataFolder: data },
      5,
    );
    const rounds = async (): Promise<void> => {
      const before = made;
      await vi.waitFor(() => expect(made).toBeGreaterThan(before + 5), { timeout: 5_000 });
    };
    await rounds();
    expect(said).toBe('');
    await stop();
    await rounds();
    expect(counted('No console runs on')).toBe(1);
    expect(said).toContain('Until then nothing new is measured.');
    await start();
    await rounds();
    expect(counted('The console is back.')).toBe(1);
    await rounds();
    // A question that was under way as it went is told to be cut off, once and in a line of its own.
    const lines = said.trim().split('\n');
    expect(lines.filter((line) => line.includes('broke off')).length).toBeLessThanOrEqual(1);
    expect(lines.filter((line) => !line.includes('broke off'))).toHaveLength(3);
    ending.abort();
    expect(await watching).toBe(0);
  });

  it('go on once they can be read again, however often they could not', async () => {
    const ending = new AbortController();
    let tries = 0;
    const told: number[] = [];
    const make = async (): Promise<number> => {
      tries += 1;
      if (tries > 1 && tries < 20) throw new Error('The store is busy.');
      return tries;
    };
    const tell = (made: number): number => {
      told.push(made);
      return 0;
    };
    const watching = watch(make, tell, ending.signal, { dataFolder: data }, 1);
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(3), { timeout: 5_000 });
    expect(counted('The store is busy.')).toBe(1);
    expect(counted('It can be read again.')).toBe(1);
    ending.abort();
    expect(await watching).toBe(0);
  });

  it('end with 1 where the last could not be read', async () => {
    const ending = new AbortController();
    const make = async (): Promise<number> => {
      setTimeout(() => ending.abort(), 20);
      throw new Error('Gone.');
    };
    expect(await watch(make, () => 0, ending.signal, { dataFolder: data }, 5)).toBe(1);
  });
});
