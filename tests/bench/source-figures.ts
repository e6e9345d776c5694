/** Median and 95th percentile of what was measured, in the measurements' own unit. */
export const figuresOf = (
  measured: readonly number[],
): { readonly median: number; readonly p95: number; readonly n: number } => {
  const sorted = [...measured].sort((a, b) => a - b);
  const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
  return { median: round(at(0.5)), p95: round(at(0.95)), n: sorted.length };
};

const round = (value: number): number => Math.round(value * 1_000) / 1_000;
