import type { Clock } from '../../core/port/clock.js';
import { LEASE } from './lease.js';

/** Whether the lead is certainly ours, as far as this desk can tell by itself: by lengths of time alone, because desks' clocks differ. */
export interface Tenure {
  /** To be called before the lease is asked for; what it answers is to be called once it was given. */
  asking(): () => void;
  /** Nobody else can have been given the lead. */
  isCertain(): boolean;
  /** This desk stood still (asleep, stopped) for longer than a lease since it was last given. */
  hasSlept(): boolean;
  stop(): void;
}

interface Moment {
  readonly wall: number;
  readonly monotonic: number;
}

const LOOK = 1_000;
/** The lease may end a little earlier by the server's clock than here. */
const MARGIN = 2_000;

export const createTenure = (clock: Pick<Clock, 'now' | 'monotonic'>): Tenure => {
  const now = (): Moment => ({ wall: clock.now(), monotonic: clock.monotonic() });
  /** The monotonic clock may stand still during sleep, and the other may be set: the longer of both is safe. */
  const since = ({ wall, monotonic }: Moment): number => Math.max(clock.now() - wall, clock.monotonic() - monotonic);
  let renewed: Moment | null = null;
  let looked = now();
  let isSlept = false;
  const look = (): void => {
    // A timer that comes this late did so because nothing ran.
    isSlept ||= since(looked) > LEASE - MARGIN;
    looked = now();
  };
  const timer = setInterval(look, LOOK).unref();
  return {
    asking: () => {
      look();
      const began = now();
      return () => {
        renewed = began;
        isSlept = false;
      };
    },
    isCertain: () => renewed !== null && since(renewed) < LEASE - MARGIN,
    hasSlept: () => {
      look();
      return isSlept;
    },
    stop: () => clearInterval(timer),
  };
};
