import { useRef } from 'react';
import type { RowChanges } from './row-changes.js';

/**
 * Keeps the order of rows while someone is in the list: rows change in place, newcomers wait at the end, and the true order
 * comes back as soon as nobody is there.
 */
export const calmOrder = <Item>(
  before: readonly string[],
  wanted: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] => {
  const rows = new Map(wanted.map((item) => [keyOf(item), item]));
  const kept: Item[] = [];
  for (const key of before) {
    const item = rows.get(key);
    if (item === undefined) continue;
    kept.push(item);
    rows.delete(key);
  }
  return [...kept, ...rows.values()];
};

/** The same where few changed: the others stay where they are. */
export const calmedBy = <Item>(
  { gone, come }: RowChanges<Item>,
  before: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] => {
  const fresh = new Map(come.map((item) => [keyOf(item), item]));
  const kept: Item[] = [];
  for (const item of before) {
    // One that only moved is gone from its place and has come to another: it is still the same one.
    const next = gone.has(item) ? fresh.get(keyOf(item)) : item;
    if (next !== undefined) kept.push(next);
    if (gone.has(item)) fresh.delete(keyOf(item));
  }
  return [...kept, ...fresh.values()];
};

interface Shown<Item> {
  readonly scope: string;
  readonly isHeld: boolean;
  readonly wanted: readonly Item[];
  readonly items: readonly Item[];
}

/**
 * The same as a hook: `scope` names what the list is filtered by; a new scope takes the true order at once. `changes`: what led to
 * `wanted`, newcomers in their order; null where that is not known.
 */
export const useCalmOrder = <Item>(
  wanted: readonly Item[],
  keyOf: (item: Item) => string,
  isBusy: boolean,
  scope: string,
  changes: RowChanges<Item> | null = null,
): readonly Item[] => {
  const shown = useRef<Shown<Item>>({ scope, isHeld: false, wanted: [], items: [] });
  const before = shown.current;
  const isHeld = isBusy && before.scope === scope;
  // The same rows in the same order are the same list: of ten thousand, a key press must not make another.
  if (before.scope === scope && before.wanted === wanted && (isHeld || !before.isHeld)) return before.items;
  const order = (): readonly Item[] =>
    changes?.from === before.wanted
      ? calmedBy(changes, before.items, keyOf)
      : calmOrder(before.items.map(keyOf), wanted, keyOf);
  const items = isHeld ? order() : wanted;
  shown.current = { scope, isHeld, wanted, items };
  return items;
};
