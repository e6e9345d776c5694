import { cut, padded, widthOf, wrapped } from './columns.js';
import { type Colour, oneLine, tinted } from './printable.js';

type Row = readonly string[];

interface Look {
  /** In which colour a row stands; null: in that of all text. */
  readonly colour?: (row: Row) => Colour | null;
  /** Columns of the terminal; null: not a terminal, lines may be as long as they are. */
  readonly width?: number | null;
}

/** No column but the last is padded beyond this: one endless name must not push all others out of sight. */
const WIDEST = 80;
const LEAST_TEXT = 24;
const GAP = 2;

/**
 * Columns as wide as their widest cell. On a terminal that is narrower the last column, which holds the text, is broken into
 * lines; where that leaves it too little room, each row stands as lines of its own, one for each cell.
 */
export const table = (head: Row, rows: readonly Row[], look: Look = {}): string => {
  const { width = terminalWidth(), colour = () => null } = look;
  const cells = rows.map((row) => head.map((_, column) => oneLine(row[column] ?? '')));
  const widths = head.map((name, column) =>
    Math.min(WIDEST, Math.max(widthOf(name), ...cells.map((row) => widthOf(row[column] ?? '')))),
  );
  const before = widths.slice(0, -1).reduce((sum, each) => sum + each + GAP, 0);
  const longest = Math.max(...cells.map((row) => widthOf(row.at(-1) ?? '')), 0);
  const paint = (text: string, index: number): string => painted(text, colour(rows[index] ?? []));
  if (width === null || before + longest <= width)
    return [line(head, widths), ...cells.map((row, index) => paint(line(row, widths), index))].join('\n');
  if (width - before >= LEAST_TEXT)
    return [line(head, widths), ...cells.map((row, index) => paint(broken(row, widths, width - before), index))].join('\n');
  return cells.map((row, index) => paint(stacked(head, row, width), index)).join('\n\n');
};

const terminalWidth = (): number | null => (process.stdout.isTTY === true ? process.stdout.columns || null : null);

const painted = (text: string, colour: Colour | null): string =>
  text
    .split('\n')
    .map((each) => (colour === null ? each : tinted(each, colour)))
    .join('\n');

const line = (row: Row, widths: readonly number[]): string =>
  row
    .map((cell, column) => (column === row.length - 1 ? cell : padded(cell, widths[column] ?? 0)))
    .join(' '.repeat(GAP))
    .trimEnd();

const broken = (row: Row, widths: readonly number[], room: number): string => {
  const [first = '', ...more] = wrapped(row.at(-1) ?? '', room);
  const narrow = row.slice(0, -1).map((cell, column) => cut(cell, widths[column] ?? 0));
  const indent = ' '.repeat(widths.slice(0, -1).reduce((sum, each) => sum + each + GAP, 0));
  return [line([...narrow, first], widths), ...more.map((text) => `${indent}${text}`)].join('\n');
};

/** Each cell under the name of its column; what is empty is left out. */
const stacked = (head: Row, row: Row, width: number): string =>
  row
    .flatMap((cell, column) => {
      const name = head[column] ?? '';
      if (cell === '') return [];
      return wrapped(name === '' ? cell : `${name}: ${cell}`, Math.max(1, width - (column === 0 ? 0 : GAP))).map((text) =>
        column === 0 ? text : `${' '.repeat(GAP)}${text}`,
      );
    })
    .join('\n');
