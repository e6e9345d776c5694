import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createPoster } from '../../../src/main/channel/poster.js';
import type { Resolve } from '../../../src/main/channel/private-address.js';
import { createWebhookChannel } from '../../../src/main/channel/webhook/channel.js';
import type { WebhookEndpoint, WebhookTransport } from '../../../src/main/core/port/transports.js';
import { backgroundOf } from '../../support/background.js';
import { deliveryOf } from '../../support/delivery.js';
import { NINE_O_CLOCK } from '../../support/engine.js';
import { scriptedSecrets } from '../../support/secrets.js';
import { createAuthority } from '../../support/servers/authority.js';
import { type Answering, type Receiver, startReceiver } from '../../support/servers/receiver.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const receiverOf = async (...answers: readonly Answering[]): Promise<Receiver> => {
  const receiver = await startReceiver(...answers);
  stops.push(() => receiver.stop());
  return receiver;
};

const SECRETS = { token: 'token-hunter2', word: 'word-hunter2', key: 'key-hunter2' };

const channelTo = (
  endpoints: readonly (Partial<WebhookEndpoint> & { url: string })[],
  rest: Partial<WebhookTransport> = {},
  authorities?: readonly string[],
  resolve?: Resolve,
) => {
  const poster = createPoster({
    version: '1.2.3',
    ...(authorities === undefined ? {} : { authorities }),
    ...(resolve === undefined ? {} : { resolve }),
  });
  stops.push(() => poster.stop());
  return createWebhookChannel({
    transport: () => ({
      endpoints: endpoints.map((one) => ({ auth: null, allowInsecure: false, allowPrivate: false, ...one })),
      secret: null,
      ...rest,
    }),
    secrets: scriptedSecrets(SECRETS),
    poster,
  });
};

const patient = (): AbortSignal => new AbortController().signal;
const send = (channel: ReturnType<typeof channelTo>, signal = patient()) =>
  channel.send(deliveryOf('webhook'), signal, () => backgroundOf());

