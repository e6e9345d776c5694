const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PLAIN = /^[\x20-\x7e]*$/;
const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const NONE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

const lettersOf = (text: string): readonly string[] => Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);

const widthOfLetter = (letter: string): number => {
  if (NONE.test(letter)) return 0;
  return WIDE.test(letter) ? 2 : 1;
};

/** Columns that a line takes in a terminal: an emoji or an ideograph takes two, a mark over a letter none. */
export const widthOf = (text: string): number =>
  PLAIN.test(text) ? text.length : lettersOf(text).reduce((sum, letter) => sum + widthOfLetter(letter), 0);

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** The text, shortened with an ellipsis where it is wider than so many columns. */
export const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let [kept, taken] = ['', 0];
  for (const letter of lettersOf(text)) {
    taken += widthOfLetter(letter);
    if (taken > width - 1) break;
    kept += letter;
  }
  return `${kept}…`;
};

/** Lines of at most so many columns, broken between words; a word that is wider than a line is broken within. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ').flatMap((each) => pieces(each, width))) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (widthOf(joined) <= width) current = joined;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
};

const pieces = (word: string, width: number): readonly string[] => {
  if (widthOf(word) <= width) return [word];
  const parts = [''];
  for (const letter of lettersOf(word)) {
    const last = parts.at(-1) ?? '';
    if (last !== '' && widthOf(last) + widthOfLetter(letter) > width) parts.push(letter);
    else parts[parts.length - 1] = last + letter;
  }
  return parts;
};
