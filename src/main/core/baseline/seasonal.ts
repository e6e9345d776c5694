import type { Band, HourHistory, Place } from '../model/baseline.js';
import { hours, type Instant } from '../time/instant.js';
import type { LocalHours } from '../time/zone.js';
import { bandAround, placeAround } from './ema.js';
import { hourOf, reach, slotOf } from './hours.js';
import { type Likeness, likeHours } from './like-hours.js';
import { median, medianInPlace, quantile } from './robust.js';

/** Robust deviations to either side: chosen by measurement, see docs/decisions/0006-baselines.md. */
const WIDTH = 3.1;

const DAY = 24;
const WEEK = 7 * DAY;
/** Hours of history from which a season is told, and from which it is that of the week. */
export const DAILY_FROM = 3 * DAY;
const WEEKLY_FROM = 3 * WEEK;
/** Like hours that make a centre: three weeks of one, or two days of one kind. */
const LEAST: Readonly<Record<Likeness, number>> = { week: 3, day: 2 };
/** The spread between like hours is pooled over this many hours to either side. */
const POOLED = 3;

/** Hours of history that bear on a season at an hour; as long as the history is less than half filled, only what is filled counts. */
export const seasonLength = (history: HourHistory, hour: number): number => {
  const { span, filled } = reach(history, hour);
  return Math.min(span, 2 * filled);
};

/** Which season a history is long enough to tell at an hour. */
export const seasonOf = (history: HourHistory, hour: number): 'learning' | 'day' | 'week' => {
  const length = seasonLength(history, hour);
  if (length < DAILY_FROM) return 'learning';
  return length < WEEKLY_FROM ? 'day' : 'week';
};

/** The band of this hour of the week or day; null until there are three days. */
export const seasonalBand = (history: HourHistory, at: Instant, local: LocalHours): Band | null => {
  const shape = knownShape(history, hourOf(at), local);
  if (shape === null) return null;
  return shape.kind === 'range' ? shape.band : bandAround(lineAt(shape, at), shape.deviation, WIDTH);
};

/** Where a value lies to that band, which is not made for it; null until there are three days. */
export const placeInSeason = (history: HourHistory, at: Instant, value: number, local: LocalHours): Place | null => {
  const shape = knownShape(history, hourOf(at), local);
  if (shape === null) return null;
  if (shape.kind === 'like') return placeAround(value, lineAt(shape, at), shape.deviation, WIDTH);
  const { low, high } = shape.band;
  return value > high ? 'above' : value < low ? 'below' : 'within';
};

/** What an hour's bands have in common. */
type Shape =
  | { readonly kind: 'like'; readonly centre: number; readonly slope: number; readonly deviation: number }
  | { readonly kind: 'range'; readonly band: Band };

interface KnownShape {
  readonly hour: number;
  readonly local: LocalHours;
  readonly shape: Shape | null;
}

/**
 * The two shapes last asked for, for as long as their history is: many values of one hour are judged in a row, and after the
 * stroke of the hour the newest points lie on both sides of it.
 */
const shapes = new WeakMap<HourHistory, readonly [KnownShape, KnownShape | null]>();

const knownShape = (history: HourHistory, hour: number, local: LocalHours): Shape | null => {
  const known = shapes.get(history);
  for (const one of known ?? []) if (one?.hour === hour && one.local === local) return one.shape;
  const shape = shapeOf(history, hour, local);
  shapes.set(history, [{ hour, local, shape }, known?.[0] ?? null]);
  return shape;
};

const shapeOf = (history: HourHistory, hour: number, local: LocalHours): Shape | null => {
  const length = seasonLength(history, hour);
  if (length < DAILY_FROM) return null;
  const weekly = length < WEEKLY_FROM ? null : shapeOfLike(history, hour, local, 'week');
  return (
    weekly ??
    shapeOfLike(history, hour, local, 'day') ?? {
      kind: 'range',
      band: bandOfAll(history, slotsLike(history, hour, local, 'day')),
    }
  );
};

