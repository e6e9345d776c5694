/** A seeded source of chance: the same seed gives the same series on every machine. */
export interface Chance {
  /** Evenly spread over 0 ≤ x < 1. */
  readonly uniform: () => number;
  readonly between: (low: number, high: number) => number;
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number;
  readonly isLucky: (probability: number) => boolean;
  /** Mean 0, standard deviation 1. */
  readonly normal: () => number;
  readonly exponential: (mean: number) => number;
  /** At least 1, with a tail that falls as x^-alpha. */
  readonly pareto: (alpha: number) => number;
  readonly poisson: (mean: number) => number;
}

/** Mulberry32 (Tommy Ettinger's 32-bit generator): small, quick and good enough to draw series with. */
const mulberry = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const createChance = (seed: number): Chance => {
  const uniform = mulberry(Math.imul(seed + 1, 2_654_435_761));
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    between: (low, high) => low + (high - low) * uniform(),
    whole: (low, high) => low + Math.floor((high - low + 1) * uniform()),
    isLucky: (probability) => uniform() < probability,
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    pareto: (alpha) => (1 - uniform()) ** (-1 / alpha),
    poisson: (mean) => poisson(mean, uniform, normal),
  };
};

/** Knuth's product for small means; above 30 the normal approximation is as good. */
const poisson = (mean: number, uniform: () => number, normal: () => number): number => {
  if (mean <= 0) return 0;
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count += 1;
  return count;
};
