import type { Document } from 'mongodb';
import type { Sample, SeriesId } from '../../core/model/sample.js';
import { decodeChunk } from '../codec/chunk.js';
import { decodeRollup } from '../codec/rollup.js';
import { overlay } from '../overlay.js';
import { type Bucket, bucketsOf, type Detail } from '../range/bucket.js';
import { HOUR, hourEnd, hourOf, type RollupLevel, STEP } from '../range/level.js';
import { createBreath } from './breath.js';
import {
  AT_ONCE,
  type Collections,
  FEW,
  hoursWithin,
  keyOf,
  MOST_KEYS,
  type RollupDoc,
  type SamplesDoc,
  SPAN,
  spansWithin,
  type Units,
  within,
} from './collections.js';
import { byHour } from './fold.js';
import type { Fresh } from './fresh.js';
import type { Floors } from './meta.js';

/** What a reading starts from. It must be had before the database is asked: samples only ever move from commits into their hours. */
export interface Look {
  readonly collections: Collections;
  readonly fresh: Fresh;
  readonly floors: Floors;
  /** The numbers of those that are known. */
  numbersOf(series: readonly SeriesId[]): Promise<ReadonlyMap<SeriesId, number>>;
}

/** By the number of their series. */
export type BySeries<Value> = ReadonlyMap<number, Value>;

/** An hour's samples as its document holds them: the sealed ones, and over them what came since. */
export const samplesIn = ({ u, body, pieces = [] }: Pick<SamplesDoc, 'u' | 'body' | 'pieces'>): readonly Sample[] => {
  const hour = u * HOUR;
  const sealed: readonly Sample[] = body === undefined ? [] : decodeChunk(hour, body);
  return pieces.reduce((under, piece) => overlay(under, decodeChunk(hour, piece)), sealed);
};

/** Samples of `[from, to)`, as far back as they are kept. */
export const readSamples = async (
  look: Look,
  numbers: readonly number[],
  from: number,
  to: number,
): Promise<BySeries<readonly Sample[]>> => {
  const begin = Math.max(from, look.floors.raw);
  if (numbers.length === 0 || begin >= to) return new Map(numbers.map((series) => [series, []]));
  const docs = look.collections.samples.find(within(numbers, hoursWithin(begin, to)), AT_ONCE).sort({ u: 1 });
  const parts = new Map<number, Sample[]>();
  const wanted = new Set(numbers);
  for await (const doc of docs) {
    if (!wanted.has(doc.s)) continue;
    const samples = parts.get(doc.s) ?? [];
    parts.set(doc.s, samples);
    for (const sample of samplesIn(doc)) if (sample.at >= begin && sample.at < to) samples.push(sample);
  }
  return new Map(numbers.map((series) => [series, overlay(parts.get(series) ?? [], look.fresh.read(series, begin, to))]));
};

/** The hours with samples that are not sealed, each with all of its samples: what is rolled up of such an hour does not hold. */
export const readUnsealed = async (
  look: Look,
  numbers: readonly number[],
  from: number,
  to: number,
): Promise<BySeries<ReadonlyMap<number, readonly Sample[]>>> => {
  const begin = Math.max(hourOf(from), look.floors.raw);
  const found = new Map<number, Map<number, readonly Sample[]>>();
  const put = (series: number, hour: number, samples: readonly Sample[]): void => {
    const hours = found.get(series) ?? new Map<number, readonly Sample[]>();
    found.set(series, hours.set(hour, samples));
  };
  if (numbers.length === 0 || begin >= to) return found;
  const { from: first, to: end } = hoursWithin(begin, hourEnd(to));
  const wanted = new Set(numbers);
  const breathe = createBreath();
  for await (const doc of look.collections.samples.find(openWithin(numbers, { from: first, to: end }), AT_ONCE)) {
    if (wanted.has(doc.s)) put(doc.s, doc.u * HOUR, samplesIn(doc));
    const pause = breathe();
    if (pause !== null) await pause;
  }
  await addFresh(look, numbers, begin, hourEnd(to), found, put);
  return found;
};

/** Up to so many hours series are looked through one by one: the index of what is open finds that of all others, too. Of many the newest hours are open alone. */
const [MOST_HOURS, MOST_HOURS_OF_MANY] = [48, 2];

const openWithin = (numbers: readonly number[], units: Units): object => {
  const { from, to } = units;
  const isMany = numbers.length > FEW;
  const isShort = to - from <= (isMany ? MOST_HOURS_OF_MANY : MOST_HOURS) && numbers.length * (to - from) <= MOST_KEYS;
  if (isShort) return { ...within(numbers, units), open: { $exists: true } };
  return { open: { $gte: from, $lt: to }, ...(isMany ? {} : { s: { $in: numbers } }) };
};

