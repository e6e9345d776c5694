import { type Change, changed, changesOf, type Leaf, type Path } from './change.js';
import { type Json, type JsonObject, setKey } from './json.js';

/** What every row has alike is said once. */
type Column<Value> = { readonly all: Value } | readonly Value[];

/** One kind of change at one place, for all rows of a group: columns of like values pack far better than rows of unlike ones. */
type Field = readonly [path: Path, kind: Change['kind'], ...columns: readonly Column<Json>[]];

/** Rows in which the same places changed in the same way: how many, how far each lies behind the one before, and what changed. */
type Group = readonly [count: number, gaps: Column<number>, ...fields: readonly Field[]];

/** What leads from one set of rows to the next. */
export interface RowsChange {
  /** The keys in their new order: `[first, count]` of those before, or the rows that are new, with their keys. Left out: as before. */
  readonly order?: readonly (readonly [number, number] | { readonly [key: string]: Json })[];
  readonly groups: readonly Group[];
}

export const rowsChange = (before: JsonObject, after: JsonObject): RowsChange | null => {
  const order = orderChange(before, after);
  const groups = groupsOf(before, after);
  if (order === null && groups.length === 0) return null;
  return order === null ? { groups } : { order, groups };
};

/** The rows after a change; the rows before stay as they are. */
export const changedRows = (before: JsonObject, { order, groups }: RowsChange): JsonObject => {
  const rows: Record<string, Json> = {};
  for (const [key, row] of order === undefined ? Object.entries(before) : ordered(before, order)) setKey(rows, key, row);
  const keys = Object.keys(rows);
  for (const group of groups) applyGroup(rows, keys, group);
  return rows;
};

const orderChange = (before: JsonObject, after: JsonObject): NonNullable<RowsChange['order']> | null => {
  const [old, keys] = [Object.keys(before), Object.keys(after)];
  if (old.length === keys.length && old.every((key, index) => key === keys[index])) return null;
  const places = new Map(old.map((key, index) => [key, index]));
  const order: ([number, number] | Record<string, Json>)[] = [];
  for (const key of keys) place(order, key, places.get(key), after[key] as Json);
  return order;
};

const place = (order: ([number, number] | Record<string, Json>)[], key: string, index: number | undefined, row: Json): void => {
  const last = order.at(-1);
  if (index === undefined) {
    const rows: Record<string, Json> = last === undefined || Array.isArray(last) ? {} : last;
    setKey(rows, key, row);
    if (rows !== last) order.push(rows);
  } else if (Array.isArray(last) && last[0] + last[1] === index) last[1] += 1;
  else order.push([index, 1]);
};

const ordered = (before: JsonObject, order: NonNullable<RowsChange['order']>): readonly (readonly [string, Json])[] => {
  const old = Object.entries(before);
  return order.flatMap((part) => (isRun(part) ? old.slice(part[0], part[0] + part[1]) : Object.entries(part)));
};

const isRun = (part: NonNullable<RowsChange['order']>[number]): part is readonly [number, number] => Array.isArray(part);

const groupsOf = (before: JsonObject, after: JsonObject): readonly Group[] => {
  const groups = new Map<string, { index: number; leaves: readonly Leaf[] }[]>();
  for (const [index, [key, row]] of Object.entries(after).entries()) {
    const leaves = Object.hasOwn(before, key) ? changesOf(before[key] as Json, row) : [];
    if (leaves.length === 0) continue;
    const shape = JSON.stringify(leaves.map(({ path, change }) => [path, change.kind]));
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [{ index, leaves }]);
    else group.push({ index, leaves });
  }
  return [...groups.values()].map(
    (rows): Group => [
      rows.length,
      squeezed(rows.map(({ index }, place) => index - (rows[place - 1]?.index ?? -1))),
      ...(rows[0]?.leaves ?? []).map((_, field) => fieldOf(rows.map(({ leaves }) => leaves[field] as Leaf))),
    ],
  );
};

const fieldOf = (leaves: readonly Leaf[]): Field => {
  const { path, change } = leaves[0] as Leaf;
  const columns = leaves.map((leaf) => cells(leaf.change));
  return [path, change.kind, ...(columns[0] ?? []).map((_, i) => squeezed(columns.map((row) => row[i] as Json)))];
};

const cells = (change: Change): readonly Json[] => {
  switch (change.kind) {
    case '+':
      return [change.by];
    case '<':
      return [change.drop, change.keep, change.tail];
    case '=':
      return [change.value];
  }
};

const changeFrom = (kind: Change['kind'], row: readonly Json[]): Change => {
  switch (kind) {
    case '+':
      return { kind, by: row[0] as number };
    case '<':
      return { kind, drop: row[0] as number, keep: row[1] as number, tail: row[2] as string };
    case '=':
      return { kind, value: row[0] as Json };
  }
};

/** Objects and lists are rarely alike, and comparing them would cost more than it saves. */
const squeezed = <Value extends Json>(values: readonly Value[]): Column<Value> => {
  const [first] = values;
  return first !== undefined && typeof first !== 'object' && values.length > 1 && values.every((value) => value === first)
    ? { all: first }
    : values;
};

const cell = <Value>(column: Column<Value>, index: number): Value => ('all' in column ? column.all : (column[index] as Value));

const applyGroup = (rows: Record<string, Json>, keys: readonly string[], [count, gaps, ...fields]: Group): void => {
  let index = -1;
  for (let place = 0; place < count; place += 1) {
    index += cell(gaps, place);
    const key = keys[index] as string;
    let row = rows[key] as Json;
    for (const [path, kind, ...columns] of fields) {
      row = changed(
        row,
        path,
        changeFrom(
          kind,
          columns.map((column) => cell(column, place)),
        ),
      );
    }
    setKey(rows, key, row);
  }
};
