import type { Rate } from '../../core/model/telling.js';

/** Counts what has begun by a channel, and says how long the next must wait for its rate. */
export interface PaceKeeper {
  /** Milliseconds until the next may begin; 0: now. */
  waitAt(steady: number): number;
  begun(steady: number): void;
}

/** At most `count` in any stretch of `per`, measured on the steady clock. Null: as many as there are. */
export const createPaceKeeper = (rate: Rate | null): PaceKeeper => {
  if (rate === null) return { waitAt: () => 0, begun: () => undefined };
  const latest: number[] = [];
  return {
    waitAt: (steady) => (latest.length < rate.count ? 0 : Math.max(0, (latest[0] as number) + rate.per - steady)),
    begun: (steady) => {
      latest.push(steady);
      if (latest.length > rate.count) latest.shift();
    },
  };
};
