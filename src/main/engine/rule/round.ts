import { spread } from '../spread.js';

/** In so many seconds every alert has been looked at once. */
export const ROUND = 15;

/** An alert's own second of the round. */
export const placeInRound = (fingerprint: string): number => Math.floor(spread(fingerprint) * ROUND);

/** Whether one of the last `passed` seconds up to `second` (since the epoch) was the alert's own. */
export const isTurnOf = ({ place }: { readonly place: number }, second: number, passed: number): boolean =>
  (((second - place) % ROUND) + ROUND) % ROUND < passed;