/** Fresh samples lie over what their hour holds, sealed or not; hours that are not known to be open are looked up together. */
const addFresh = async (
  look: Look,
  numbers: readonly number[],
  begin: number,
  end: number,
  found: BySeries<ReadonlyMap<number, readonly Sample[]>>,
  put: (series: number, hour: number, samples: readonly Sample[]) => void,
): Promise<void> => {
  const fresh = look.fresh.numbers();
  const over = numbers
    .filter((series) => fresh.has(series))
    .flatMap((series) =>
      [...byHour(look.fresh.read(series, begin, end))].map(([hour, samples]) => ({ series, hour, samples })),
    );
  const others = over.filter(({ series, hour }) => found.get(series)?.has(hour) !== true);
  const under = await readNamed(look, others);
  for (const { series, hour, samples } of over)
    put(series, hour, overlay(found.get(series)?.get(hour) ?? under.get(keyOf(series, hour / HOUR)) ?? [], samples));
};

interface NamedHour {
  readonly series: number;
  readonly hour: number;
}

/** The samples of single hours, by their keys. */
const readNamed = async (
  { collections }: Look,
  hours: readonly NamedHour[],
): Promise<ReadonlyMap<number, readonly Sample[]>> => {
  const found = new Map<number, readonly Sample[]>();
  for (let i = 0; i < hours.length; i += MOST_KEYS) {
    const keys = hours.slice(i, i + MOST_KEYS).map(({ series, hour }) => keyOf(series, hour / HOUR));
    for await (const doc of collections.samples.find({ _id: { $in: keys } }, AT_ONCE)) found.set(doc._id, samplesIn(doc));
  }
  return found;
};

export interface ReadBuckets {
  readonly buckets: readonly Bucket[];
  /** The instant of the last sample, where the last hour is not sealed. */
  readonly newest: number | undefined;
}

/** Buckets that start in `[from, to)`, in order: rolled up where the hour is sealed, else reckoned from its samples. */
export const readBuckets = async (
  look: Look,
  numbers: readonly number[],
  level: RollupLevel,
  from: number,
  to: number,
  detail: Detail,
): Promise<BySeries<ReadBuckets>> => {
  if (numbers.length === 0 || from >= to) return new Map();
  const unsealed = await readUnsealed(look, numbers, from, to);
  const rollups = await readRollups(look, numbers, level, hourOf(from), to, unsealed);
  return new Map(
    numbers.map((series) => {
      const hours = new Map<number, readonly Bucket[]>();
      for (const [hour, body] of rollups.get(series) ?? []) hours.set(hour, decodeRollup(hour, STEP[level], body, detail));
      for (const [hour, samples] of unsealed.get(series) ?? []) hours.set(hour, bucketsOf(samples, STEP[level], detail));
      const buckets = inOrder(hours).filter(({ start }) => start >= from && start < to);
      const last = buckets.at(-1)?.start;
      const newest = last === undefined ? undefined : unsealed.get(series)?.get(hourOf(last))?.at(-1)?.at;
      return [series, { buckets, newest }];
    }),
  );
};

const inOrder = (hours: ReadonlyMap<number, readonly Bucket[]>): readonly Bucket[] =>
  [...hours].sort(([a], [b]) => a - b).flatMap(([, buckets]) => buckets);

/**
 * Rollups as bytes, by their hours, of the hours of `[from, to)` that are still kept. What is not sealed must have been read before: where all that is
 * asked of a series is among that, nothing is asked here.
 */
export const readRollups = async (
  { collections, floors }: Look,
  numbers: readonly number[],
  level: RollupLevel,
  from: number,
  to: number,
  unsealed: BySeries<ReadonlyMap<number, unknown>>,
): Promise<BySeries<readonly (readonly [number, Uint8Array])[]>> => {
  const begin = Math.max(from, floors[level]);
  const found = new Map<number, (readonly [number, Uint8Array])[]>();
  const hasSealed = (series: number): boolean => {
    const open = unsealed.get(series);
    if (open === undefined) return true;
    for (let hour = hourOf(begin); hour < to; hour += HOUR) if (!open.has(hour)) return true;
    return false;
  };
  const some = begin < to ? numbers.filter(hasSealed) : [];
  if (some.length === 0) return found;
  const wanted = within(some, spansWithin(level, begin, to));
  const breathe = createBreath();
  for await (const doc of collections.rollups[level].find(wanted, { ...AT_ONCE, projection: hoursOnly(level, begin, to) })) {
    const hours = found.get(doc.s) ?? [];
    found.set(doc.s, hours);
    const open = unsealed.get(doc.s);
    for (const [hour, body] of hoursOf(doc))
      if (hour >= begin && hour < to && open?.has(hour) !== true) hours.push([hour, body]);
    const pause = breathe();
    if (pause !== null) await pause;
  }
  return found;
};

/** Of a month in one document a day is wanted: what else is in it need not cross. */
const hoursOnly = (level: RollupLevel, from: number, to: number): Document => {
  const count = (hourEnd(to) - hourOf(from)) / HOUR;
  if (count > SPAN[level] / 2) return {};
  const hours = Array.from({ length: count }, (_, i) => [`hours.${hourOf(from) + i * HOUR}`, 1] as const);
  return { s: 1, ...Object.fromEntries(hours) };
};

const hoursOf = ({ hours = {} }: Partial<RollupDoc>): readonly (readonly [number, Uint8Array])[] =>
  Object.entries(hours).map(([hour, body]) => [Number(hour), body]);
