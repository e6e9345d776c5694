import { NEAREST } from './limits.js';

/**
 * A slow centre and spread that single strokes do not move, and the value in their terms on a scale that is straight near
 * the centre and logarithmic far from it: there a heavy tail is as easy to compare as a narrow one.
 */
export interface Centre {
  seen: number;
  middle: number;
  /** The mean distance from the middle, with what is far away cut off. */
  spread: number;
  /** Fading means of the scaled value over about 3, 10 and 50 rows. */
  now: number;
  lately: number;
  while: number;
}

const SETTLING_ROWS = 30;
const SLOWEST = 0.004;

export const createCentre = (): Centre => ({ seen: 0, middle: 0, spread: 0, now: 0, lately: 0, while: 0 });

/** Follows the value and answers it scaled. `range` is the known range of the series, `floor` the least that matters. */
export const scaledBy = (centre: Centre, value: number, range: number, floor: number): number => {
  centre.seen += 1;
  const share = Math.max(SLOWEST, 1 / centre.seen);
  if (centre.seen <= SETTLING_ROWS) settle(centre, value, share);
  else creep(centre, value, share, range);
  const scaled = Math.asinh((value - centre.middle) / (1.5 * centre.spread + 0.5 * floor + NEAREST));
  followScaled(centre, scaled);
  return scaled;
};

const settle = (centre: Centre, value: number, share: number): void => {
  const apart = Math.abs(value - centre.middle);
  centre.middle += share * (value - centre.middle);
  centre.spread += share * (apart - centre.spread);
};

const creep = (centre: Centre, value: number, share: number, range: number): void => {
  const apart = Math.abs(value - centre.middle);
  centre.spread += share * (Math.min(apart, 4 * centre.spread + 0.01 * range) - centre.spread);
  centre.middle += share * Math.sign(value - centre.middle) * Math.min(apart, 2 * centre.spread + 0.002 * range);
};

const followScaled = (centre: Centre, scaled: number): void => {
  if (centre.seen === 1) {
    centre.now = scaled;
    centre.lately = scaled;
    centre.while = scaled;
    return;
  }
  centre.now += 0.35 * (scaled - centre.now);
  centre.lately += 0.1 * (scaled - centre.lately);
  centre.while += 0.02 * (scaled - centre.while);
};
