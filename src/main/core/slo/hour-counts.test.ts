import { describe, expect, it } from 'vitest';
import { hours, type Instant, instant } from '../time/instant.js';
import { createHourCounts, readSavedSpan } from './hour-counts.js';

const START = instant(Date.UTC(2026, 0, 5, 9));
const hour = (n: number): Instant => instant(START + n * hours(1));

const counted = (...events: readonly (readonly [hour: number, valid: number, good: number])[]) => {
  const counts = createHourCounts();
  for (const [n, valid, good] of events) counts.put(hour(n), { valid, good });
  return counts;
};

describe('counts of hours', () => {
  it('know an hour that held nothing, and tell only of those that held something', () => {
    const counts = counted([0, 60, 59], [1, 0, 0], [3, 60, 60]);
    expect(counts.stretches(hour(0), hour(4))).toEqual([
      { start: hour(0), valid: 60, good: 59 },
      { start: hour(3), valid: 60, good: 60 },
    ]);
    expect(counts.missing(hour(0), hour(6))).toEqual([
      { from: hour(2), to: hour(3) },
      { from: hour(4), to: hour(6) },
    ]);
  });

  it('say whether what is forgotten was known', () => {
    const counts = counted([0, 60, 60]);
    expect([counts.drop(hour(0)), counts.drop(hour(0)), counts.drop(hour(9))]).toEqual([true, false, false]);
    expect(counts.missing(hour(0), hour(1))).toEqual([{ from: hour(0), to: hour(1) }]);
  });

  it('are saved where they have changed, and are the same when they are read again', () => {
    const counts = counted([0, 60, 59], [2_000, 60, 60]);
    const saved = counts.takeChanged();
    expect(saved.size).toBe(2);
    expect(counts.takeChanged().size).toBe(0);
    const text = JSON.parse(JSON.stringify([...saved])) as [number, unknown][];
    const again = createHourCounts(
      new Map(
        text.flatMap(([span, body]) => {
          const read = readSavedSpan(body);
          return read === null ? [] : [[span, read] as const];
        }),
      ),
    );
    expect(again.stretches(hour(0), hour(2_001))).toEqual(counts.stretches(hour(0), hour(2_001)));
    expect(again.missing(hour(0), hour(2_001))).toEqual(counts.missing(hour(0), hour(2_001)));
    expect(readSavedSpan({ valid: [1], bad: [] })).toBeNull();
  });

  it('are no more of what is older than is kept, and a span of nothing is saved as none', () => {
    const counts = counted([0, 60, 60], [1, 60, 60], [2_000, 60, 60]);
    counts.takeChanged();
    counts.dropBefore(hour(1));
    expect(counts.stretches(hour(0), hour(2))).toEqual([{ start: hour(1), valid: 60, good: 60 }]);
    counts.dropBefore(hour(1_500));
    expect([...counts.takeChanged().values()]).toEqual([null]);
    expect(counts.stretches(hour(0), hour(2_001))).toHaveLength(1);
  });
});