/** Slots with a value of earlier hours that an hour is like. */
const slotsLike = (history: HourHistory, hour: number, local: LocalHours, likeness: Likeness): readonly number[] => {
  const slots: number[] = [];
  const oldest = history.newest - history.centres.length;
  for (const other of likeHours(hour, local, likeness, hour - oldest)) {
    const slot = slotOf(history, other);
    if (slot !== -1 && !Number.isNaN(history.centres[slot])) slots.push(slot);
  }
  return slots;
};

const shapeOfLike = (history: HourHistory, hour: number, local: LocalHours, likeness: Likeness): Shape | null => {
  const slotsAt = (other: number): readonly number[] => slotsLike(history, other, local, likeness);
  const slots = slotsAt(hour);
  if (slots.length < LEAST[likeness]) return null;
  const between = spreadBetween(history, hour, slotsAt);
  const within = noiseAround(history, hour, slotsAt);
  // The centre is itself a median of so many hours, and as uncertain as that.
  const deviation = Math.sqrt(within ** 2 + between ** 2 * (1 + Math.PI / (2 * slots.length)));
  const slope = medianOf(valuesOf(history.slopes, slots));
  return { kind: 'like', centre: medianInPlace(valuesOf(history.centres, slots)), slope, deviation };
};

const valuesOf = (from: Float32Array, slots: readonly number[]): number[] => slots.map((slot) => from[slot] as number);

/** The hour's own line: many values rise or fall as the hour goes on, and some jump as the clock strikes. */
const lineAt = ({ centre, slope }: Shape & { kind: 'like' }, at: Instant): number =>
  centre + slope * (at / hours(1) - hourOf(at) - 0.5);

/** The usual noise of such an hour and the two beside it. A spike in one of them does not move the median of all. */
const noiseAround = (history: HourHistory, hour: number, slotsAt: (hour: number) => readonly number[]): number => {
  const slots = [hour - 1, hour, hour + 1].flatMap(slotsAt);
  return medianOf(valuesOf(history.noises, slots));
};

/** The median of what is known; 0 where nothing is. */
const medianOf = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? 0 : medianInPlace(known);
};

/** Median of |a − b| of two independent normal values, in standard deviations. */
const PAIR = Math.SQRT2 * 0.6745;

/**
 * How far like hours differ from each other: the median distance of all pairs, pooled over the hours around (after
 * Rousseeuw and Croux 1993, who need no centre for it; with three weeks a centre would be one of the three).
 */
const spreadBetween = (history: HourHistory, hour: number, slotsAt: (hour: number) => readonly number[]): number => {
  const values: (readonly number[])[] = [];
  for (let other = hour - POOLED; other <= hour + POOLED; other += 1) values.push(valuesOf(history.centres, slotsAt(other)));
  const distances = distancesWithin(values);
  return distances.length === 0 ? 0 : medianInPlace(distances) / PAIR;
};

/** Of all pairs within each list. */
const distancesWithin = (lists: readonly (readonly number[])[]): Float64Array => {
  const distances = new Float64Array(lists.reduce((pairs, { length }) => pairs + (length * (length - 1)) / 2, 0));
  let filled = 0;
  for (const values of lists) {
    for (let one = 1; one < values.length; one += 1) {
      for (let other = 0; other < one; other += 1) {
        distances[filled] = Math.abs((values[one] as number) - (values[other] as number));
        filled += 1;
      }
    }
  }
  return distances;
};

const ALMOST_ALL = 0.98;

/** A kind of day that was not seen yet is judged by all that was: by the range of whole days. */
const bandOfAll = (history: HourHistory, like: readonly number[]): Band => {
  const means = [...history.centres].filter((mean) => !Number.isNaN(mean)).sort((a, b) => a - b);
  const within = medianOf([...history.noises]);
  const [least, most] = [quantile(means, 1 - ALMOST_ALL), quantile(means, ALMOST_ALL)];
  const expected = median(like.length > 0 ? valuesOf(history.centres, like) : means);
  const scale = bandAround(expected, within, WIDTH).deviation;
  const deviation = scale + (most - least) / 2 / WIDTH;
  return { expected, deviation, low: least - WIDTH * scale, high: most + WIDTH * scale };
};
