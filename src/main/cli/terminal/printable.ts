import { randomUUID } from 'node:crypto';

/**
 * What a terminal obeys instead of showing it (escape sequences, carriage returns, bells), and what turns the text around it:
 * names, messages and notes come from anybody.
 */
const OBEYED = /\p{Cc}|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (sign: string): string => {
  if (sign === '\n' || sign === '\t') return sign;
  return `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
};

/** A text in which nothing is left that a terminal obeys but line breaks and tabs. It is written as JSON writes it, so that JSON stays JSON. */
export const harmless = (text: string): string => text.replaceAll(OBEYED, escaped);

/** The same in one line: a name with a break in it must not look like two. */
export const oneLine = (text: string): string => harmless(text.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' ⏎ '));

/** Stands for the beginning of our own colours until all else is harmless; nobody can guess it. */
const OURS = randomUUID();
const COLOURS = { bad: 31, good: 32, dull: 2 } as const;
export type Colour = keyof typeof COLOURS;

/** The text in a colour where standard output shows colours; as it is everywhere else. */
export const tinted = (text: string, colour: Colour): string =>
  hasColours() ? `${OURS}[${COLOURS[colour]}m${text}${OURS}[0m` : text;

/** What is written to a terminal: harmless, in our own colours. */
export const painted = (text: string): string => harmless(text).replaceAll(OURS, '\u001b');

/** Colours are for terminals whose owner wants them; `FORCE_COLOR` has the last word, as for Node itself (https://no-color.org, https://force-color.org). */
const hasColours = (): boolean => {
  const { FORCE_COLOR: forced, NO_COLOR: none = '', TERM: terminal } = process.env;
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return none === '' && terminal !== 'dumb' && process.stdout.isTTY === true;
};
