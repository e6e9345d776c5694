/** One step of an input series: a value, a gap, or the mark that the series has ended for now. */
export type Step = number | 'gap' | 'stale';

const NUMBER = String.raw`[+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?)`;
const REPEATED_GAP = /^_x(\d+)$/;
const CONSTANT = new RegExp(`^(${NUMBER})(?:x(\\d+))?$`, 'i');
const STEPPED = new RegExp(`^(${NUMBER})([+-])(\\d+(?:\\.\\d+)?)x(\\d+)$`, 'i');

/** Steps of one series that a scenario may have at most. */
const MOST_STEPS = 2_000_000;

/**
 * Expands promtool's notation: `0.01x59` is the value and then 59 more of it, `1+2x3` is 1 3 5 7, `_` a gap, `_x5` five gaps,
 * `stale` the end of the series for now. Answers the word at fault where one cannot be read.
 */
export const expand = (text: string): { readonly steps: readonly Step[] } | { readonly fault: string } => {
  const steps: Step[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const expanded = expandWord(word);
    if (expanded === null || steps.length + expanded.length > MOST_STEPS) return { fault: word };
    for (const step of expanded) steps.push(step);
  }
  return { steps };
};

const expandWord = (word: string): readonly Step[] | null => {
  if (word === '_') return ['gap'];
  if (word === 'stale') return ['stale'];
  const gaps = REPEATED_GAP.exec(word);
  if (gaps !== null) return repeated(Number(gaps[1]), () => 'gap');
  const constant = CONSTANT.exec(word);
  if (constant !== null) return repeated(Number(constant[2] ?? 0) + 1, () => Number(constant[1]));
  const stepped = STEPPED.exec(word);
  if (stepped === null) return null;
  const size = Number(stepped[3]) * (stepped[2] === '-' ? -1 : 1);
  return repeated(Number(stepped[4]) + 1, (index) => Number(stepped[1]) + index * size);
};

const repeated = (count: number, step: (index: number) => Step): readonly Step[] | null =>
  count > MOST_STEPS ? null : Array.from({ length: count }, (_, index) => step(index));
