import { NEAREST } from './limits.js';
import { createTail, rarityOf, type Tail } from './tail.js';

/** How much neighbours differ, lately and as a rule: a series can change without moving. */
export interface Unrest {
  seen: number;
  last: number;
  lately: number;
  rule: number;
  readonly tail: Tail;
}

const SETTLING_ROWS = 100;
const FLOOR = 0.006;

export const createUnrest = (): Unrest => ({ seen: 0, last: 0, lately: 0, rule: 0, tail: createTail() });

/** How rare it is that unrest differs so much from what it is as a rule; by ratio, up or down. */
export const unrestRarity = (unrest: Unrest, value: number, range: number): number => {
  const step = Math.abs(value - unrest.last);
  unrest.seen += 1;
  unrest.lately += 0.06 * (step - unrest.lately);
  unrest.rule += 0.004 * (step - unrest.rule);
  if (unrest.seen <= SETTLING_ROWS) unrest.rule += (step - unrest.rule) / unrest.seen;
  unrest.last = value;
  const least = 0.005 * range + NEAREST;
  return rarityOf(unrest.tail, Math.abs(Math.log((unrest.lately + least) / (unrest.rule + least))), FLOOR);
};
