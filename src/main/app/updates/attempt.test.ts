import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAttempts } from './attempt.js';

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'watchroom-attempt-'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

describe('what an end leaves for the next start', () => {
  it('is said once', () => {
    const file = join(work, 'desktop', 'attempt.json');
    const attempt = { version: '2.0.0', text: 'nothing was unpacked' };
    openAttempts(file).leave(attempt);
    expect(openAttempts(file).take()).toEqual(attempt);
    expect(openAttempts(file).take()).toBeNull();
  });

  it('is nothing where it was taken back, is damaged or cannot be written', () => {
    const attempts = openAttempts(join(work, 'attempt.json'));
    attempts.leave({ version: '2.0.0', text: '' });
    attempts.leave(null);
    expect(attempts.take()).toBeNull();
    writeFileSync(join(work, 'attempt.json'), '{"ver');
    expect(attempts.take()).toBeNull();
    const nowhere = openAttempts(join(work, 'attempt.json', 'attempt.json'));
    writeFileSync(join(work, 'attempt.json'), '');
    nowhere.leave({ version: '2.0.0', text: '' });
    expect(nowhere.take()).toBeNull();
  });
});
