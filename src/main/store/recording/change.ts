import { isObject, isSameJson, type Json, type JsonObject, setKey } from './json.js';

/** Where in a row something changed: the keys that lead there; none: the row as a whole. */
export type Path = readonly string[];

/**
 * How one value follows from the one before: `+` a whole number added to a whole number, `<` a text that lost letters in front,
 * kept some, and got a tail (a bar of heartbeats moves so), `=` another value.
 */
export type Change =
  | { readonly kind: '+'; readonly by: number }
  | { readonly kind: '<'; readonly drop: number; readonly keep: number; readonly tail: string }
  | { readonly kind: '='; readonly value: Json };

export interface Leaf {
  readonly path: Path;
  readonly change: Change;
}

/** What leads from one row to another, leaf by leaf, in the order of the row's keys. */
export const changesOf = (before: Json, after: Json, path: Path = []): readonly Leaf[] => {
  if (isSameJson(before, after)) return [];
  if (!isObject(before) || !isObject(after) || !hasSameKeys(before, after)) return [{ path, change: changeOf(before, after) }];
  return Object.keys(after).flatMap((key) => changesOf(before[key] as Json, after[key] as Json, [...path, key]));
};

const hasSameKeys = (a: JsonObject, b: JsonObject): boolean => {
  const keys = Object.keys(b);
  return Object.keys(a).length === keys.length && Object.keys(a).every((key, index) => key === keys[index]);
};

const changeOf = (before: Json, after: Json): Change => {
  if (isWhole(before) && isWhole(after) && Number.isSafeInteger(after - before)) return { kind: '+', by: after - before };
  if (typeof before === 'string' && typeof after === 'string') return textChange(before, after);
  return { kind: '=', value: after };
};

/** Minus nought is none: as JSON it is nought. */
const isWhole = (value: Json): value is number => Number.isSafeInteger(value);

/** A bar moves by a bucket or two between two minutes. */
const MOST_DROPPED = 3;

const textChange = (before: string, after: string): Change => {
  let best = { drop: 0, keep: 0 };
  for (let drop = 0; drop <= MOST_DROPPED; drop += 1) {
    const keep = sameFrom(before, drop, after);
    if (keep > best.keep) best = { drop, keep };
  }
  return best.keep === 0 ? { kind: '=', value: after } : { kind: '<', ...best, tail: after.slice(best.keep) };
};

const sameFrom = (before: string, drop: number, after: string): number => {
  let keep = 0;
  while (keep < after.length && drop + keep < before.length && before[drop + keep] === after[keep]) keep += 1;
  return keep;
};

/** The row after one change; the row before stays as it is. */
export const changed = (row: Json, [key, ...rest]: Path, change: Change): Json => {
  if (key === undefined) return applied(row, change);
  const next: Record<string, Json> = { ...(row as JsonObject) };
  setKey(next, key, changed(next[key] as Json, rest, change));
  return next;
};

const applied = (before: Json, change: Change): Json => {
  switch (change.kind) {
    case '+':
      return (before as number) + change.by;
    case '<':
      return (before as string).slice(change.drop, change.drop + change.keep) + change.tail;
    case '=':
      return change.value;
  }
};
