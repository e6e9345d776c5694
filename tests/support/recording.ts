import type { RecordedMinute, RecordedPart } from '../../src/main/core/port/recording.js';
import { type Instant, instant } from '../../src/main/core/time/instant.js';

type Rows = Readonly<Record<string, unknown>>;

/** The whole of a view as it is handed over for recording; `rows` names the parts that are rows. */
export const minuteOf = (at: number, view: Rows, rows: readonly string[] = ['targets']): RecordedMinute => ({
  at: instant(at),
  parts: Object.entries(view).map(([name, part]): RecordedPart => {
    if (!rows.includes(name)) return { name, text: JSON.stringify(part) };
    const entries = Object.entries(part as Rows);
    return { name, keys: entries.map(([key]) => key), texts: entries.map(([, row]) => JSON.stringify(row)) };
  }),
});

const MINUTE = 60_000;

/** A minute of a small view that changes with each. */
export const smallView = (n: number) => ({
  watch: { state: n % 7 === 0 ? 'problem' : 'ok', freshAt: n * MINUTE },
  targets: Object.fromEntries(
    Array.from({ length: 3 + (n % 3) }, (_, i) => [`t${i}`, { id: `t${i}`, beats: 'u'.repeat(n % 60), seconds: n / 7 + i }]),
  ),
});

export const atMinute = (start: number, n: number): Instant => instant(start + n * MINUTE);
