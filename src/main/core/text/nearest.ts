/**
 * Edits that turn `a` into `b`, where an edit adds, drops or replaces a letter or swaps two neighbours
 * (Damerau-Levenshtein distance, each part of the text edited at most once).
 */
export const editDistance = (a: string, b: string): number => {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) row.push(cheapest(a, b, i, j, { row, previous, beforePrevious }));
    beforePrevious = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
};

interface Rows {
  readonly row: readonly number[];
  readonly previous: readonly number[];
  readonly beforePrevious: readonly number[];
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;

const cheapest = (a: string, b: string, i: number, j: number, { row, previous, beforePrevious }: Rows): number => {
  const isSame = a[i - 1] === b[j - 1];
  const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(
    at(previous, j) + 1,
    at(row, j - 1) + 1,
    at(previous, j - 1) + (isSame ? 0 : 1),
    isSwap ? at(beforePrevious, j - 2) + 1 : Number.POSITIVE_INFINITY,
  );
};

/** The candidate that a person most likely meant; undefined where none is near (a third of its letters, at least one, at most three). */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const lower = word.slice(0, 100).toLowerCase();
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.toLowerCase());
    const allowed = Math.min(3, Math.max(1, Math.ceil(candidate.length / 3)));
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
};
