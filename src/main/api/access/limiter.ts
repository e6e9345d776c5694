import type { Clock } from '../../core/port/clock.js';

export interface Limiter {
  /** Counts one more of `key`, unless it has had its share. */
  take(key: string): boolean;
  /** Whether `key` has had its share. */
  isSpent(key: string): boolean;
}

/** More keys than this are not told apart, so that a flood of addresses cannot fill the memory. */
const MOST_KEYS = 1_000;

/** At most `share` of each key within every window of `window` milliseconds. */
export const createLimiter = (clock: Clock, share: number, window: number): Limiter => {
  let counts = new Map<string, number>();
  let endsAt = clock.monotonic() + window;

  const current = (): Map<string, number> => {
    if (clock.monotonic() < endsAt) return counts;
    counts = new Map();
    endsAt = clock.monotonic() + window;
    return counts;
  };
  const named = (key: string): string => (current().has(key) || counts.size < MOST_KEYS ? key : 'everyone else');
  const isSpent = (key: string): boolean => (current().get(named(key)) ?? 0) >= share;

  return {
    isSpent,
    take: (key) => {
      if (isSpent(key)) return false;
      const name = named(key);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return true;
    },
  };
};
