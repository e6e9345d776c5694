/**
 * The exact chance of at least `successes` among `trials` independent tries of probability `p` (0–1). Fractions, which counters
 * that are scaled can give, are rounded to the cautious side: fewer successes, more tries.
 */
export const atLeastByChance = (successes: number, trials: number, p: number): number => {
  const n = Math.ceil(trials);
  const k = Math.floor(successes);
  if (k <= 0) return 1;
  if (p <= 0 || k > n) return 0;
  if (p >= 1) return 1;
  let chance = 0;
  for (let count = k; count <= n; count += 1) chance += Math.exp(logChance(count, n, p));
  return Math.min(1, chance);
};

/** The logarithm of the chance of exactly `k` of `n`. */
const logChance = (k: number, n: number, p: number): number => {
  let choices = 0;
  for (let index = 1; index <= k; index += 1) choices += Math.log((n - k + index) / index);
  return choices + k * Math.log(p) + (n - k) * Math.log1p(-p);
};
