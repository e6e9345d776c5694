import { HOUR, hourOf, LEVELS, type Level, ROLLUP_LEVELS, type RollupLevel } from '../range/level.js';
import type { Coverage } from '../range/plan.js';
import { type Collections, FEW, hoursWithin, spansWithin, within } from './collections.js';
import type { BySeries, Look } from './samples.js';

/** The earliest hour of each level that is kept, by the number of its series: what is in the database, without what is fresh. */
export interface Coverages {
  of(look: Look, numbers: readonly number[]): Promise<BySeries<Coverage>>;
  /** Samples were written: history may begin earlier than was known. */
  written(series: number, at: number): void;
  /** Something was deleted. */
  forget(): void;
}

const NOTHING: Coverage = { raw: Infinity, minute: Infinity, fiveMinutes: Infinity, hour: Infinity };
const EVER = Number.MAX_SAFE_INTEGER;

/** What was found is remembered, because whoever draws asks for the same series again and again. */
export const createCoverages = (): Coverages => {
  const known = new Map<number, Coverage>();
  return {
    of: async (look, numbers) => {
      const unknown = numbers.filter((series) => !known.has(series));
      for (const [series, coverage] of await find(look, unknown)) known.set(series, coverage);
      return new Map(numbers.map((series) => [series, withFresh(look, series, known.get(series) ?? NOTHING)]));
    },
    written: (series, at) => {
      const before = known.get(series);
      if (before !== undefined) known.set(series, earlier(before, hourOf(at)));
    },
    forget: () => known.clear(),
  };
};

/** Whatever is not sealed counts on every level. */
const withFresh = ({ fresh, floors }: Look, series: number, coverage: Coverage): Coverage => {
  const first = fresh.read(series, Math.max(floors.raw, Number.NEGATIVE_INFINITY), EVER)[0]?.at;
  return first === undefined ? coverage : earlier(coverage, hourOf(first));
};

const earlier = (coverage: Coverage, hour: number): Coverage =>
  Object.fromEntries(LEVELS.map((level) => [level, Math.min(coverage[level], hour)])) as Record<Level, number>;

const find = async (look: Look, numbers: readonly number[]): Promise<BySeries<Coverage>> => {
  if (numbers.length === 0) return new Map();
  const [raw, unsealed, ...rolled] = await Promise.all([
    firstHours(look, numbers),
    firstOpen(look, numbers),
    ...ROLLUP_LEVELS.map((level) => firstRolled(look, numbers, level)),
  ]);
  return new Map(
    numbers.map((series) => {
      const open = unsealed.get(series) ?? Infinity;
      const levels = ROLLUP_LEVELS.map((level, i) => [level, Math.min(open, rolled[i]?.get(series) ?? Infinity)] as const);
      return [series, { raw: raw.get(series) ?? Infinity, ...(Object.fromEntries(levels) as Record<RollupLevel, number>) }];
    }),
  );
};

const firstHours = async ({ collections, floors }: Look, numbers: readonly number[]): Promise<BySeries<number>> => {
  const kept = within(numbers, hoursWithin(Math.max(0, floors.raw), EVER));
  return hoursBySeries(await firsts(collections.samples, kept, '$u'));
};

/** Of many series all that is open is looked through: that is little. */
const firstOpen = async ({ collections, floors }: Look, numbers: readonly number[]): Promise<BySeries<number>> => {
  const units = hoursWithin(Math.max(0, floors.raw), EVER);
  const open = numbers.length > FEW ? { open: { $gte: units.from } } : { ...within(numbers, units), open: { $exists: true } };
  return hoursBySeries(await firsts(collections.samples, open, '$u'));
};

const hoursBySeries = (found: readonly First[]): BySeries<number> =>
  new Map(found.map(({ _id, first }) => [_id, first * HOUR]));

const firstRolled = async (look: Look, numbers: readonly number[], level: RollupLevel): Promise<BySeries<number>> => {
  const { collections, floors } = look;
  const floor = Math.max(0, floors[level]);
  const kept = { ...within(numbers, spansWithin(level, floor, EVER)), last: { $gte: floor } };
  const found = await firsts(collections.rollups[level], kept, '$first');
  const wanted = new Set(numbers);
  const first = new Map(found.flatMap((each) => (wanted.has(each._id) ? [[each._id, each.first] as const] : [])));
  const cut = [...first].filter(([, hour]) => hour < floor).map(([series]) => series);
  return new Map([...first, ...(await firstKept(look, cut, level, floor))]);
};

/** Spans that reach back beyond what is kept must be looked into. */
const firstKept = async (
  { collections }: Look,
  numbers: readonly number[],
  level: RollupLevel,
  floor: number,
): Promise<BySeries<number>> => {
  const first = new Map<number, number>();
  if (numbers.length === 0) return first;
  const docs = collections.rollups[level].find(within(numbers, spansWithin(level, floor, floor + 1)));
  for await (const { s, hours } of docs) {
    const kept = Object.keys(hours)
      .map(Number)
      .filter((hour) => hour >= floor);
    first.set(s, Math.min(...kept));
  }
  return first;
};

interface First {
  readonly _id: number;
  readonly first: number;
}

const firsts = (
  collection: Collections['samples'] | Collections['rollups']['hour'],
  filter: object,
  field: string,
): Promise<readonly First[]> =>
  (collection as Collections['samples'])
    .aggregate<First>([{ $match: filter }, { $group: { _id: '$s', first: { $min: field } } }])
    .toArray();
