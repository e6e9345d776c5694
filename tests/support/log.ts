import { logTexts } from '../../src/main/platform/log-files.js';

/** The fact `n` of every whole line of a log, in order, whichever file it is in. */
export const numbersIn = (folder: string): readonly number[] =>
  [...logTexts(folder)].reverse().flatMap((text) => [...text.matchAll(/^\{.*"n":(\d+)\b.*\}$/gm)].map(([, n]) => Number(n)));
