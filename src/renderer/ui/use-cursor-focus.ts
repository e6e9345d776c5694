import { type RefObject, useEffect, useRef } from 'react';

/** Takes the focus to the row that the keyboard is on, unless it is at work elsewhere: in a field, a panel, a dialog. */
export const useCursorFocus = <Row extends HTMLElement>(hasCursor: boolean): RefObject<Row | null> => {
  const row = useRef<Row>(null);
  useEffect(() => {
    const active = document.activeElement;
    const isFree = active === document.body || active?.id === 'main' || active?.closest('[data-list]') != null;
    if (hasCursor && isFree) row.current?.focus({ preventScroll: true });
  }, [hasCursor]);
  return row;
};