describe('a look at the set-up', () => {
  const checked = async (channel: ReturnType<typeof channelTo>) =>
    ((await channel.check?.(patient())) ?? []).map(({ state, text }) => `${state}: ${text}`);

  it('asks each endpoint for nothing but an answer’s head, without credentials or a message', async () => {
    const receiver = await receiverOf({ status: 405 });
    const auth = { kind: 'bearer', token: { kind: 'stored', name: 'token' } } as const;
    const points = await checked(channelTo([{ url: `${receiver.url}/hook`, auth }]));
    expect(points).toEqual([expect.stringMatching(/^ok: It can be reached \(405/)]);
    expect(receiver.received[0]?.body).toBe('');
    expect(receiver.received[0]?.headers.authorization).toBeUndefined();
  });

  it.each([
    [{ status: 302, headers: { location: 'http://127.0.0.1:9/' } }, /^failed: answered 302\. Redirects are not followed/],
    [{ status: 503 }, /^failed: answered 503/],
    ['reset', /^failed: the connection was cut off/],
  ] as const)('says what is wrong (%j)', async (answer, words) => {
    const receiver = await receiverOf(answer);
    expect((await checked(channelTo([{ url: receiver.url }])))[0]).toMatch(words);
  });

  it('names a secret that is not there, plain http and a missing endpoint', async () => {
    const auth = { kind: 'bearer', token: { kind: 'stored', name: 'nothing' } } as const;
    expect((await checked(channelTo([{ url: 'https://127.0.0.1:9/', auth }])))[0]).toMatch(/^failed: A secret cannot be had/);
    expect((await checked(channelTo([{ url: 'http://hooks.example.org/' }])))[0]).toMatch(/^failed: The address is plain http/);
    expect(await checked(channelTo([]))).toEqual([expect.stringMatching(/^failed: No endpoint is configured/)]);
  });
});

describe('a webhook', () => {
  it('gets the message with all that is known of its alert', async () => {
    const receiver = await receiverOf();
    expect(await send(channelTo([{ url: `${receiver.url}/hook` }]))).toEqual({ ok: true, value: { text: 'answered 200' } });
    const [got] = receiver.received;
    expect(got).toMatchObject({
      path: '/hook',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Watchroom/1.2.3',
        'idempotency-key': 'a1-1:firing:webhook',
      },
    });
    expect(JSON.parse(got?.body ?? '')).toMatchObject({
      version: 1,
      id: 'a1-1:firing:webhook',
      reason: 'firing',
      test: false,
      sentAt: '2026-01-05T09:00:00.000Z',
      site: { name: 'Albion Tutors', timeZone: 'Europe/London' },
      message: { title: 'Critical: Site down', severity: 'critical' },
      count: 1,
      alerts: [
        {
          id: 'a1-1',
          rule: 'site-down',
          severity: 'critical',
          state: 'firing',
          value: 0,
          threshold: 1,
          businessImpact: 'Parents cannot book a lesson.',
          startedAt: '2026-01-05T08:46:00.000Z',
          resolvedAt: null,
        },
      ],
    });
  });

  it('can check who sent it, and when', async () => {
    const receiver = await receiverOf();
    await send(channelTo([receiver], { secret: { kind: 'stored', name: 'key' } }));
    const [got] = receiver.received;
    const at = NINE_O_CLOCK / 1_000;
    const expected = createHmac('sha256', SECRETS.key).update(`${at}.${got?.body}`).digest('hex');
    expect(got?.headers['watchroom-signature']).toBe(`t=${at},v1=${expected}`);
  });

  it.each([
    ['a bearer token', { kind: 'bearer', token: { kind: 'stored', name: 'token' } }, 'Bearer token-hunter2'],
    [
      'user and password',
      { kind: 'basic', user: 'ann', password: { kind: 'stored', name: 'word' } },
      `Basic ${btoa('ann:word-hunter2')}`,
    ],
  ] as const)('is asked with %s', async (_, auth, header) => {
    const receiver = await receiverOf();
    await send(channelTo([{ url: receiver.url, auth }]));
    expect(receiver.received[0]?.headers.authorization).toBe(header);
  });

  it('of several gets it once, however often the others fail', async () => {
    const [good, bad] = [await receiverOf(), await receiverOf({ status: 503 }, { status: 200 })];
    const channel = channelTo([good, bad]);
    expect(await send(channel)).toMatchObject({ ok: false, error: { retry: 'later', code: '503' } });
    expect(await send(channel)).toMatchObject({ ok: true });
    expect([good.received.length, bad.received.length]).toEqual([1, 2]);
  });
});

