import { type RefObject, useEffect, useState } from 'react';
import { useKeys } from './keys.js';

export interface ListKeys {
  /** Of the rows as they are shown. */
  readonly keys: readonly string[];
  /** The row that is open beside the list; null: none is. */
  readonly open: string | null;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
}

/** The keys of a list beside which one row can be open. What is open follows the cursor. */
export const useListKeys = ({ keys, open, search, onOpen, onClose }: ListKeys): string | null => {
  const [cursor, setCursor] = useState(open);
  // What was opened with the pointer is where the keys go on.
  useEffect(() => {
    if (open !== null) setCursor(open);
  }, [open]);
  const at = cursor === null ? -1 : keys.indexOf(cursor);
  const move = (step: number): void => {
    const next = keys[Math.max(0, Math.min(keys.length - 1, at < 0 ? 0 : at + step))];
    if (next === undefined) return;
    setCursor(next);
    if (open !== null) onOpen(next);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: onClose,
    '/': () => search.current?.focus(),
    Enter: (event) => (event.target instanceof HTMLButtonElement ? event.target.click() : cursor !== null && onOpen(cursor)),
  });
  return cursor;
};
