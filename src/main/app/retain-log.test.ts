import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '../../../tests/support/fake-clock.js';
import type { Stop } from '../core/port/clock.js';
import { days, hours, instant } from '../core/time/instant.js';
import { createLog, type KeptLog } from '../platform/log.js';
import { logTexts } from '../platform/log-files.js';
import { retainLog } from './retain-log.js';

const START = instant(Date.UTC(2026, 0, 1));
let [folder, kept] = ['', days(30)];
let clock: FakeClock;
let log: KeptLog;
let stop: Stop;
let change: () => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  folder = mkdtempSync(join(tmpdir(), 'watchroom-log-'));
  kept = days(30);
  clock = createFakeClock(START);
  log = createLog({ folder, level: 'info', fileBytes: 2_000 });
  const settings = {
    current: () => ({ config: { retention: { logs: kept } } }) as never,
    subscribe: (listener: (state: never) => void) => {
      change = () => listener(undefined as never);
      return () => undefined;
    },
  };
  stop = retainLog({ clock, log, settings });
});
afterEach(async () => {
  stop();
  await log.stop();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a line a day, ten times as long as one needs to be, so that files are full after some days. */
const live = async (from: number, to: number): Promise<void> => {
  for (let day = from; day < to; day += 1) {
    vi.setSystemTime(clock.now());
    log.info('engine.turn', { day, text: 'x'.repeat(100) });
    await clock.advance(days(1));
  }
};

/** The days of the lines that are kept, in whichever file, once they are those that should be. */
const daysAre = (expected: readonly number[]): Promise<void> =>
  vi.waitFor(() => {
    const texts = existsSync(folder) ? [...logTexts(folder)] : [];
    const days = texts.flatMap((text) => [...text.matchAll(/"day":(\d+)/g)].map(([, day]) => Number(day)));
    expect(days.sort((a, b) => a - b)).toEqual(expected);
  });

describe('the log’s retention', () => {
  it('keeps thirty days of lines, in whichever file they are', async () => {
    await live(0, 30);
    await daysAre(Array.from({ length: 30 }, (_, day) => day));
    expect(readdirSync(folder).length).toBeGreaterThan(2);
    await live(30, 45);
    await daysAre(Array.from({ length: 30 }, (_, n) => n + 15));
  });

  it('leaves nothing of a desk that has long said nothing, and goes on writing', async () => {
    await live(0, 3);
    await clock.advance(days(40));
    await daysAre([]);
    await live(43, 44);
    await daysAre([43]);
  });

  it('follows the settings', async () => {
    await live(0, 10);
    kept = days(4);
    change();
    await daysAre([6, 7, 8, 9]);
  });

  it('deletes nothing by a clock that has just jumped, until it has proved right for a day', async () => {
    await live(0, 3);
    clock.jump(days(400));
    await clock.advance(hours(1));
    change();
    await daysAre([0, 1, 2]);
    clock.jump(-days(400));
    await live(3, 6);
    await daysAre([0, 1, 2, 3, 4, 5]);
  });
});
