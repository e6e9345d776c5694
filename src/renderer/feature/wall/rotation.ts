import { useEffect, useState } from 'react';

export interface Rotation {
  readonly index: number;
  /** Shows that panel; the others follow it. */
  readonly show: (index: number) => void;
}

/** Goes through `count` panels, each for so many seconds, while nothing holds it. */
export const useRotation = (count: number, seconds: number, isHeld: boolean): Rotation => {
  const [index, setIndex] = useState(0);
  const at = index < count ? index : 0;
  useEffect(() => {
    if (isHeld || count < 2) return;
    const timer = window.setTimeout(() => setIndex((at + 1) % count), seconds * 1_000);
    return () => window.clearTimeout(timer);
  }, [at, count, seconds, isHeld]);
  return { index: at, show: (next) => setIndex((next + count) % count) };
};

/** Pixels by which the picture moves, minute after minute, so that nothing burns into a screen that shows it for months. */
const SHIFTS = [
  [0, 0],
  [4, 2],
  [6, 6],
  [2, 8],
  [-3, 7],
  [-6, 3],
  [-5, -3],
  [1, -4],
] as const;
const MINUTE = 60_000;

/** Where the picture lies in this minute: `translate(4px, 2px)`. */
export const shiftAt = (now: number): string => {
  const [x, y] = SHIFTS[Math.floor(now / MINUTE) % SHIFTS.length] ?? SHIFTS[0];
  return `translate(${x}px, ${y}px)`;
};
