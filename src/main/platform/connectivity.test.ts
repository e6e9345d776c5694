import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createConnectivity } from './connectivity.js';

const servers: Server[] = [];
const listen = async (): Promise<number> => {
  const server = createServer((socket) => socket.on('error', () => undefined));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

const forever = (): AbortSignal => new AbortController().signal;
const here = (port: number) => ({ host: '127.0.0.1', port });

/** An address of a documentation network: nobody answers there. */
const SILENT = { host: '192.0.2.1', port: 443 };

describe('connectivity', () => {
  it('is there as soon as one probe answers, without waiting for those that do not', async () => {
    const port = await listen();
    const startedAt = performance.now();
    expect(await createConnectivity(5_000).answers([SILENT, here(1), here(port)], forever())).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('is not there when every probe is refused or silent', async () => {
    expect(await createConnectivity(200).answers([SILENT, here(1)], forever())).toBe(false);
  });

  it('is not there when nothing is probed', async () => {
    expect(await createConnectivity().answers([], forever())).toBe(false);
  });

  it('ends with the reason when it is no longer wanted', async () => {
    const controller = new AbortController();
    const asked = createConnectivity().answers([SILENT], controller.signal);
    const expected = expect(asked).rejects.toThrow('shutting down');
    controller.abort(new Error('shutting down'));
    await expected;
  });
});
