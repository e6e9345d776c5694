import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TargetId } from '../../src/main/core/model/target.js';
import { systemClock } from '../../src/main/platform/clock.js';
import { createHttpSource } from '../../src/main/source/http/source.js';
import { scriptedSecrets } from '../support/secrets.js';
import { createAuthority } from '../support/servers/authority.js';
import { createLoopback } from '../support/servers/loopback.js';
import { httpTarget, measured } from '../support/servers/targets.js';
import { printTable, summarise } from './support.js';

const loopback = createLoopback();
const authority = createAuthority();
const source = createHttpSource({ secrets: scriptedSecrets(), authorities: [authority.root] });
const look = { clock: systemClock(), signal: new AbortController().signal };
const PAGE = 'x'.repeat(20_000);
const DELAY = 50;
let plain = '';
let secure = '';
let slow = '';

beforeAll(async () => {
  plain = await loopback.http((_, response) => response.end(PAGE));
  secure = await loopback.https(authority.valid, (_, response) => response.end(PAGE));
  slow = await loopback.http((_, response) => setTimeout(() => response.end(PAGE), DELAY));
});
afterAll(async () => {
  await source.stop();
  await loopback.stop();
});

const time = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

/** The least that a GET can cost: a socket, a line, and all that comes back. */
const rawRequest = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
    socket.on('error', reject);
    socket.resume();
    socket.once('close', () => resolve());
  });

describe('reading a page', () => {
  it('costs less than 2 ms more than a bare socket', async () => {
    const port = Number(new URL(plain).port);
    const target = httpTarget(plain);
    const rounds: { readonly bare: number; readonly read: number; readonly secure: number }[] = [];
    for (let round = 0; round < 250; round += 1) {
      const bare = await time(() => rawRequest(port));
      const read = await time(() => source.read(target, look));
      rounds.push({ bare, read, secure: await time(() => source.read(httpTarget(secure), look)) });
    }
    const warm = rounds.slice(50);
    printTable('Reading a page of 20 kB', [
      summarise(
        'bare socket',
        warm.map(({ bare }) => bare),
      ),
      summarise(
        'reading',
        warm.map(({ read }) => read),
      ),
      summarise(
        'reading over TLS',
        warm.map((each) => each.secure),
      ),
      summarise(
        'reading minus bare socket (goal: < 2)',
        warm.map(({ bare, read }) => read - bare),
      ),
    ]);
    expect(warm).toHaveLength(200);
  });

  it('of 200 targets at once stays close to the true response time', async () => {
    const targets = Array.from({ length: 200 }, (_, n) => httpTarget(slow, { id: `t${n}` as TargetId }));
    const whole: number[] = [];
    const seen: number[] = [];
    const cpu: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const before = process.cpuUsage();
      whole.push(
        await time(async () => {
          const readings = await Promise.all(targets.map((target) => source.read(target, look)));
          seen.push(...readings.map((reading) => (measured(reading, 'http_response_seconds') ?? Number.NaN) * 1_000));
        }),
      );
      const { user, system } = process.cpuUsage(before);
      cpu.push((user + system) / 1_000 / targets.length);
    }
    printTable(`200 targets at once, each answered after ${DELAY} ms`, [
      summarise('until all are read', whole.slice(2)),
      summarise('response time seen', seen.slice(400)),
      summarise('processor time per reading, server included', cpu.slice(2)),
    ]);
    expect(seen.every(Number.isFinite)).toBe(true);
  });
});
