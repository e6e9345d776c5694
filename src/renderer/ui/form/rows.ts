import { type Block, isBlock, valueAt, withValue } from './block.js';
import type { Column, Draft, RowsField } from './field.js';
import { textOf, typedValue } from './typed.js';

/** One row as it is typed, and the block that it was made of, so that what no column shows stays as it was. */
export interface Row {
  readonly texts: Readonly<Record<string, string>>;
  readonly before: Block;
}

export const EMPTY_ROW: Row = { texts: {}, before: {} };

/** The rows of a draft; what is no list of them counts as none. */
export const rowsIn = ({ key }: RowsField, draft: Draft): readonly Row[] =>
  JSON.parse(draft[key] === undefined || draft[key] === '' ? '[]' : draft[key]) as readonly Row[];

export const rowsText = (rows: readonly Row[]): string => JSON.stringify(rows);

export const rowsOf = ({ as, columns: [first, ...others] }: RowsField, value: unknown): readonly Row[] => {
  if (first === undefined) return [];
  if (as === 'list')
    return (Array.isArray(value) ? value.filter(isBlock) : []).map((before) => ({
      texts: textsOf([first, ...others], before),
      before,
    }));
  return Object.entries(isBlock(value) ? value : {}).map(([name, found]) => {
    const [second] = others;
    const before = as === 'map' && isBlock(found) ? found : {};
    const texts = as === 'map' ? textsOf(others, before) : { [second?.key ?? '']: textOf(found) };
    return { texts: { [first.key]: name, ...texts }, before };
  });
};

const textsOf = (columns: RowsField['columns'], block: Block): Row['texts'] =>
  Object.fromEntries(columns.map(({ key }) => [key, textOf(valueAt(block, key))]));

/** What the rows stand for; undefined where there is none. */
export const writtenRows = (field: RowsField, draft: Draft): unknown => {
  const rows = rowsIn(field, draft).filter(({ texts }) => Object.values(texts).some((text) => text.trim() !== ''));
  if (rows.length === 0) return undefined;
  const [first, ...others] = field.columns;
  if (field.as === 'list') return rows.map((row) => writtenRow(field.columns, row));
  return Object.fromEntries(
    rows.map((row) => [
      (row.texts[first?.key ?? ''] ?? '').trim(),
      field.as === 'map' ? writtenRow(others, row) : writtenCell(others[0], row),
    ]),
  );
};

const writtenRow = (columns: RowsField['columns'], row: Row): Block =>
  columns.reduce<Block>((block, column) => withValue(block, column.key.split('.'), writtenCell(column, row)), row.before);

const writtenCell = (column: Column | undefined, { texts }: Row): unknown =>
  typedValue(texts[column?.key ?? ''] ?? '', column?.holds ?? 'text');
