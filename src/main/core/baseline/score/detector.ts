import type { Instant } from '../../time/instant.js';
import { type Centre, createCentre, scaledBy } from './centre.js';
import { createEvent, EVENT_RARITY, type Event, tellOnce } from './event.js';
import { FARTHEST, NEAREST } from './limits.js';
import { createMeans, followMeans, type Means } from './means.js';
import { createPatterns, noveltyOf, type Patterns } from './patterns.js';
import { createRecords, keepRecords, outsideRarity, type Records, rangeOf, stillRarity } from './records.js';
import { createSeason, type Season, seasonRarity } from './season.js';
import { createTail, rarityOf, type Tail } from './tail.js';
import { createUnrest, type Unrest, unrestRarity } from './unrest.js';

/**
 * Scores a series as it comes: one pass, no look ahead, no settings. Several views of it (moves, situations, season, unrest,
 * records) each say how rare the row is among the rows of this series; the rarest counts. Less than 6 kB, of which 3 kB are the season.
 */
export interface Detector {
  /** The first value: all else is kept as the distance to it, so that a small range far from zero is not lost in rounding. */
  readonly origin: number;
  readonly means: Means;
  readonly centre: Centre;
  readonly records: Records;
  readonly season: Season;
  readonly unrest: Unrest;
  readonly situations: Patterns;
  readonly scaledSituations: Patterns;
  readonly tails: Tails;
  readonly event: Event;
  /** Reused each row. */
  readonly situation: Float64Array;
}

type Tails = Readonly<Record<'quickMove' | 'slowMove' | 'scaledMove' | 'situation' | 'scaledSituation', Tail>>;

/** The score that the beginning of an event has at least. */
export const EVENT_SCORE = 0.5;

/** Of the known range: differences far below this share are never a surprise. */
const FLOOR = 0.02;
/** How near situations must be to count as one: as a sum over five numbers in shares of the range, and over four scaled ones. */
const SITUATION_RADIUS = 0.25;
const SCALED_SITUATION_RADIUS = 0.6;

/** A detector for a series that begins with `first`. */
export const createDetector = (first: number): Detector => ({
  origin: first,
  means: createMeans(),
  centre: createCentre(),
  records: createRecords(),
  season: createSeason(),
  unrest: createUnrest(),
  situations: createPatterns(5, SITUATION_RADIUS),
  scaledSituations: createPatterns(4, SCALED_SITUATION_RADIUS),
  tails: {
    quickMove: createTail(),
    slowMove: createTail(),
    scaledMove: createTail(),
    situation: createTail(),
    scaledSituation: createTail(),
  },
  event: createEvent(),
  situation: new Float64Array(5),
});

/**
 * How unusual a finite value is, 0–1, at a moment that is not before the last one: 0 for nothing rare, `EVENT_SCORE` and above
 * where an event begins. Then learns it: changes `detector`.
 */
export const advance = (detector: Detector, at: Instant, reading: number): number => {
  const value = Math.min(FARTHEST, Math.max(-FARTHEST, reading - detector.origin));
  const range = rangeOf(detector.records);
  const floor = FLOOR * range;
  const rarity = Math.max(
    seasonRarity(detector.season, at, value, range, floor),
    outsideRarity(detector.records, value),
    stillRarity(detector.records, value),
    unrestRarity(detector.unrest, value, range),
    moveRarity(detector, value, floor),
    scaledRarity(detector, value, range, floor),
    situationRarity(detector, value, range),
  );
  keepRecords(detector.records, value, detector.means.rule);
  return scoreOf(tellOnce(detector.event, rarity));
};

/** 0 for nothing rare, `EVENT_SCORE` for what begins an event, towards 1 beyond. */
const scoreOf = (rarity: number): number => rarity / (rarity + EVENT_RARITY);

const moveRarity = ({ means, tails }: Detector, value: number, floor: number): number => {
  const { while: whileBefore, rule: ruleBefore } = means;
  followMeans(means, value);
  const quick = rarityOf(tails.quickMove, Math.abs(means.lately - whileBefore), floor);
  const slow = rarityOf(tails.slowMove, Math.abs(means.while - ruleBefore), floor);
  return Math.max(quick, slow);
};

/** In shares of the known range, as an eye sees the series on a chart. */
const situationRarity = ({ means, situation, situations, tails }: Detector, value: number, range: number): number => {
  if (range === 0) return 0;
  situation[0] = value;
  situation[1] = means.now;
  situation[2] = means.lately;
  situation[3] = means.while;
  situation[4] = means.rule;
  return rarityOf(tails.situation, noveltyOf(situations, situation, range + NEAREST), 0.5 * FLOOR);
};

/** On the scale of the centre, where a heavy tail does not drown the small. */
const scaledRarity = (
  { centre, situation, scaledSituations, tails }: Detector,
  value: number,
  range: number,
  floor: number,
): number => {
  situation[0] = scaledBy(centre, value, range, floor);
  situation[1] = centre.now;
  situation[2] = centre.lately;
  situation[3] = centre.while;
  const novelty = rarityOf(tails.scaledSituation, noveltyOf(scaledSituations, situation, 1), 0);
  return Math.max(novelty, rarityOf(tails.scaledMove, Math.abs(centre.now - centre.while), 0));
};
