import { useRef } from 'react';

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

/** The same as a hook: `scope` names what the list is filtered by; a new scope takes the true order at once. */
export const useCalmOrder = <Item>(
  wanted: readonly Item[],
  keyOf: (item: Item) => string,
  isBusy: boolean,
  scope: string,
): readonly Item[] => {
  const shown = useRef<{ scope: string; keys: readonly string[] }>({ scope, keys: [] });
  const isHeld = isBusy && shown.current.scope === scope;
  const items = isHeld ? calmOrder(shown.current.keys, wanted, keyOf) : wanted;
  shown.current = { scope, keys: items.map(keyOf) };
  return items;
};
