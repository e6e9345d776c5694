import type { Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/main/core/model/reading.js';
import type { TcpTarget } from '../../src/main/core/model/target.js';
import { milliseconds, seconds } from '../../src/main/core/time/instant.js';
import { createTcpSource } from '../../src/main/source/tcp/source.js';
import { createCountedClock } from '../support/servers/counted-clock.js';
import { createLoopback } from '../support/servers/loopback.js';
import { measured, outcomeOf, tcpTarget } from '../support/servers/targets.js';

const loopback = createLoopback();
const source = createTcpSource();
const clock = createCountedClock();
afterAll(async () => {
  await source.stop();
  await loopback.stop();
  expect(clock.pending()).toBe(0);
});

const read = (target: TcpTarget, wantsAnswer = false): Promise<Reading> =>
  source.read(target, { clock, signal: new AbortController().signal, wantsAnswer });
const serve = async (onConnection: (socket: Socket) => void): Promise<number> =>
  Number(new URL(await loopback.raw(onConnection)).port);
const saying = (text: string) => ({ body: { kind: 'contains', text, negated: false } }) as const;
const quick = { timeout: milliseconds(300) };

describe('a port', () => {
  it('is up once it takes a connection, and says how long that took', async () => {
    const port = await serve(() => undefined);
    const reading = await read(tcpTarget(port));
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'service_response_seconds')).toBeGreaterThan(0);
    expect(measured(reading, 'service_phase_seconds', { phase: 'tcp' })).toBeLessThanOrEqual(
      measured(reading, 'service_response_seconds') ?? 0,
    );
    expect(outcomeOf(reading, 'answered').facts).toMatchObject({ address: '127.0.0.1' });
  });

  it('is found by its name, the lookup timed apart', async () => {
    const port = await serve(() => undefined);
    const reading = await read(tcpTarget(port, { host: 'localhost', ip: 4 }));
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'service_phase_seconds', { phase: 'dns' })).toBeGreaterThanOrEqual(0);
  });

  it('is left alone at once, with nothing said', async () => {
    const heard: Buffer[] = [];
    let isOver: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      isOver = resolve;
    });
    const port = await serve((socket) => socket.on('data', (piece: Buffer) => heard.push(piece)).on('close', () => isOver()));
    await read(tcpTarget(port));
    await over;
    expect(heard).toEqual([]);
  });

  it('greets as expected', async () => {
    const port = await serve((socket) => setTimeout(() => socket.write('220 mail.example.org ready\r\n'), 30));
    const reading = await read(tcpTarget(port, { expect: saying('220 ') }));
    expect(measured(reading, 'up')).toBe(1);
    expect(measured(reading, 'service_phase_seconds', { phase: 'first_byte' })).toBeGreaterThan(0.015);
  });

  it('answers what it is asked, piece by piece', async () => {
    const port = await serve((socket) =>
      socket.once('data', (asked: Buffer) => {
        for (const letter of asked.toString() === 'PING\r\n' ? '+PONG\r\n' : '-ERR\r\n') socket.write(letter);
      }),
    );
    const reading = await read(
      tcpTarget(port, { send: 'PING\r\n', expect: { body: { kind: 'matches', pattern: '^\\+PONG', negated: false } } }),
    );
    expect(measured(reading, 'up')).toBe(1);
  });

  it('that is to be asked something must answer something', async () => {
    const silent = await serve(() => undefined);
    const reading = await read(tcpTarget(silent, { ...quick, send: 'PING\r\n' }));
    expect(outcomeOf(reading, 'unreachable')).toMatchObject({ code: 'timeout', tries: 2 });
  });

  it('that greets otherwise is down, and the problem quotes nothing of what it said', async () => {
    const port = await serve((socket) => socket.end('554 secret-of-the-house\r\n'));
    const reading = await read(tcpTarget(port, { expect: saying('220 ') }));
    expect(measured(reading, 'up')).toBe(0);
    const { problems } = outcomeOf(reading, 'answered');
    expect(problems).toEqual([{ code: 'body', text: 'the answer does not contain "220 "' }]);
    expect(JSON.stringify(reading)).not.toContain('secret-of-the-house');
  });

  it('that is slower than it may be stays up with a problem', async () => {
    const port = await serve((socket) => setTimeout(() => socket.write('220 ready'), 60));
    const reading = await read(tcpTarget(port, { expect: { ...saying('220 '), within: milliseconds(20) } }));
    expect(measured(reading, 'up')).toBe(1);
    expect(outcomeOf(reading, 'answered').problems).toMatchObject([{ code: 'limit' }]);
  });

  it('shows its greeting to the person who tries it, though nothing is expected of it', async () => {
    const port = await serve((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'));
    const reading = await read(tcpTarget(port), true);
    expect(outcomeOf(reading, 'answered').facts.raw).toEqual({ headers: [], body: 'SSH-2.0-OpenSSH_9.6\r\n', isCut: false });
    const silent = await serve(() => undefined);
    expect(outcomeOf(await read(tcpTarget(silent), true), 'answered').facts.raw?.body).toBe('');
  });
});

