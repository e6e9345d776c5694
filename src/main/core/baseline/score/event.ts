/** An event is told once: after a strong score the detector keeps still for a while, unless something much stronger comes. */
export interface Event {
  seen: number;
  /** The row until which it keeps still. */
  stillUntil: number;
  /** The rarity that it was told with. */
  rarity: number;
}

/** From this rarity on (one in a thousand rows, of 3,500) a row begins an event. */
export const EVENT_RARITY = 3;
const MUCH_STRONGER = 1.3;
/** It keeps still for a twentieth of the rows that it has seen: who has known a series for longer needs to hear less. */
const STILL_SHARE = 0.05;
const SHORTEST_STILL = 30;
const LONGEST_STILL = 500;
/** Before that many rows nothing is a surprise. */
const LEARNING_ROWS = 100;

/** The longer a series is known, the rarer an event has to be, for chance alone has had more rows to be rare in. */
const ASKED_MORE = 0.4;
/** The number of rows at which a rarity counts as it is. */
const PLAIN_ROWS = 3_500;
/** Of so few rows nobody knows what is rare among them: no less is asked of a shorter history. */
const FEWEST_ROWS = 500;

const corrected = (rarity: number, row: number): number =>
  rarity <= 0 ? 0 : Math.max(0, rarity - ASKED_MORE * Math.log10(Math.max(FEWEST_ROWS, row + 1) / PLAIN_ROWS));

export const createEvent = (): Event => ({ seen: 0, stillUntil: 0, rarity: 0 });

/** What is left of a rarity in a history of this length, once the event that it belongs to has been told: most of it, or 0. */
export const tellOnce = (event: Event, given: number): number => {
  const row = event.seen;
  const rarity = corrected(given, row);
  event.seen += 1;
  if (row < LEARNING_ROWS) return 0;
  const isStill = row < event.stillUntil;
  if (isStill && rarity <= MUCH_STRONGER * event.rarity) return 0;
  if (isStill || rarity > EVENT_RARITY) begin(event, row, rarity);
  return rarity;
};

const begin = (event: Event, row: number, rarity: number): void => {
  event.rarity = rarity;
  event.stillUntil = row + Math.min(LONGEST_STILL, Math.max(SHORTEST_STILL, STILL_SHARE * row));
};
