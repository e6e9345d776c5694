import type { Document } from 'mongodb';
import type { Sample, SeriesId } from '../../core/model/sample.js';
import { decodeChunk } from '../codec/chunk.js';
import { decodeRollup } from '../codec/rollup.js';
import { overlay } from '../overlay.js';
import { type Bucket, bucketsOf, type Detail } from '../range/bucket.js';
import { HOUR, hourEnd, hourOf, type RollupLevel, STEP } from '../range/level.js';
import {
  type Collections,
  FEW,
  hoursWithin,
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
  const docs = look.collections.samples.find(within(numbers, hoursWithin(begin, to))).sort({ u: 1 });
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
  for await (const doc of look.collections.samples.find(openWithin(numbers, { from: first, to: end })))
    if (wanted.has(doc.s)) put(doc.s, doc.u * HOUR, samplesIn(doc));
  await addFresh(look, numbers, begin, hourEnd(to), found, put);
  return found;
};

/** Up to so many hours a few series are looked through one by one: the index of what is open finds that of all others, too. */
const MOST_HOURS = 48;

const openWithin = (numbers: readonly number[], units: Units): object => {
  const { from, to } = units;
  if (numbers.length > FEW) return { open: { $gte: from, $lt: to } };
  if (to - from <= MOST_HOURS) return { ...within(numbers, units), open: { $exists: true } };
  return { open: { $gte: from, $lt: to }, s: { $in: numbers } };
};

const addFresh = async (
  look: Look,
  numbers: readonly number[],
  begin: number,
  end: number,
  found: BySeries<ReadonlyMap<number, readonly Sample[]>>,
  put: (series: number, hour: number, samples: readonly Sample[]) => void,
): Promise<void> => {
  const fresh = look.fresh.numbers();
  for (const series of numbers) {
    if (!fresh.has(series)) continue;
    for (const [hour, samples] of byHour(look.fresh.read(series, begin, end))) {
      // Late ones, for an hour that is sealed: rare enough to be looked up one by one.
      const under = found.get(series)?.get(hour) ?? (await readHour(look, series, hour));
      put(series, hour, overlay(under, samples));
    }
  }
};

const readHour = async ({ collections }: Look, series: number, hour: number): Promise<readonly Sample[]> => {
  const doc = await collections.samples.findOne(within([series], hoursWithin(hour, hour + HOUR)));
  return doc === null ? [] : samplesIn(doc);
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
  const rollups = await readRollups(look, numbers, level, hourOf(from), to);
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

/** Rollups as bytes, by their hours, of the hours of `[from, to)` that are still kept. */
export const readRollups = async (
  { collections, floors }: Look,
  numbers: readonly number[],
  level: RollupLevel,
  from: number,
  to: number,
): Promise<BySeries<readonly (readonly [number, Uint8Array])[]>> => {
  const begin = Math.max(from, floors[level]);
  const found = new Map<number, (readonly [number, Uint8Array])[]>();
  if (numbers.length === 0 || begin >= to) return found;
  const wanted = within(numbers, spansWithin(level, begin, to));
  for await (const doc of collections.rollups[level].find(wanted, { projection: hoursOnly(level, begin, to) })) {
    const hours = found.get(doc.s) ?? [];
    found.set(doc.s, hours);
    for (const [hour, body] of hoursOf(doc)) if (hour >= begin && hour < to) hours.push([hour, body]);
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
