/** Median and p95 of the last measurements, in the unit that was recorded. */
export interface Figures {
  readonly median: number;
  readonly p95: number;
}

/** Remembers the last measurements of one length. */
export interface Meter {
  record(value: number): void;
  /** Null before the first measurement. */
  figures(): Figures | null;
}

const KEPT = 512;

export const createMeter = (): Meter => {
  const values: number[] = [];
  let next = 0;
  return {
    record: (value) => {
      values[next] = value;
      next = (next + 1) % KEPT;
    },
    figures: () => {
      if (values.length === 0) return null;
      const sorted = [...values].sort((a, b) => a - b);
      const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] as number;
      return { median: at(0.5), p95: at(0.95) };
    },
  };
};
