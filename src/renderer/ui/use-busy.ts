import { useCallback, useEffect, useRef, useState } from 'react';

const RESTS_AFTER = 8_000;

/**
 * Whether someone is at work in a list: the pointer moved or a key was pressed in it within the last eight seconds. A pointer
 * that merely lies there must not keep a new critical alert from the top.
 */
export const useBusy = (): readonly [boolean, () => void, () => void] => {
  const [isBusy, setBusy] = useState(false);
  const timer = useRef<number | undefined>(undefined);
  const rest = useCallback(() => {
    window.clearTimeout(timer.current);
    setBusy(false);
  }, []);
  const work = useCallback(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setBusy(false), RESTS_AFTER);
    setBusy(true);
  }, []);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return [isBusy, work, rest];
};
