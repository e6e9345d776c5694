import { useEffect, useMemo, useRef, useState } from 'react';
import type { Line, ListItem } from './grouped.js';

const CLOSED: ReadonlySet<string> = new Set();

/** Which groups are opened in place. */
export const useOpened = () => {
  const [opened, open] = useState(CLOSED);
  const toggle = (id: string): void => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    open(next);
  };
  return { opened, toggle };
};

interface WalkProps {
  readonly items: readonly ListItem[];
  /** The alert whose details are shown. */
  readonly chosen: string | null;
  /** Nobody is at work in the list: it may be in another order now. */
  readonly isResting: boolean;
  readonly onWork: () => void;
  readonly toggle: (fold: string) => void;
}

/** The line that the keys are on, and how they lead from line to line. */
export const useWalk = ({ items, chosen, isResting, onWork, toggle }: WalkProps) => {
  const [cursor, setCursor] = useState<string | null>(chosen);
  const [followed, follow] = useState(chosen);
  // An alert that is opened from elsewhere, by a pop-up or the palette, is the one that the keys act on: as soon as it is shown, not after.
  if (chosen !== followed) {
    follow(chosen);
    if (chosen !== null) setCursor(chosen);
  }
  const lines = useMemo(() => items.filter((item) => item.kind !== 'heading'), [items]);
  const at = useMemo(() => (cursor === null ? -1 : lines.findIndex(({ id }) => id === cursor)), [lines, cursor]);
  const lastAt = useRef(0);
  const line = lines[at] ?? null;
  const stand = (id: string): void => {
    lastAt.current = lines.findIndex((one) => one.id === id);
    setCursor(id);
    onWork();
  };
  /** Goes so many lines on; gives the line that it comes to. */
  const move = (step: number): Line | null => {
    // Where the row left the list, as it does once it is resolved, the one after it has taken its place.
    const to = at >= 0 ? at + step : cursor === null ? 0 : lastAt.current + Math.min(step, 0);
    const next = lines[Math.max(0, Math.min(lines.length - 1, to))] ?? null;
    if (next !== null) stand(next.id);
    return next;
  };
  const turn = (fold: string): void => {
    stand(fold);
    toggle(fold);
  };
  /** Into a group, as the arrow to the right leads: opens it, then goes to its first alert. */
  const into = (): void => {
    if (line?.kind !== 'fold') return;
    if (line.isOpen) move(1);
    else turn(line.id);
  };
  /** Out of it again, and closes it. */
  const outOf = (): void => {
    if (line?.kind === 'alert' && line.within !== null) turn(line.within);
    if (line?.kind === 'fold' && line.isOpen) turn(line.id);
  };
  useHidden({ items, cursor, chosen, isResting, toggle, leave: () => setCursor(null) });
  return { cursor, line, hasSunk: at > lastAt.current, stand, move, turn, into, outOf, leave: () => setCursor(null) };
};

interface HiddenProps extends Pick<WalkProps, 'items' | 'chosen' | 'isResting' | 'toggle'> {
  readonly cursor: string | null;
  readonly leave: () => void;
}

const hiddenIn = (items: readonly ListItem[], id: string | null): string | null =>
  items.find((item) => item.kind === 'fold' && !item.isOpen && item.fold.rows.some((row) => row.id === id))?.id ?? null;

/** Nothing is acted on out of sight: a group with the alert that is shown opens once, and the keys leave one that went into a group. */
const useHidden = ({ items, cursor, chosen, isResting, toggle, leave }: HiddenProps): void => {
  const shown = useRef<string | null>(null);
  const hidden = useMemo(() => (cursor === null ? null : hiddenIn(items, cursor)), [items, cursor]);
  useEffect(() => {
    if (chosen === null) shown.current = null;
    if (hidden === null) return;
    if (chosen !== null && chosen === cursor && shown.current !== chosen) {
      shown.current = chosen;
      toggle(hidden);
    } else if (isResting && chosen === null) leave();
  });
};
