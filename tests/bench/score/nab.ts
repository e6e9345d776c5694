/**
 * The rule of the Numenta Anomaly Benchmark, standard profile (Lavin and Ahmad, "Evaluating Real-time Anomaly Detection
 * Algorithms", ICMLA 2015, and the benchmark's own description): the earliest detection in a window counts, by how early it
 * is; what lies outside costs 0.11 at most, by how far it follows a window; a missed window costs 1.
 */
export interface Window {
  readonly first: number;
  /** The last row of the window, itself included. */
  readonly last: number;
}

/** One file's scores, a score (0–1) a row. */
export interface Scored {
  readonly scores: ArrayLike<number>;
  readonly windows: readonly Window[];
}

export interface Mark {
  /** 0 for a detector that never speaks, 100 for a perfect one. */
  readonly score: number;
  readonly threshold: number;
  readonly windows: number;
  readonly found: number;
  readonly falseAlarms: number;
}

const FALSE_ALARM_COST = 0.11;
const MISS_COST = 1;
/** Share of the rows that all windows of a file have together. */
const WINDOW_SHARE = 0.1;

/** The first 15 % of the rows, of 5,000 at most, are for learning. */
const probation = (rows: number): number => Math.min(Math.floor(0.15 * rows), 750);

/** Windows around labelled rows; what overlaps is one window, and one that reaches into the time for learning is none. */
export const windowsAround = (labels: readonly number[], rows: number): readonly Window[] => {
  const length = Math.floor((WINDOW_SHARE * rows) / Math.max(1, labels.length));
  const merged: { first: number; last: number }[] = [];
  for (const label of [...labels].sort((a, b) => a - b)) {
    const first = Math.max(0, label - Math.floor(length / 2));
    const last = Math.min(rows - 1, first + length);
    const before = merged.at(-1);
    if (before !== undefined && first <= before.last) before.last = last;
    else merged.push({ first, last });
  }
  return merged.filter(({ first }) => first >= probation(rows));
};

/** 1 far before 0, 0 at 0, −1 far behind it. */
const scaledSigmoid = (position: number): number => (position >= 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1);

const EARLIEST = scaledSigmoid(-1);

interface Point {
  readonly score: number;
  readonly worth: number;
  /** The window's number within the corpus, −1 outside. */
  readonly window: number;
}

/** The best that one threshold for all files can reach. */
export const mark = (files: readonly Scored[]): Mark => {
  const windows = files.reduce((sum, file) => sum + file.windows.length, 0);
  const points = pointsOf(files).sort((a, b) => b.score - a.score);
  return best(points, windows);
};

/** What a given threshold reaches. */
export const markAt = (files: readonly Scored[], threshold: number): Mark => {
  const windows = files.reduce((sum, file) => sum + file.windows.length, 0);
  const tally = createTally(windows);
  for (const point of pointsOf(files)) if (point.score >= threshold) tally.add(point);
  return tally.mark(threshold);
};

const best = (points: readonly Point[], windows: number): Mark => {
  const tally = createTally(windows);
  let top = tally.mark(1.1);
  for (const [i, point] of points.entries()) {
    tally.add(point);
    if (points[i + 1]?.score === point.score) continue;
    const here = tally.mark(point.score);
    if (here.score > top.score) top = here;
  }
  return top;
};

const createTally = (windows: number) => {
  const worth = new Float64Array(windows).fill(-MISS_COST);
  const tally = { sum: -MISS_COST * windows, found: 0, falseAlarms: 0 };
  return {
    add: (point: Point): void => {
      if (point.window < 0) {
        tally.falseAlarms += 1;
        tally.sum += point.worth;
        return;
      }
      const before = worth[point.window] ?? 0;
      if (before === -MISS_COST) tally.found += 1;
      if (point.worth <= before) return;
      worth[point.window] = point.worth;
      tally.sum += point.worth - before;
    },
    mark: (threshold: number): Mark => ({
      score: (100 * (tally.sum + MISS_COST * windows)) / ((1 + MISS_COST) * Math.max(1, windows)),
      threshold,
      windows,
      found: tally.found,
      falseAlarms: tally.falseAlarms,
    }),
  };
};

const pointsOf = (files: readonly Scored[]): Point[] => {
  const points: Point[] = [];
  let number = 0;
  for (const { scores, windows } of files) {
    addPoints(points, scores, windows, number);
    number += windows.length;
  }
  return points;
};

const addPoints = (points: Point[], scores: ArrayLike<number>, windows: readonly Window[], number: number): void => {
  let next = 0;
  for (let row = 0; row < scores.length; row += 1) {
    while (next < windows.length && row > (windows[next] as Window).last) next += 1;
    if (row < probation(scores.length)) continue;
    const window = windows[next];
    const score = scores[row] ?? 0;
    if (window !== undefined && row >= window.first)
      points.push({ score, worth: worthWithin(row, window), window: number + next });
    else points.push({ score, worth: costBehind(row, windows[next - 1]), window: -1 });
  }
};

const worthWithin = (row: number, { first, last }: Window): number =>
  scaledSigmoid(-(last - row + 1) / (last - first + 1)) / EARLIEST;

const costBehind = (row: number, window: Window | undefined): number =>
  FALSE_ALARM_COST * (window === undefined ? -1 : scaledSigmoid((row - window.last) / (window.last - window.first)));