describe('a webhook that does not take it', () => {
  it.each([
    ['is busy', { status: 429, headers: { 'retry-after': '7' } }, { retry: 'later', code: '429', retryAfter: 7_000 }],
    ['fails', { status: 503, body: 'database is away' }, { retry: 'later', code: '503' }],
    ['refuses', { status: 403, body: 'wrong token' }, { retry: 'never', code: '403' }],
    ['asks to go elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, { retry: 'never', code: '302' }],
  ] as const)('%s', async (_, answer, error) => {
    const receiver = await receiverOf(answer);
    expect(await send(channelTo([receiver]))).toMatchObject({ ok: false, error });
    expect(receiver.received).toHaveLength(1);
  });

  it.each([
    ['cuts the connection', 'reset'],
    ['never answers', 'hang'],
  ] as const)('%s', async (_, answer) => {
    const receiver = await receiverOf(answer);
    expect(await send(channelTo([receiver]), AbortSignal.timeout(300))).toMatchObject({ ok: false, error: { retry: 'later' } });
  });

  it('is not encrypted and not of this machine: nothing is sent', async () => {
    const outcome = await send(channelTo([{ url: 'http://hooks.example.org/a' }]));
    expect(outcome).toMatchObject({ ok: false, error: { retry: 'never', code: 'unencrypted' } });
  });

  it.each([
    'https://10.1.2.3/',
    'https://169.254.169.254/latest/',
    'https://192.168.0.9/',
    'https://[fd00::1]/',
    'https://[::ffff:10.1.2.3]/',
    'https://[fe80::1]/',
    'https://0x0a000001/',
  ])('stands in a private network (%s): nothing is sent, and it says how to allow it', async (url) => {
    const outcome = await send(channelTo([{ url }]));
    expect(outcome).toMatchObject({ ok: false, error: { retry: 'never', code: 'private-address' } });
    expect(outcome.ok ? '' : outcome.error.text).toContain('allowPrivate: true');
  });

  it('has a name that leads into a private network, at the first look or only at a later one: nothing is sent', async () => {
    const receiver = await receiverOf();
    const url = receiver.url.replace('127.0.0.1', 'hooks.example.org');
    const found = [['127.0.0.1'], ['93.184.215.14', '10.0.0.7'], ['127.0.0.1']];
    const looked: string[] = [];
    const resolve: Resolve = (hostname, _, callback) => {
      const addresses = found[Math.min(looked.length, found.length - 1)] ?? [];
      looked.push(hostname);
      callback(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      );
    };
    const closed = channelTo([{ url, allowInsecure: true }], {}, undefined, resolve);
    expect(await send(closed)).toMatchObject({ ok: false, error: { code: 'private-address' } });
    expect(await send(closed)).toMatchObject({ ok: false, error: { code: 'private-address' } });
    expect(receiver.received).toEqual([]);
    const open = channelTo([{ url, allowInsecure: true, allowPrivate: true }], {}, undefined, resolve);
    expect(await send(open)).toMatchObject({ ok: true });
    expect(receiver.received).toHaveLength(1);
    expect(looked).toHaveLength(3);
  });

  it('has a certificate that nobody knows: nothing is sent, and it says what to do', async () => {
    const authority = createAuthority();
    const received: string[] = [];
    const server = createTlsServer(authority.valid, (asked, answer) => {
      received.push(asked.url ?? '');
      asked.resume();
      answer.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const stranger = await send(channelTo([{ url }]));
    expect(stranger).toMatchObject({ ok: false, error: { code: 'certificate' } });
    expect(stranger.ok ? '' : stranger.error.text).toContain('NODE_EXTRA_CA_CERTS');
    expect(received).toEqual([]);
    expect(await send(channelTo([{ url }], {}, [authority.root]))).toMatchObject({ ok: true });
  });

  it('says nothing of a secret, whatever happens', async () => {
    const receiver = await receiverOf({ status: 401, body: 'no' }, { status: 500 }, 'reset');
    const auth = { kind: 'bearer', token: { kind: 'stored', name: 'token' } } as const;
    const channel = channelTo([{ url: `${receiver.url}/?k=query-hunter2`, auth }], { secret: { kind: 'stored', name: 'key' } });
    const outcomes = [await send(channel), await send(channel), await send(channel)];
    expect(JSON.stringify(outcomes)).not.toContain('hunter2');
  });

  it.each([
    ['a bearer token', { kind: 'bearer', token: { kind: 'stored', name: 'token' } }, 'no such token: token-hunter2'],
    [
      'a password',
      { kind: 'basic', user: 'ann', password: { kind: 'stored', name: 'word' } },
      'ann may not come in with word-hunter2',
    ],
  ] as const)('repeats %s in its answer: nobody reads it', async (_, auth, body) => {
    const receiver = await receiverOf({ status: 401, body: `${body} and query-hunter2` });
    const outcome = await send(channelTo([{ url: `${receiver.url}/?k=query-hunter2`, auth }]));
    expect(outcome.ok ? '' : outcome.error.text).toContain('answered 401: ');
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  it('lacks a secret: says which', async () => {
    const receiver = await receiverOf();
    const auth = { kind: 'bearer', token: { kind: 'stored', name: 'gone' } } as const;
    const outcome = await send(channelTo([{ url: receiver.url, auth }]));
    expect(outcome).toMatchObject({ ok: false, error: { retry: 'later', code: 'secret' } });
    expect(outcome.ok ? '' : outcome.error.text).toContain('gone');
    expect(receiver.received).toEqual([]);
  });
});
