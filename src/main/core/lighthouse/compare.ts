/**
 * Two sets of runs, compared as distributions: by how much the later one lies higher (`shift`), and from where to where that
 * may be by chance (`from`, `to`). Within noise where nothing is between; a change where zero is outside.
 */
export type Comparison =
  | { readonly kind: 'too-few' }
  | { readonly kind: 'within-noise' | 'higher' | 'lower'; readonly shift: number; readonly from: number; readonly to: number };

/** So sure a change is before it is called one. */
const CONFIDENCE = 0.95;

/**
 * The shift of Hodges and Lehmann, which is the median of all differences between a later and an earlier run, and its
 * confidence interval by the rank-sum test of Mann and Whitney, exact for any number of runs (Hollander, Wolfe: Nonparametric
 * Statistical Methods, 4.2-4.3). Ties make it a little wider, never narrower. Three runs against three are too few: even where
 * each of these is lower than each of those, that happens by chance one time in ten.
 */
export const compareRuns = (earlier: readonly number[], later: readonly number[]): Comparison => {
  const cut = ranksOutside(earlier.length, later.length);
  const differences = later.flatMap((one) => earlier.map((other) => one - other)).sort((one, other) => one - other);
  const [from, to] = [differences[cut - 1], differences[differences.length - cut]];
  if (cut === 0 || from === undefined || to === undefined) return { kind: 'too-few' };
  const half = (differences.length - 1) / 2;
  const shift = ((differences[Math.floor(half)] ?? 0) + (differences[Math.ceil(half)] ?? 0)) / 2;
  return { kind: from > 0 ? 'higher' : to < 0 ? 'lower' : 'within-noise', shift, from, to };
};

/** How many differences lie outside the interval on either side: the most for which chance alone stays below half of what is left of certainty. */
const ranksOutside = (earlier: number, later: number): number => {
  const ways = waysOf(earlier, later);
  const all = ways.reduce((sum, each) => sum + each, 0);
  let outside = 0;
  let chance = 0;
  for (const each of ways) {
    chance += each / all;
    if (chance > (1 - CONFIDENCE) / 2) return outside;
    outside += 1;
  }
  return 0;
};

/** In how many orders of all runs exactly 0, 1, 2, … of the pairs have the later run below the earlier one. */
const waysOf = (earlier: number, later: number): readonly number[] => {
  const most = earlier * later;
  let rows: readonly (readonly number[])[] = Array.from({ length: later + 1 }, () => [1]);
  for (let m = 1; m <= earlier; m += 1) {
    const next: (readonly number[])[] = [[1]];
    for (let n = 1; n <= later; n += 1) next.push(waysWith(next[n - 1] ?? [], rows[n] ?? [], n, most));
    rows = next;
  }
  return rows[later] ?? [];
};

/** The last of an order is either one of the later runs, with no earlier one above it, or an earlier one, above `n` later ones. */
const waysWith = (
  withoutLater: readonly number[],
  withoutEarlier: readonly number[],
  n: number,
  most: number,
): readonly number[] =>
  Array.from(
    { length: Math.min(most + 1, Math.max(withoutLater.length, withoutEarlier.length + n)) },
    (_, pairs) => (withoutLater[pairs] ?? 0) + (withoutEarlier[pairs - n] ?? 0),
  );
