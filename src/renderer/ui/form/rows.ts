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

/** What was not typed over stays as it is written: a number, an empty list, a block. */
const writtenCell = (column: Column | undefined, { texts, before }: Row): unknown => {
  const text = texts[column?.key ?? ''] ?? '';
  const old = valueAt(before, column?.key ?? '');
  return old !== undefined && textOf(old) === text ? old : typedValue(text, column?.holds ?? 'text');
};

/** What is said twice in different ways, so that one of them would be lost; null where nothing is. */
export const doubledIn = (field: RowsField, draft: Draft): string | null => {
  const rows = rowsIn(field, draft);
  const [first] = field.columns;
  const names = field.as === 'list' ? [] : rows.map(({ texts }) => (texts[first?.key ?? ''] ?? '').trim());
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) return `${twice} stands there twice.`;
  for (const [index, { texts }] of rows.entries()) {
    const isTyped = ({ key }: Column): boolean => (texts[key] ?? '').trim() !== '';
    const whole = field.columns.find(
      (column) => isTyped(column) && field.columns.some((part) => part.key.startsWith(`${column.key}.`) && isTyped(part)),
    );
    if (whole !== undefined)
      return `${field.one} ${index + 1}: “${whole.label}” stands for all of its parts. Fill in the one or the others.`;
  }
  return null;
};
