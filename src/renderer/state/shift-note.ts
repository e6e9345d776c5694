import { create } from 'zustand';

const KEY = 'watchroom.shift-note';

const stored = (): string => {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    // As with the preferences: a forbidden storage costs the note, never the console.
    return '';
  }
};

/** What the person at this desk wants to tell the next one. Kept by the browser until they empty it, of no concern to main. */
export const useShiftNote = create<{ readonly text: string }>(() => ({ text: stored() }));

export const writeShiftNote = (text: string): void => {
  useShiftNote.setState({ text });
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // It holds for this window only.
  }
};
