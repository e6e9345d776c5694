/** What the list can say in a column of its own, beside how bad an alert is and what is wrong. */
const COLUMNS = [
  { id: 'value', name: 'Value', width: 7, side: 'right' },
  { id: 'holder', name: 'Who has it', width: 8.5, side: 'left' },
  { id: 'next', name: 'Next', width: 8.5, side: 'left' },
  { id: 'risk', name: 'At risk', width: 7, side: 'right' },
  { id: 'since', name: 'Since', width: 5.5, side: 'right' },
  { id: 'target', name: 'Target', width: 8, side: 'left' },
  { id: 'rule', name: 'Rule', width: 8, side: 'left' },
  { id: 'category', name: 'Concerns', width: 7, side: 'left' },
] as const satisfies readonly {
  readonly id: string;
  readonly name: string;
  /** In rem. */
  readonly width: number;
  readonly side: 'left' | 'right';
}[];

export type ColumnId = (typeof COLUMNS)[number]['id'];

export const ALL_COLUMNS: readonly (typeof COLUMNS)[number][] = COLUMNS;

/** What is shown to somebody who has chosen nothing. */
export const FIRST_COLUMNS: readonly ColumnId[] = ['value', 'holder', 'next', 'risk', 'since'];

/** Where there is no room they fall away in this order; the value and since when stay. */
export const FALLING: readonly ColumnId[] = ['category', 'rule', 'target', 'risk', 'next', 'holder'];

/** How a list of some width shows what was chosen. */
export interface ListColumns {
  /** In columns, from the left to the right. */
  readonly shown: readonly ColumnId[];
  /** Had no room: said in the line below what is wrong. */
  readonly fallen: readonly ColumnId[];
  /** No room for any column: the value stands above since when. */
  readonly isCompact: boolean;
  /** The grid of every row. */
  readonly template: string;
}

const REM = 16;
/** Severity, its gap, and the room at both sides of a row, in rem. */
const FIXED = 12;
const GAP = 1;
/** What is left for the words of an alert at least, in rem. */
const WORDS = 20;
/** A list that is narrower than this has no columns, in rem. */
const NARROWEST = 38;

const columnOf = (id: ColumnId) => COLUMNS.find((column) => column.id === id) ?? COLUMNS[0];

const needs = (ids: readonly ColumnId[]): number => ids.reduce((sum, id) => sum + GAP + columnOf(id).width, FIXED + WORDS);

const templateOf = (ids: readonly ColumnId[]): string =>
  ['6.5rem', 'minmax(0,1fr)', ...ids.map((id) => `${columnOf(id).width}rem`)].join(' ');

/** The columns that have room in a list of so many pixels. */
export const fitting = (chosen: readonly ColumnId[], pixels: number): ListColumns => {
  const room = pixels / REM;
  if (room < NARROWEST) {
    const fallen = chosen.filter((id) => FALLING.includes(id));
    return { shown: [], fallen, isCompact: true, template: '6.5rem minmax(0,1fr) auto' };
  }
  let shown = chosen;
  for (const id of FALLING) if (needs(shown) > room) shown = shown.filter((one) => one !== id);
  const fallen = chosen.filter((id) => !shown.includes(id));
  return { shown, fallen, isCompact: false, template: templateOf(shown) };
};

const isColumn = (found: string): found is ColumnId => COLUMNS.some(({ id }) => id === found);

/** Columns as an address or a preference names them; what is none is passed over. Null: none were chosen. */
export const readColumns = (text: string | null): readonly ColumnId[] | null => {
  if (text === null) return null;
  const found = [...new Set(text.split(',').filter(isColumn))];
  return found.length === 0 && text !== '' ? null : found;
};

export const writeColumns = (columns: readonly ColumnId[]): string => columns.join(',');

/** The names of what falls away, in its order: `Concerns, Rule, … and Who has it`. */
export const sayFalling = (): string => {
  const named = FALLING.map((id) => columnOf(id).name);
  return `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
};
