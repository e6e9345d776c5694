import { type Block, isBlock, withValue } from './block.js';
import type { Draft, RowsField } from './field.js';

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
  if (as === 'map')
    return Object.entries(isBlock(value) ? value : {}).map(([name, block]) => {
      const before = isBlock(block) ? block : {};
      return { texts: { [first.key]: name, ...textsOf(others, before) }, before };
    });
  const blocks = Array.isArray(value) ? value.filter(isBlock) : [];
  return blocks.map((before) => ({ texts: textsOf([first, ...others], before), before }));
};

const textsOf = (columns: RowsField['columns'], block: Block): Row['texts'] =>
  Object.fromEntries(columns.map(({ key }) => [key, String(block[key] ?? '')]));

/** What the rows stand for; undefined where there is none. */
export const writtenRows = (field: RowsField, draft: Draft): unknown => {
  const rows = rowsIn(field, draft).filter(({ texts }) => Object.values(texts).some((text) => text.trim() !== ''));
  if (rows.length === 0) return undefined;
  const [first, ...others] = field.columns;
  if (field.as === 'list') return rows.map((row) => writtenRow(field.columns, row));
  return Object.fromEntries(rows.map((row) => [(row.texts[first?.key ?? ''] ?? '').trim(), writtenRow(others, row)]));
};

const writtenRow = (columns: RowsField['columns'], { texts, before }: Row): Block =>
  columns.reduce<Block>((block, { key }) => withValue(block, [key], (texts[key] ?? '').trim() || undefined), before);
