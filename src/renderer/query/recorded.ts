import { usePast } from '../state/console.js';

/** What a page was answered then, by the name under which it is recorded; undefined: now is shown, or it was not recorded. */
export const useRecorded = (name: string): unknown => usePast(({ shown }) => shown?.answers?.[name]);

/** Of what a page shows: whether it is as known today although the past is shown, and in a string, what of it is recorded. */
export type Anew = boolean | string;

/** Whether a page's answer is not of the past that is shown. `name` as in `useRecorded`: `business.read 24`. */
export const useAnew = (name: string): Anew => {
  const kept = usePast(({ shown }) => Object.keys(shown?.answers ?? {}).find((other) => sameQuestion(other, name)));
  const isShown = usePast(({ shown }) => shown !== null);
  if (!isShown || kept === name) return false;
  return kept === undefined ? true : `of then, the last ${kept.split(' ')[1]} h are kept`;
};

/** Questions that differ in how far they look back alone. */
const sameQuestion = (one: string, other: string): boolean =>
  one === other || (isRanged(one) && questionOf(one) === questionOf(other));
const questionOf = (name: string): string | undefined => name.split(' ')[0];
const isRanged = (name: string): boolean => /^(business|performance)\.read /.test(name);
