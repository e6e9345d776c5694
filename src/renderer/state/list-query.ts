import { putInQuery, usePlaceQuery } from './place.js';

/** How a list is narrowed and ordered, as its address says it. */
export interface ListQuery<Key extends string> {
  /** What is asked of each key; empty: nothing. */
  readonly asked: Readonly<Record<Key, string>>;
  /** All of it as one text, in one order: what a saved view keeps. */
  readonly query: string;
  /** Asks something else of one key. The browser's way back leads to the page before, not from letter to letter. */
  readonly ask: (key: Key, value: string) => void;
}

const ask = (key: string, value: string): void =>
  putInQuery(key, value === '' ? null : encodeURIComponent(value), { replace: true });

export const useListQuery = <Key extends string>(keys: readonly Key[]): ListQuery<Key> => {
  const query = usePlaceQuery();
  const found = new URLSearchParams(query);
  const asked = Object.fromEntries(keys.map((key) => [key, found.get(key) ?? ''])) as Record<Key, string>;
  return { asked, query: inOrder(keys, query), ask };
};

/** What a query says of these keys, always in their order, so that two that ask the same are the same. */
export const inOrder = (keys: readonly string[], query: string): string => {
  const found = new URLSearchParams(query);
  const said = new URLSearchParams();
  for (const key of keys) {
    const value = found.get(key) ?? '';
    if (value !== '') said.set(key, value);
  }
  return said.toString();
};
