import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../src/main/core/port/recording.js';
import { instant } from '../../src/main/core/time/instant.js';
import { openRecording } from '../../src/main/store/embedded/recording/open.js';
import { createMemoryRecording } from '../../src/main/store/memory/memory-recording.js';
import { runs } from '../support/property-runs.js';
import { atMinute, minuteOf, smallView } from '../support/recording.js';
import { START, silentLog, temporaryFolder } from '../support/store.js';
import { type BuiltStore, buildStore } from '../support/store-build.js';

const { folder, remove } = temporaryFolder();
let built: BuiltStore;
beforeAll(async () => {
  built = await buildStore();
}, 60_000);
afterAll(() => {
  built.remove();
  remove();
});

let count = 0;
const newFile = (): string => {
  count += 1;
  return join(folder, `${count}`, 'recording.db');
};
const inline = (file = newFile()) => openRecording({ file, log: silentLog, thread: 'inline' });

const kept = async (recording: Recording, minutes: readonly number[]): Promise<void> => {
  for (const n of minutes) await recording.record(minuteOf(atMinute(START, n), smallView(n)));
};
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

const contract = (name: string, open: () => Promise<Recording>): void => {
  describe(`recording: ${name}`, () => {
    it('gives back each minute to the letter, in whatever order one asks', async () => {
      const recording = await open();
      await kept(recording, upTo(70));
      for (const n of [0, 69, 31, 30, 29, 32, 61, 5]) {
        expect(await recording.at(atMinute(START, n))).toEqual({
          at: atMinute(START, n),
          text: JSON.stringify(smallView(n)),
        });
      }
      await recording.stop();
    });

    it('answers with the newest view before, and with none before the first', async () => {
      const recording = await open();
      expect(await recording.at(START)).toBeNull();
      expect(await recording.figures()).toMatchObject({ first: null, last: null, minutes: 0 });
      await kept(recording, [0, 1, 2, 10, 11]);
      expect((await recording.at(atMinute(START, 7)))?.at).toBe(atMinute(START, 2));
      expect(await recording.next(atMinute(START, 7))).toBe(atMinute(START, 10));
      expect(await recording.next(atMinute(START, 11))).toBeNull();
      expect(await recording.at(instant(START - 1))).toBeNull();
      expect(await recording.taken(atMinute(START, 1), atMinute(START, 11))).toEqual([1, 2, 10].map((n) => atMinute(START, n)));
      expect(await recording.figures()).toMatchObject({ first: START, last: atMinute(START, 11), minutes: 5 });
      await recording.stop();
    });

    it('takes what did not change from the minute before, and refuses where there is none', async () => {
      const recording = await open();
      const { watch } = smallView(1);
      const rest = { name: 'targets', keys: ['b', 'a'], texts: [null, '{"n":2}'] };
      const later = { at: atMinute(START, 1), parts: [{ name: 'watch', text: null }, rest] };
      await expect(recording.record(later)).rejects.toThrow('nothing of it is known');
      await recording.record(minuteOf(START, { watch, targets: { a: { n: 1 }, b: { n: 1 }, c: { n: 1 } } }));
      await recording.record(later);
      expect((await recording.at(atMinute(START, 1)))?.text).toBe(
        JSON.stringify({ watch, targets: { b: { n: 1 }, a: { n: 2 } } }),
      );
      await recording.stop();
    });

    it('answers with what was recorded last where the clock was set back', async () => {
      const recording = await open();
      await kept(recording, [0, 1, 2, 3]);
      await recording.record(minuteOf(atMinute(START, 1), smallView(40)));
      expect((await recording.at(atMinute(START, 1)))?.text).toBe(JSON.stringify(smallView(40)));
      expect((await recording.at(atMinute(START, 3)))?.text).toBe(JSON.stringify(smallView(3)));
      // The minute is passed a second time, and earlier in it than the first time.
      await recording.record(minuteOf(instant(atMinute(START, 5) + 40_000), smallView(5)));
      await recording.record(minuteOf(instant(atMinute(START, 5) + 10_000), smallView(41)));
      expect((await recording.at(instant(atMinute(START, 6) - 1)))?.text).toBe(JSON.stringify(smallView(41)));
      await recording.stop();
    });

    it('forgets what is too old, and nothing that is not', async () => {
      const recording = await open();
      await kept(recording, upTo(100));
      const gone = await recording.retain(atMinute(START, 70));
      // Minutes that others rest on may stay for half an hour.
      expect(gone).toBeGreaterThanOrEqual(40);
      expect(gone).toBeLessThanOrEqual(70);
      expect((await recording.at(atMinute(START, 70)))?.text).toBe(JSON.stringify(smallView(70)));
      expect(await recording.at(atMinute(START, 30))).toBeNull();
      await kept(recording, [100]);
      expect((await recording.at(atMinute(START, 100)))?.text).toBe(JSON.stringify(smallView(100)));
      await recording.stop();
    });

    it('does nothing any more once it is closed', async () => {
      const recording = await open();
      await recording.stop();
      await recording.stop();
      await expect(recording.at(START)).rejects.toThrow('closed');
    });
  });
};

contract('memory', async () => createMemoryRecording());
contract('embedded (inline)', () => inline());
contract('embedded (built, in its thread)', () => built.openRecording({ file: newFile(), log: silentLog, thread: 'worker' }));

describe('embedded recording', () => {
  it('goes on after a restart, with all that it had', async () => {
    const file = newFile();
    const first = await inline(file);
    await kept(first, upTo(40));
    await first.stop();
    const second = await inline(file);
    await kept(second, [55, 56]);
    for (const n of [0, 39, 55, 56]) expect((await second.at(atMinute(START, n)))?.text).toBe(JSON.stringify(smallView(n)));
    await second.stop();
  });

  it('refuses a file that is none of its own, and changes nothing in it', async () => {
    const file = newFile();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'this is no database, but it is long enough to look like one'.repeat(40));
    await expect(inline(file)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('gives back whatever follows whatever', async () => {
    const row = fc.record({
      at: fc.integer(),
      value: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
      text: fc.string(),
      labels: fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
      list: fc.array(fc.integer(), { maxLength: 2 }),
    });
    const key = fc.oneof(fc.constantFrom('a', 'b', '7', '10', '__proto__', 'constructor'), fc.string());
    const rows = fc.array(fc.tuple(key, row), { maxLength: 8 }).map((entries) => Object.fromEntries(entries));
    const view = fc.record({ watch: row, targets: rows, alerts: rows });
    await fc.assert(
      fc.asyncProperty(fc.array(view, { minLength: 1, maxLength: 5 }), async (views) => {
        const recording = await inline();
        for (const [n, each] of views.entries())
          await recording.record(minuteOf(atMinute(START, n), each, ['targets', 'alerts']));
        for (const [n, each] of views.entries())
          expect((await recording.at(atMinute(START, n)))?.text).toBe(JSON.stringify(each));
        await recording.stop();
      }),
      { numRuns: runs(40) },
    );
  }, 60_000);
});
