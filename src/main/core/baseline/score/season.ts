import type { Instant } from '../../time/instant.js';
import { NEAREST } from './limits.js';
import { createTail, rarityOf, type Tail } from './tail.js';

/** What is usual at this time of the day and of the week (UTC), in half hours. */
export interface Season {
  readonly day: Table;
  readonly week: Table;
  /** The usual distance between rows in milliseconds; 0 before the second row. */
  step: number;
  first: Instant | null;
  last: Instant | null;
  /** How far off, on average, a plain slow level has been. */
  plainError: number;
  level: number;
  /** How far the series lies off its season: lately, and in the long run. */
  offLately: number;
  offLong: number;
  readonly tail: Tail;
}

interface Table {
  readonly levels: Float32Array;
  readonly counts: Float32Array;
  error: number;
}

const MINUTE = 60_000;
const SLOT = 30 * MINUTE;
const DAY = 1_440 * MINUTE;
const DAY_SLOTS = DAY / SLOT;
const DAYS_BEFORE_DAILY = 2;
const DAYS_BEFORE_WEEKLY = 8;
/** A season has a say once it explains this share of what a level leaves unexplained. */
const LEAST_GAIN = 0.15;

const createTable = (slots: number): Table => ({ levels: new Float32Array(slots), counts: new Float32Array(slots), error: 0 });

export const createSeason = (): Season => ({
  day: createTable(DAY_SLOTS),
  week: createTable(7 * DAY_SLOTS),
  step: 0,
  first: null,
  last: null,
  plainError: 0,
  level: 0,
  offLately: 0,
  offLong: 0,
  tail: createTail(),
});

/**
 * −log10 of how rare it is to be so far off what is usual at this time; 0 before a season is known. Then learns the value.
 * `range` is the known range of the series, `floor` the least that matters.
 */
export const seasonRarity = (season: Season, at: Instant, value: number, range: number, floor: number): number => {
  keepStep(season, at);
  const daySlot = Math.floor((at % DAY) / SLOT);
  // The epoch began on a Thursday.
  const weekSlot = ((Math.floor(at / DAY) + 3) % 7) * DAY_SLOTS + daySlot;
  const table = tableInForce(season, at, weekSlot);
  const slot = table === season.day ? daySlot : weekSlot;
  const isReady = (table.counts[slot] as number) > 0 && isOldEnough(season, at, DAYS_BEFORE_DAILY);
  const usual = usualFor(table, slot, value);
  learnErrors(season, value, daySlot, weekSlot, range);
  const rarity = isReady ? offRarity(season, value - usual, floor) : 0;
  learnSlot(season.day, daySlot, value, 0.2 * slotShare(season));
  learnSlot(season.week, weekSlot, value, 0.3 * slotShare(season));
  return rarity;
};

const keepStep = (season: Season, at: Instant): void => {
  season.first ??= at;
  if (season.last !== null) {
    const apart = at - season.last;
    season.step = season.step === 0 ? apart : Math.min(apart, season.step + 0.05 * (apart - season.step));
  }
  season.last = at;
};

const isOldEnough = ({ first }: Season, at: Instant, days: number): boolean => first !== null && at - first >= days * DAY;

/** The week's table where it is known here and has been nearer than the day's. */
const tableInForce = (season: Season, at: Instant, weekSlot: number): Table => {
  const { day, week } = season;
  const isWeekKnown = (week.counts[weekSlot] as number) > 0 && isOldEnough(season, at, DAYS_BEFORE_WEEKLY);
  return isWeekKnown && week.error < day.error ? week : day;
};

/**
 * The level of the slot, or the nearest to `value` between it and its neighbours: a shift that begins within a slot,
 * or some minutes early, is as usual.
 */
const usualFor = ({ levels, counts }: Table, slot: number, value: number): number => {
  const here = levels[slot] as number;
  const before = (slot + levels.length - 1) % levels.length;
  const behind = (slot + 1) % levels.length;
  const from = (counts[before] as number) > 0 ? (levels[before] as number) : here;
  const to = (counts[behind] as number) > 0 ? (levels[behind] as number) : here;
  return Math.min(Math.max(value, Math.min(from, here, to)), Math.max(from, here, to));
};

/** How much of a slot one row stands for, 0.05–1. */
const slotShare = ({ step }: Season): number => Math.min(1, Math.max(0.05, step / SLOT));

const offRarity = (season: Season, off: number, floor: number): number => {
  const lately = Math.min(1, Math.max(0.15, 0.6 * slotShare(season)));
  season.offLately += lately * (off - season.offLong - season.offLately);
  season.offLong += 0.005 * (off - season.offLong);
  const rarity = rarityOf(season.tail, Math.abs(season.offLately), floor);
  const gain = 1 - Math.min(season.day.error, season.week.error) / (season.plainError + NEAREST);
  return gain > LEAST_GAIN ? rarity : 0;
};

const learnErrors = (season: Season, value: number, daySlot: number, weekSlot: number, range: number): void => {
  const { day, week } = season;
  learnError(day, daySlot, value, range);
  if ((week.counts[weekSlot] as number) > 0) learnError(week, weekSlot, value, range);
  // A week that is not known yet must not win.
  else week.error = 1.05 * day.error;
  season.plainError += 0.01 * (Math.abs(value - season.level) - season.plainError);
  season.level += 0.003 * (value - season.level);
};

const learnError = (table: Table, slot: number, value: number, range: number): void => {
  if (table.counts[slot] === 0) return;
  const error = Math.min(range, Math.abs(value - (table.levels[slot] as number)));
  table.error += 0.01 * (error - table.error);
};

const learnSlot = (table: Table, slot: number, value: number, share: number): void => {
  const count = table.counts[slot] as number;
  const level = table.levels[slot] as number;
  table.levels[slot] = level + Math.max(1 / (count + 1), share) * (value - level);
  table.counts[slot] = count + 1;
};
