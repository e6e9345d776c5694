import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { numbersIn } from '../../../tests/support/log.js';
import { createLog } from './log.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchroom-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = (file = 'watchroom.log'): Record<string, unknown>[] =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('writes one JSON line per event, with its level, time and facts', () => {
    const log = createLog({ folder, level: 'info' });
    log.debug('poll.started');
    log.warn('delivery.failed', { channel: 'desktop', code: 503 });
    log.stop();
    expect(lines()).toEqual([
      { level: 'warn', time: expect.any(String), facts: { channel: 'desktop', code: 503 }, event: 'delivery.failed' },
    ]);
  });

  it('masks facts named like a secret, and secrets inside addresses', () => {
    const log = createLog({ folder, level: 'info' });
    log.info('source.read', {
      apiToken: 'abc',
      url: 'https://ann:hunter2@example.test/a?token=xyz&page=2',
      header: 'Bearer abc.def',
      own: 'http://127.0.0.1:3000/',
    });
    log.stop();
    expect(lines()[0]?.facts).toEqual({
      apiToken: '***',
      url: 'https://ann:***@example.test/a?token=***&page=2',
      header: 'Bearer ***',
      own: 'http://127.0.0.1:3000/',
    });
  });

  it('masks the addresses of people', () => {
    const log = createLog({ folder, level: 'info' });
    log.warn('some.thing', { text: 'refused for ana.canary@example.org and +441234567890 (550)' });
    log.stop();
    expect(lines()[0]?.facts).toEqual({ text: 'refused for ***@example.org and *** (550)' });
  });

  it('begins a new file when one is full or the day is over, and archives the one before, compressed', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 5, 23, 59, 59) });
    const log = createLog({ folder, level: 'info', fileBytes: 400 });
    for (let n = 0; n < 30; n += 1) log.info('engine.turn', { n, text: 'x'.repeat(80) });
    vi.setSystemTime(Date.UTC(2026, 0, 6, 0, 0, 1));
    log.info('engine.turn', { n: 30 });
    await vi.waitFor(() => expect(readdirSync(folder).filter((name) => name.endsWith('.log'))).toEqual(['watchroom.log']));
    await log.stop();
    expect(lines().map(({ facts }) => facts)).toEqual([{ n: 30 }]);
    const archived = readdirSync(folder).filter((name) => name.endsWith('.gz'));
    expect(archived.length).toBeGreaterThan(5);
    for (const name of archived) {
      expect(gunzipSync(readFileSync(join(folder, name))).length).toBeLessThanOrEqual(400);
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    }
    expect(numbersIn(folder)).toEqual(Array.from({ length: 31 }, (_, n) => n));
    vi.useRealTimers();
  });

  it('finishes what a kill left half archived, and loses none of it', async () => {
    const line = (n: number) => `{"level":"info","time":"2026-01-05T03:00:0${n}.000Z","event":"e","facts":{"n":${n}}}\n`;
    const at = (n: number, end: string) => join(folder, `watchroom-20260105T03000${n}.000Z.log${end}`);
    writeFileSync(at(0, ''), line(0)); // Turned, not yet compressed.
    writeFileSync(at(1, ''), line(1)); // Killed while it was compressed.
    writeFileSync(at(1, '.gz.new'), gzipSync(line(1)).subarray(0, 12));
    writeFileSync(at(2, ''), line(2)); // Killed before the plain one could go.
    writeFileSync(at(2, '.gz'), gzipSync(line(2)));
    writeFileSync(join(folder, 'watchroom.log'), `${line(3)}{"level":"info","ti`); // And in the middle of a line.
    expect(numbersIn(folder)).toEqual([0, 1, 2, 3]);
    const log = createLog({ folder, level: 'info' });
    log.info('e', { n: 4 });
    await vi.waitFor(() => expect(readdirSync(folder).filter((name) => name.endsWith('.gz'))).toHaveLength(4));
    await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(5));
    await log.stop();
    expect(numbersIn(folder)).toEqual([0, 1, 2, 3, 4]);
  });

  it('takes over what earlier versions numbered', async () => {
    const line = (n: number) => `{"level":"info","time":"2026-01-05T03:00:0${n}.000Z","event":"e","facts":{"n":${n}}}\n`;
    for (const [name, n] of [
      ['watchroom.2.log', 0],
      ['watchroom.1.log', 1],
      ['watchroom.log', 2],
    ] as const)
      writeFileSync(join(folder, name), line(n));
    const log = createLog({ folder, level: 'info' });
    await vi.waitFor(() => expect(readdirSync(folder).filter((name) => name.endsWith('.gz'))).toHaveLength(2));
    await log.stop();
    expect(numbersIn(folder)).toEqual([0, 1, 2]);
  });

  it('tells a stream as well, and is read only by its owner', () => {
    const seen: string[] = [];
    const log = createLog({ folder, level: 'info', stream: { write: (line) => seen.push(line) } });
    log.error('store.failed');
    log.stop();
    expect(seen).toHaveLength(1);
    expect(statSync(join(folder, 'watchroom.log')).mode & 0o077).toBe(0);
  });
});
