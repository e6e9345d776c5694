/**
 * Whether there is a figure. `too-few`: fewer than it takes to judge; `learning`: what is usual is not known yet; `no-reading`: its
 * source gave nothing within the time asked for; `no-source`: nothing here ever gave it.
 */
export type Knowledge = 'known' | 'too-few' | 'learning' | 'no-reading' | 'no-source';

/** A part of a whole, with Wilson's 95 % interval. `ratio` and `between` are null where there is nothing to divide by. */
export interface Share {
  readonly state: Exclude<Knowledge, 'learning'>;
  readonly part: number;
  readonly n: number;
  readonly ratio: number | null;
  readonly between: readonly [low: number, high: number] | null;
}

/** A number of 0–100 that rests on several parts. `value` is null while too little of it is known. */
export interface Score {
  readonly state: 'known' | 'learning' | 'no-source';
  readonly value: number | null;
  readonly formula: string;
  readonly parts: readonly ScorePart[];
  /** The part that costs the most points now; null where none costs any. */
  readonly moves: string | null;
}

export interface ScorePart {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
  /** 0–1; null where it is not known, and then left out. */
  readonly value: number | null;
  /** What it was reckoned from, or why it is not known. */
  readonly text: string;
}

/** A percentile of what visitors lived through, with the 95 % interval of order statistics. */
export interface Spread {
  readonly metric: string;
  readonly p75: number;
  readonly between: readonly [low: number, high: number];
  readonly n: number;
  readonly rating: 'good' | 'needs-improvement' | 'poor' | 'too-few';
}
