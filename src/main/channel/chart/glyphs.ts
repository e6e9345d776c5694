/** Columns and rows of a letter, and the gap behind it. */
export const GLYPH = { width: 5, height: 7, advance: 6 } as const;

/** Letters of figures and units, row by row from the top, five bits a row: what axes need, and no font file. */
const ROWS: Readonly<Record<string, readonly number[]>> = {
  ' ': [0, 0, 0, 0, 0, 0, 0],
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  '.': [0, 0, 0, 0, 0, 12, 12],
  ',': [0, 0, 0, 0, 12, 4, 8],
  ':': [0, 12, 12, 0, 12, 12, 0],
  '-': [0, 0, 0, 31, 0, 0, 0],
  '%': [24, 25, 2, 4, 8, 19, 3],
  s: [0, 0, 14, 16, 14, 1, 30],
  m: [0, 0, 26, 21, 21, 17, 17],
  i: [4, 0, 12, 4, 4, 4, 14],
  n: [0, 0, 22, 25, 17, 17, 17],
  h: [16, 16, 22, 25, 17, 17, 17],
  d: [1, 1, 13, 19, 17, 17, 15],
  k: [16, 16, 18, 20, 24, 20, 18],
  M: [17, 27, 21, 21, 17, 17, 17],
  G: [14, 17, 16, 23, 17, 17, 15],
  T: [31, 4, 4, 4, 4, 4, 4],
  B: [30, 17, 17, 30, 17, 17, 30],
};

/** Whether a text can be written at all: half of one would say something else. */
export const isWritable = (text: string): boolean => [...text].every((letter) => Object.hasOwn(ROWS, letter));

/** The dots of a text, in columns and rows from its upper left corner. */
export const dotsOf = (text: string): readonly (readonly [number, number])[] =>
  [...text].flatMap((letter, index) =>
    (ROWS[letter] ?? []).flatMap((bits, row) =>
      Array.from({ length: GLYPH.width }, (_, column) => column)
        .filter((column) => (bits >> (GLYPH.width - 1 - column)) & 1)
        .map((column) => [index * GLYPH.advance + column, row] as const),
    ),
  );
