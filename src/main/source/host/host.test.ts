import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usedRatio } from './cpu.js';
import { readDisks } from './disk.js';
import { parseAvailable, readLoadPerCore, readMemoryUsed } from './machine.js';

describe('the processor', () => {
  it.each([
    [{ busy: 100, idle: 900 }, { busy: 200, idle: 1_200 }, 0.25],
    [{ busy: 100, idle: 900 }, { busy: 100, idle: 1_000 }, 0],
    [{ busy: 100, idle: 900 }, { busy: 150, idle: 900 }, 1],
    [{ busy: 100, idle: 900 }, { busy: 100, idle: 900 }, null],
  ])('between %j and %j was busy for a share of %s', (from, to, expected) => {
    expect(usedRatio(from, to)).toBe(expected);
  });
});

describe('the memory', () => {
  it('counts as used only what could not be had without swapping', () => {
    const text = 'MemTotal:       16000000 kB\nMemFree:          500000 kB\nMemAvailable:   12000000 kB\n';
    expect(parseAvailable(text)).toBe(12_000_000 * 1_024);
    expect(parseAvailable('MemTotal: 16000000 kB\n')).toBeUndefined();
  });

  it('of this machine is used in part', () => {
    expect(readMemoryUsed()).toBeGreaterThan(0);
    expect(readMemoryUsed()).toBeLessThan(1);
  });
});

describe('the load', () => {
  it('is told per core', () => {
    expect(readLoadPerCore()).toBeGreaterThanOrEqual(0);
  });
});

describe('the disks', () => {
  it('are named by where they are mounted, each once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'watchroom-disk-'));
    const disks = await readDisks(folder);
    await rm(folder, { recursive: true });
    const mounts = disks.map(({ labels }) => labels?.mount);
    expect(mounts).toContain('/');
    expect(new Set(mounts).size).toBe(mounts.length);
    for (const { value } of disks) expect(value >= 0 && value <= 1).toBe(true);
  });

  it('that cannot be asked are left out', async () => {
    const disks = await readDisks('/no/such/folder');
    expect(disks.map(({ labels }) => labels?.mount)).toEqual(['/']);
  });
});
