import stringWidth from 'string-width';
import wrap from 'wrap-ansi';

const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a line takes in a terminal: an emoji or an ideograph takes two, a mark over a letter none. */
export const widthOf = (text: string): number => stringWidth(text);

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** The text, shortened with an ellipsis where it is wider than so many columns. */
export const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let [kept, taken] = ['', 0];
  for (const { segment: letter } of LETTERS.segment(text)) {
    taken += widthOf(letter);
    if (taken > width - 1) break;
    kept += letter;
  }
  return `${kept}…`;
};

/** Lines of at most so many columns, broken between words; a word that is wider than a line is broken within. */
export const wrapped = (text: string, width: number): readonly string[] => wrap(text, width, { hard: true }).split('\n');