describe('a port that fails', () => {
  it('with nobody behind it', async () => {
    const reading = await read(tcpTarget(await loopback.closedPort()));
    const outcome = outcomeOf(reading, 'unreachable');
    expect(outcome).toMatchObject({ code: 'refused', tries: 2 });
    expect(outcome.text).toMatch(/^connection refused by 127\.0\.0\.1:\d+ \(2 tries, 20ms apart\)$/);
    expect(measured(reading, 'up')).toBe(0);
  });

  it('once counts as up, with a note', async () => {
    let visits = 0;
    const port = await serve((socket) => {
      visits += 1;
      if (visits === 1) socket.resetAndDestroy();
      else socket.write('220 ready');
    });
    const reading = await read(tcpTarget(port, { expect: saying('220 ') }));
    expect(measured(reading, 'up')).toBe(1);
    expect(outcomeOf(reading, 'answered').facts.note).toMatch(/^answered at try 2; before: connection closed by /);
  });

  it('by a name that does not exist', async () => {
    const outcome = outcomeOf(await read(tcpTarget(25, { host: 'no-such-name.invalid' })), 'unreachable');
    expect(outcome.code).toBe('dns');
    expect(outcome.text).toContain('no-such-name.invalid');
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['breaking off', (socket) => socket.resetAndDestroy(), 'reset'],
    ['hanging up without a word', (socket) => socket.end(), 'reset'],
    ['saying nothing', () => undefined, 'timeout'],
  ])('by %s', async (_, onConnection, code) => {
    const port = await serve(onConnection);
    const reading = await read(tcpTarget(port, { ...quick, expect: saying('220 ') }));
    expect(outcomeOf(reading, 'unreachable')).toMatchObject({ code, tries: 2 });
  });

  it('by a greeting that never ends its first word', async () => {
    const timers = new Set<NodeJS.Timeout>();
    const port = await serve((socket) => {
      const timer = setInterval(() => socket.write('2'), 5);
      timers.add(timer);
      socket.on('close', () => clearInterval(timer));
    });
    const reading = await read(tcpTarget(port, { ...quick, expect: saying('220 ') }));
    expect(measured(reading, 'up')).toBe(0);
    expect(outcomeOf(reading, 'answered').problems).toMatchObject([{ code: 'body' }]);
    expect(reading.at - reading.startedAt).toBeLessThan(2_000);
  });

  it('by a flood is cut off, whatever the flood', async () => {
    const flood = Buffer.alloc(1_048_576, 'x');
    let sent = 0;
    const port = await serve((socket) => {
      const pour = (): void => {
        while (!socket.destroyed && socket.write(flood)) sent += flood.length;
      };
      socket.on('drain', pour);
      pour();
    });
    const reading = await read(tcpTarget(port, { timeout: seconds(5), expect: saying('220 ') }), true);
    expect(measured(reading, 'up')).toBe(0);
    expect(sent).toBeLessThan(64 * 1_048_576);
    const { raw } = outcomeOf(reading, 'answered').facts;
    expect(raw?.body).toHaveLength(4_000);
    expect(raw?.isCut).toBe(true);
  });

  it('by a text on which the pattern never ends', async () => {
    const port = await serve((socket) => socket.write(`${'a'.repeat(40)}!`));
    const body = { kind: 'matches', pattern: '^(a+)+$', negated: false } as const;
    const reading = await read(tcpTarget(port, { timeout: seconds(1), expect: { body } }));
    expect(outcomeOf(reading, 'answered').problems).toMatchObject([{ code: 'body' }]);
    expect(reading.at - reading.startedAt).toBeLessThan(5_000);
  });

  it('leaves no connection behind, however it failed', async () => {
    await expect.poll(() => loopback.connections()).toBe(0);
  });
});
