/** One step of an input series: a value, a gap, or the mark that the series has ended for now. */
export type Step = number | 'gap' | 'stale';

/** Steps of a series as they were written, not spelt out: a million of them may be three words. */
export interface Steps {
  readonly length: number;
  /** The step at this index, from 0; undefined after the last. Quick where the index goes up. */
  at(index: number): Step | undefined;
}

/** A value and more of it, each `by` further than the one before. */
interface Run {
  readonly first: Step;
  readonly by: number;
  readonly count: number;
}

const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?)`;
const REPEATED_GAP = /^_x(\d+)$/;
const CONSTANT = new RegExp(`^(${NUMBER})(?:x(\\d+))?$`, 'i');
const STEPPED = new RegExp(`^(${NUMBER})([+-])(\\d+(?:\\.\\d+)?)x(\\d+)$`, 'i');

/** Steps of one series that a scenario may have at most. */
const MOST_STEPS = 2_000_000;

/**
 * Reads promtool's notation: `0.01x59` is the value and then 59 more of it, `1+2x3` is 1 3 5 7, `_` a gap, `_x5` five gaps,
 * `stale` the end of the series for now. Answers the word at fault where one cannot be read.
 */
export const readSteps = (text: string): { readonly steps: Steps } | { readonly fault: string } => {
  const runs: Run[] = [];
  let length = 0;
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const run = readWord(word);
    if (run === null || length + run.count > MOST_STEPS) return { fault: word };
    runs.push(run);
    length += run.count;
  }
  return { steps: stepsOf(runs, length) };
};

const readWord = (word: string): Run | null => {
  if (word === '_') return { first: 'gap', by: 0, count: 1 };
  if (word === 'stale') return { first: 'stale', by: 0, count: 1 };
  const gaps = REPEATED_GAP.exec(word);
  if (gaps !== null) return { first: 'gap', by: 0, count: Number(gaps[1]) };
  const constant = CONSTANT.exec(word);
  if (constant !== null) return { first: Number(constant[1]), by: 0, count: Number(constant[2] ?? 0) + 1 };
  const stepped = STEPPED.exec(word);
  if (stepped === null) return null;
  const by = Number(stepped[3]) * (stepped[2] === '-' ? -1 : 1);
  return { first: Number(stepped[1]), by, count: Number(stepped[4]) + 1 };
};

const stepsOf = (runs: readonly Run[], length: number): Steps => {
  // Where the last look was: the run, and the index of its first step.
  let place = 0;
  let from = 0;
  return {
    length,
    at: (index) => {
      if (index < from) [place, from] = [0, 0];
      for (let run = runs[place]; run !== undefined; run = runs[place]) {
        if (index < from + run.count) return stepIn(run, index - from);
        from += run.count;
        place += 1;
      }
      return undefined;
    },
  };
};

const stepIn = ({ first, by }: Run, index: number): Step => (typeof first === 'number' ? first + index * by : first);
