import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

  it('begins a new file when one is full, and keeps five', () => {
    const log = createLog({ folder, level: 'info', fileBytes: 200 });
    for (let n = 0; n < 30; n += 1) log.info('engine.turn', { n, text: 'x'.repeat(80) });
    log.stop();
    expect(readdirSync(folder).sort()).toEqual([
      'watchroom.1.log',
      'watchroom.2.log',
      'watchroom.3.log',
      'watchroom.4.log',
      'watchroom.log',
    ]);
    expect(lines().at(-1)?.facts).toMatchObject({ n: 29 });
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(400);
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
