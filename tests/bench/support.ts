/** Times of one measured thing in milliseconds. */
export interface Measured {
  readonly name: string;
  readonly n: number;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
}

export interface MeasureOptions {
  /** Measured runs: at least 10, but for what happens only once. */
  readonly n?: number;
  /** Runs before measuring begins. */
  readonly warmUp?: number;
}

/** Runs `work` a few times to warm up, then `n` times, each timed by itself. */
export const measure = async (
  name: string,
  work: (run: number) => unknown,
  { n = 20, warmUp = 3 }: MeasureOptions = {},
): Promise<Measured> => {
  for (let run = 0; run < warmUp; run += 1) await work(run - warmUp);
  const times: number[] = [];
  for (let run = 0; run < n; run += 1) {
    const start = performance.now();
    await work(run);
    times.push(performance.now() - start);
  }
  return summarise(name, times);
};

/** Median and 95th percentile (nearest rank) of times in milliseconds. */
export const summarise = (name: string, times: readonly number[]): Measured => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (q: number): number => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
  return { name, n: times.length, median: at(0.5), p95: at(0.95), worst: at(1) };
};

/** A figure that is no time: bytes per sample, samples per second. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Prints times, then other figures, as one table each. */
export const printTable = (title: string, times: readonly Measured[], figures: readonly Figure[] = []): void => {
  const rows = times.map(({ name, n, median, p95, worst }) => [name, String(n), ms(median), ms(p95), ms(worst)]);
  const lines = table([['ms', 'n', 'median', 'p95', 'worst'], ...rows]);
  const others = figures.map(({ name, value, unit }) => `${name}: ${short(value)} ${unit}`);
  console.log(['', title, ...lines, ...others, ''].join('\n'));
};

const ms = (value: number): string => value.toFixed(value < 10 ? 3 : 1);

const short = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(3)));

const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
};
