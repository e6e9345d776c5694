import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../tests/support/fake-clock.js';
import { scriptedSecrets } from '../../../tests/support/secrets.js';
import { createScriptedSettings, plainConfig } from '../../../tests/support/settings.js';
import { silentLog, temporaryFolder } from '../../../tests/support/store.js';
import type { BackupPlan } from '../core/model/backup.js';
import type { SeriesSample } from '../core/model/sample.js';
import { hours, instant, minutes, seconds } from '../core/time/instant.js';
import { BackupError } from '../store/backup/error.js';
import type { BackupOrder } from '../store/backup/make.js';
import { nameOf } from '../store/backup/names.js';
import { type Backups, createBackups } from './backups.js';

let place: ReturnType<typeof temporaryFolder>;
let backups: Backups | null = null;
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(async () => {
  await backups?.stop();
  backups = null;
  place.remove();
});

const rigOf = (changes: Partial<BackupPlan> | null = {}) => {
  const clock: FakeClock = createFakeClock(instant(Date.UTC(2026, 0, 5, 9)));
  const plan: BackupPlan = {
    path: join(place.folder, 'kept'),
    at: 3 * 60,
    keep: { daily: 7, weekly: 4, monthly: 12 },
    passphrase: null,
  };
  const settings = createScriptedSettings(plainConfig({ backup: changes === null ? null : { ...plan, ...changes } }));
  const orders: BackupOrder[] = [];
  const audit: string[] = [];
  const told: SeriesSample[] = [];
  const outcome = { fails: false };
  const rig = createBackups({
    ...{
      clock,
      log: silentLog,
      settings,
      secrets: scriptedSecrets({ KEY: 'open' }),
      database: async () => join(place.folder, 'watchroom.db'),
      version: '1.2.3',
    },
    mask: (text) => `masked ${text}`,
    make: async (order) => {
      orders.push(order);
      if (outcome.fails) throw new BackupError('disk-full', 'there is no room left', 'Free some space.');
      const file = join(order.folder, nameOf('daily', instant(order.now), false));
      await mkdir(order.folder, { recursive: true });
      await writeFile(file, '');
      return { file, bytes: 1, deleted: [], manifest: { samples: 3 } } as never;
    },
  });
  backups = rig;
  rig.start(async (samples) => void told.push(...samples));
  rig.follow({ remember: async (action) => void audit.push(action) });
  return { clock, orders, audit, told, outcome, rig, kept: () => readdir(plan.path) };
};

/** Lets time pass in steps, with the disk's answers in between. */
const live = async (clock: FakeClock, length: number, step = minutes(10)): Promise<void> => {
  for (let passed = 0; passed < length; passed += step) {
    await clock.advance(step);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

describe('backups that are made by themselves', () => {
  it('begin soon after the first start, and then come at their time on the site’s clocks', async () => {
    const { clock, orders, audit, kept } = rigOf();
    await live(clock, minutes(10));
    await vi.waitFor(() => expect(orders).toHaveLength(1));
    expect(orders[0]).toMatchObject({
      kind: 'daily',
      version: '1.2.3',
      passphrase: null,
      config: { text: 'masked version: 1\n', revision: 1 },
    });
    await live(clock, hours(16));
    expect(orders).toHaveLength(1);
    await live(clock, hours(3));
    expect(orders).toHaveLength(2);
    expect(new Date(orders[1]?.now ?? 0).toISOString()).toMatch(/^2026-01-06T03:[01]/);
    expect(audit).toEqual(['backup.make', 'backup.make']);
    expect(await kept()).toHaveLength(2);
  });

  it('are tried again within the hour where one failed, and the console says so until one is made', async () => {
    const { clock, orders, outcome, rig } = rigOf();
    outcome.fails = true;
    await live(clock, minutes(10));
    await vi.waitFor(() =>
      expect(rig.problems()).toMatchObject([{ text: expect.stringContaining('no room left'), remedy: 'Free some space.' }]),
    );
    outcome.fails = false;
    await live(clock, minutes(80));
    expect(orders.length).toBeGreaterThanOrEqual(2);
    expect(rig.problems()).toEqual([]);
  });

  it('take the passphrase where the plan names it, and are not made without it', async () => {
    const first = rigOf({ passphrase: { kind: 'stored', name: 'KEY' } });
    await live(first.clock, minutes(10));
    await vi.waitFor(() => expect(first.orders).toMatchObject([{ passphrase: 'open' }]));
    await backups?.stop();
    const second = rigOf({ passphrase: { kind: 'stored', name: 'GONE' }, path: join(place.folder, 'other') });
    await live(second.clock, minutes(10));
    await vi.waitFor(() => expect(second.rig.problems()).toHaveLength(1));
    expect(second.orders).toEqual([]);
  });

  it('tell how old the newest is, also while there is none', async () => {
    const { clock, told, outcome } = rigOf();
    outcome.fails = true;
    await live(clock, minutes(3), seconds(30));
    expect(told.at(-1)).toMatchObject({ id: 'backup_age_seconds' });
    expect(told.at(-1)?.value).toBeGreaterThan(60);
    outcome.fails = false;
    await live(clock, minutes(80));
    expect(told.at(-1)?.value).toBeLessThan(1_500);
  });

  it('are none of a desk whose configuration has no plan', async () => {
    const { clock, orders, told, rig } = rigOf(null);
    await live(clock, hours(2));
    expect([orders, told, rig.problems()]).toEqual([[], [], []]);
  });
});
