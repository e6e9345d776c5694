import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../platform/clock.js';
import { createLog, type KeptLog } from '../platform/log.js';
import { openNodeFaults } from '../platform/node/faults.js';
import { tellOwnFaults } from './own-faults.js';

let receiver: Server | null = null;
afterEach(() => {
  receiver?.close();
  receiver = null;
});

/** What Sentry is sent: an envelope of lines of JSON to `/api/<project>/envelope/`. */
const startReceiver = async () => {
  const envelopes: string[] = [];
  const server = createServer(async (request, response) => {
    envelopes.push(`${request.url}\n${await text(request)}`);
    response.end('{}');
  });
  receiver = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { envelopes, dsn: `http://k3y@127.0.0.1:${(server.address() as AddressInfo).port}/7` };
};

const begin = (log: KeptLog, environment: Record<string, string>) =>
  tellOwnFaults({ clock: systemClock(), log, environment, version: '1.2.3', runtime: 'Node 20', open: openNodeFaults });

const silent = (): KeptLog => createLog({ folder: null, level: 'silent' });

const eventIn = (envelope: string | undefined) => JSON.parse(envelope?.split('\n')[3] ?? '{}');

describe('the console’s own faults', () => {
  it('are told to Sentry with a tag of their own, without people, secrets or the machine, and one of a kind once', async () => {
    const { envelopes, dsn } = await startReceiver();
    const log = silent();
    const stop = await begin(log, { WATCHROOM_SENTRY_DSN: dsn, NEXT_PUBLIC_SENTRY_DSN: 'http://other@127.0.0.1:9/1' });
    const text = 'no room for ana@example.org of 10.1.2.3 at https://ana:pa55word@site.example/pay?card=4111111111111111';
    log.error('store.commit-failed', { text, token: 's3cret-t0ken' });
    log.error('store.commit-failed', { text });
    log.warn('delivery.failed', { channel: 'email' });
    await stop();
    expect(envelopes).toHaveLength(1);
    expect(envelopes[0]).toMatch(/^\/api\/7\/envelope\//);
    expect(eventIn(envelopes[0])).toMatchObject({
      level: 'error',
      message: expect.stringContaining('store.commit-failed: text=no room for'),
      release: 'watchroom@1.2.3',
      tags: { reporter: 'watchroom', runtime: 'Node 20' },
    });
    expect(envelopes[0]).not.toMatch(/ana@|10\.1\.2\.3|pa55word|4111|s3cret/);
    for (const field of ['server_name', 'user', 'contexts', 'breadcrumbs', 'modules', 'request', 'extra'])
      expect(eventIn(envelopes[0])).not.toHaveProperty(field);
  });

  it('go nowhere where no DSN is set', async () => {
    const { envelopes } = await startReceiver();
    const log = silent();
    const stop = await begin(log, {});
    log.error('store.commit-failed', { text: 'full' });
    await stop();
    expect(envelopes).toEqual([]);
  });

  it('go nowhere where the DSN is none, and the log says which setting to mend', async () => {
    const lines: string[] = [];
    const log = createLog({ folder: null, level: 'warn', stream: { write: (line) => void lines.push(line) } });
    await (await begin(log, { WATCHROOM_SENTRY_DSN: 'sentry.example' }))();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Set WATCHROOM_SENTRY_DSN to https://<key>@<host>/<project>');
    expect(lines[0]).not.toContain('sentry.example');
  });
});
