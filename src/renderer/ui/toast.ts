import { useSyncExternalStore } from 'react';
import type { MarkTone } from './mark.js';

export interface Toast {
  readonly text: string;
  readonly tone: MarkTone;
  readonly undo?: () => void;
}

export interface ShownToast extends Toast {
  readonly id: number;
}

const MOST = 3;

let shown: readonly ShownToast[] = [];
let last = 0;
const listeners = new Set<() => void>();

const show = (next: readonly ShownToast[]): void => {
  shown = next;
  for (const listener of listeners) listener();
};

/** Takes one away. */
export const dropToast = (id: number): void => show(shown.filter((toast) => toast.id !== id));

/** Says what happened, for eight seconds; longer while the pointer or the focus is on it. */
export const toast = (message: Toast): void => {
  last += 1;
  show([...shown, { ...message, id: last }].slice(-MOST));
};

/** Runs the newest undo that is still offered; false where there is none. */
export const undoLast = (): boolean => {
  const found = shown.findLast((entry) => entry.undo !== undefined);
  found?.undo?.();
  if (found !== undefined) dropToast(found.id);
  return found !== undefined;
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What is said now, kept up to date. */
export const useToasts = (): readonly ShownToast[] => useSyncExternalStore(subscribe, () => shown);
