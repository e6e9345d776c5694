import { useMemo } from 'react';
import { putInQuery, usePlaceQuery } from './place.js';

interface Sorting {
  readonly by: string;
  readonly way: 'up' | 'down';
}

const KEY = 'sort';

/** `sort=name` or `sort=-name` in the address: by which head this page's list is sorted; null: in the list's own order. */
export const useSorting = (): readonly [sorting: Sorting | null, sort: (sorting: Sorting | null) => void] => {
  const text = new URLSearchParams(usePlaceQuery()).get(KEY);
  const sorting = useMemo(() => (text === null ? null : read(text)), [text]);
  return [sorting, sort];
};

const read = (text: string): Sorting => (text.startsWith('-') ? { by: text.slice(1), way: 'down' } : { by: text, way: 'up' });

const sort = (sorting: Sorting | null): void =>
  putInQuery(KEY, sorting === null ? null : `${sorting.way === 'down' ? '-' : ''}${sorting.by}`, { replace: true });
