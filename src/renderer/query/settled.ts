import { useEffect, useState } from 'react';

/** A text once nobody has changed it for so many milliseconds; empty before. */
export const useSettled = (text: string, pause: number): string => {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    if (text === settled) return;
    const timer = window.setTimeout(() => setSettled(text), pause);
    return () => window.clearTimeout(timer);
  }, [text, settled, pause]);
  return settled;
};
