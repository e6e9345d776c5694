import { useEffect, useRef } from 'react';

export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const CHORD_WITHIN = 1_200;

const isTyping = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement &&
  event.target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]') !== null;

const ANSWERED: Readonly<Record<string, string>> = {
  Enter: 'a[href], summary',
  ArrowLeft: 'input[type=radio]',
  ArrowRight: 'input[type=radio]',
};

/** Links and disclosures answer Enter themselves, and one of several choices the arrows. */
const isAnswered = (event: KeyboardEvent): boolean => {
  const by = ANSWERED[event.key];
  return by !== undefined && event.target instanceof HTMLElement && event.target.closest(by) !== null;
};

const isBusy = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  event.altKey ||
  isTyping(event) ||
  isAnswered(event) ||
  document.querySelector('dialog[open]') !== null;

const pressed = (event: KeyboardEvent): string =>
  event.ctrlKey || event.metaKey ? `mod+${event.key.toLowerCase()}` : event.key;

/** Whatever listens now: a key that ends a chord of one of them does nothing by itself for any other. */
const listening = new Set<{ readonly current: KeyMap }>();

const isKnown = (chord: string): boolean => [...listening].some(({ current }) => current[chord] !== undefined);

/**
 * Listens for keys while the component is shown: `a`, `Enter`, `mod+k`, and chords as `g a`. Nothing is taken while someone
 * types or a dialog is open, but chords with `mod`.
 */
export const useKeys = (map: KeyMap): void => {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    let before: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent): void => {
      const key = pressed(event);
      if (!key.startsWith('mod+') && isBusy(event)) return;
      const chord = before !== null && event.timeStamp - before.at < CHORD_WITHIN ? `${before.key} ${key}` : null;
      const isChord = chord !== null && isKnown(chord);
      const action = latest.current[isChord ? chord : key];
      before = isChord ? null : { key, at: event.timeStamp };
      if (action === undefined) return;
      event.preventDefault();
      action(event);
    };
    listening.add(latest);
    window.addEventListener('keydown', onKey);
    return () => {
      listening.delete(latest);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
};
