import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button, IconButton } from './button.js';
import { type MarkTone, ToneIcon } from './mark.js';

export interface Toast {
  readonly text: string;
  readonly tone: MarkTone;
  readonly undo?: () => void;
}

interface Shown extends Toast {
  readonly id: number;
}

const STAYS = 8_000;
const MOST = 3;

let shown: readonly Shown[] = [];
let last = 0;
const listeners = new Set<() => void>();

const show = (next: readonly Shown[]): void => {
  shown = next;
  for (const listener of listeners) listener();
};

const drop = (id: number): void => show(shown.filter((toast) => toast.id !== id));

/** Says what happened, for eight seconds; longer while the pointer or the focus is on it. */
export const toast = (message: Toast): void => {
  last += 1;
  show([...shown, { ...message, id: last }].slice(-MOST));
};

/** Runs the newest undo that is still offered; false where there is none. */
export const undoLast = (): boolean => {
  const found = shown.findLast((entry) => entry.undo !== undefined);
  found?.undo?.();
  if (found !== undefined) drop(found.id);
  return found !== undefined;
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const Line = ({ entry }: { entry: Shown }) => {
  const [isHeld, hold] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = window.setTimeout(() => drop(entry.id), STAYS);
    return () => window.clearTimeout(timer);
  }, [entry.id, isHeld]);
  const undo = entry.undo;
  return (
    <li
      className="floats pointer-events-auto flex max-w-md items-center gap-2.5 py-1.5 pr-1.5 pl-3"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <ToneIcon tone={entry.tone} />
      <span className="min-w-0 flex-1">{entry.text}</span>
      {undo !== undefined && (
        <Button
          look="quiet"
          shortcut="u"
          onClick={() => {
            undo();
            drop(entry.id);
          }}
        >
          Undo
        </Button>
      )}
      <IconButton name="Dismiss" onClick={() => drop(entry.id)}>
        <X size={14} aria-hidden="true" />
      </IconButton>
    </li>
  );
};

export const Toasts = () => {
  const entries = useSyncExternalStore(subscribe, () => shown);
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-30 flex justify-center"
    >
      <ul className="flex flex-col gap-2">
        {entries.map((entry) => (
          <Line key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
};
