/** Standard deviations that hold 95 % of a normal distribution. */
export const Z95 = 1.959964;

/**
 * Wilson's score interval for a share of `good` in `valid` events (Wilson 1927), with 95 % confidence, or that of
 * `z` standard deviations. Unlike the simple
 * interval it says something sensible of few events and of shares near 0 and 1. Of no events it is everything.
 */
export const wilson = (good: number, valid: number, z = Z95): readonly [low: number, high: number] => {
  if (valid <= 0) return [0, 1];
  const share = good / valid;
  const base = 1 + z ** 2 / valid;
  const centre = (share + z ** 2 / (2 * valid)) / base;
  const half = (z / base) * Math.sqrt((share * (1 - share)) / valid + z ** 2 / (4 * valid ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
};
