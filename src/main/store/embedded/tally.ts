import type { SeriesId } from '../../core/model/sample.js';
import type { Tally } from '../../core/port/history.js';
import { HOUR, hourOf, STEP } from '../range/level.js';
import { decodeRollup } from './codec/rollup.js';
import { readFine, readSamples } from './samples.js';
import type { Sql } from './sql.js';

/** Counts and sums over many series at once, for whoever asks the same again and again. */
export interface Tallies {
  tally(series: readonly SeriesId[], from: number, to: number): Tally;
  /** Samples were written: what is remembered of their hours is not true any more. */
  written(samples: readonly { readonly at: number }[]): void;
  /** History before this instant was deleted. */
  deletedBefore(floor: number): void;
}

/** What was reckoned for the series that were last asked about, and is true until something in the hour changes. */
interface Memory {
  asked: string;
  readonly hours: Map<number, Tally>;
  /** Of hours of which a part was asked, minute by minute. */
  readonly minutes: Map<number, readonly Tally[]>;
}

/** More hours than this (a year), or more of them by the minute, are not remembered. */
const [MOST_HOURS, MOST_BY_MINUTE] = [366 * 24, 12];

export const createTallies = (sql: Sql): Tallies => {
  const memory: Memory = { asked: '', hours: new Map(), minutes: new Map() };
  const forget = (isGone: (hour: number) => boolean): void => {
    for (const kept of [memory.hours, memory.minutes]) for (const hour of kept.keys()) if (isGone(hour)) kept.delete(hour);
  };
  return {
    tally: (ids, from, to) => {
      const asked = JSON.stringify(ids);
      if (asked !== memory.asked || memory.hours.size > MOST_HOURS) forget(() => true);
      if (memory.minutes.size > MOST_BY_MINUTE) memory.minutes.clear();
      memory.asked = asked;
      const numbers = sql.rows<{ id: number }>(NUMBERS, asked).map(({ id }) => id);
      return tallyOf({ sql, memory, numbers, list: JSON.stringify(numbers) }, from, to);
    },
    written: (samples) => {
      const touched = new Set(samples.map(({ at }) => hourOf(at)));
      forget((hour) => touched.has(hour));
    },
    deletedBefore: (floor) => forget((hour) => hour < floor),
  };
};

/** One question: which series, and what is already known of them. */
interface Asked {
  readonly sql: Sql;
  readonly memory: Memory;
  readonly numbers: readonly number[];
  /** The numbers as JSON, for the database. */
  readonly list: string;
}

const NOTHING: Tally = { n: 0, sum: 0 };
const plus = (a: Tally, b: Tally): Tally => ({ n: a.n + b.n, sum: a.sum + b.sum });
const total = (tallies: readonly Tally[]): Tally => tallies.reduce(plus, NOTHING);

const tallyOf = (asked: Asked, from: number, to: number): Tally => {
  const [first, last] = [Math.ceil(from / HOUR) * HOUR, hourOf(to)];
  if (first > last) return partOf(asked, from, to);
  const { hours } = asked.memory;
  for (const [a, b] of unknownStretches(hours, first, last)) reckonHours(asked, a, b);
  const whole: Tally[] = [];
  for (let hour = first; hour < last; hour += HOUR) whole.push(hours.get(hour) ?? NOTHING);
  return total([partOf(asked, from, first), ...whole, partOf(asked, last, to)]);
};

/** The stretches of hours of `[first, last)` that are not known. */
const unknownStretches = (known: ReadonlyMap<number, Tally>, first: number, last: number): (readonly [number, number])[] => {
  const stretches: [number, number][] = [];
  for (let hour = first; hour < last; hour += HOUR) {
    const open = stretches.at(-1);
    if (known.has(hour)) continue;
    if (open !== undefined && open[1] === hour) open[1] = hour + HOUR;
    else stretches.push([hour, hour + HOUR]);
  }
  return stretches;
};

/** Reckons the whole hours of `[from, to)`, and remembers them. */
const reckonHours = ({ sql, memory: { hours }, numbers }: Asked, from: number, to: number): void => {
  for (let hour = from; hour < to; hour += HOUR) hours.set(hour, NOTHING);
  for (const series of numbers)
    for (const [hour, tally] of hoursOf(sql, series, from, to)) hours.set(hour, plus(hours.get(hour) ?? NOTHING, tally));
};

/** One series' whole hours of `[from, to)` that hold anything. */
const hoursOf = (sql: Sql, series: number, from: number, to: number): ReadonlyMap<number, Tally> => {
  const hours = new Map<number, Tally>();
  for (const { hour, body } of sql.rows<{ hour: number; body: Uint8Array }>(SEALED, series, HOUR, from, to))
    hours.set(hour, total(decodeRollup(hour, STEP.hour, body, 'plain').map(({ n, mean }) => ({ n, sum: mean * n }))));
  for (const { hour, n, sum } of sql.rows<Tally & { hour: number }>(HOT_BY_HOUR, series, from, to)) {
    const isSealed = hours.has(hour);
    hours.set(hour, isSealed ? total(readSamples(sql, series, hour, hour + HOUR).map(oneSample)) : { n, sum });
  }
  return hours;
};

const oneSample = ({ value }: { readonly value: number }): Tally => ({ n: 1, sum: value });

/** A part of one hour: in a single pass while the hour is hot, and by the minute where it is sealed. */
const partOf = (asked: Asked, from: number, to: number): Tally => {
  if (from >= to) return NOTHING;
  const { sql, list, numbers } = asked;
  const hour = hourOf(from);
  if (sql.row(ANY_SEALED, list, HOUR, hour) === undefined) return sql.row<Tally>(HOT, list, from, to) ?? NOTHING;
  if (from % STEP.minute === 0 && to % STEP.minute === 0)
    return total(minutesOf(asked, hour).slice((from - hour) / STEP.minute, (to - hour) / STEP.minute));
  return total(
    numbers.flatMap((series) => readFine(sql, series, from, to, 'plain')).map(({ n, mean }) => ({ n, sum: mean * n })),
  );
};

const minutesOf = ({ sql, memory, numbers }: Asked, hour: number): readonly Tally[] => {
  const known = memory.minutes.get(hour);
  if (known !== undefined) return known;
  const minutes = Array.from({ length: HOUR / STEP.minute }, () => NOTHING);
  for (const series of numbers) {
    for (const { start, n, mean } of readFine(sql, series, hour, hour + HOUR, 'plain')) {
      const minute = (start - hour) / STEP.minute;
      minutes[minute] = plus(minutes[minute] ?? NOTHING, { n, sum: mean * n });
    }
  }
  memory.minutes.set(hour, minutes);
  return minutes;
};

const NUMBERS = 'SELECT id FROM series WHERE text IN (SELECT value FROM json_each(?))';
const SEALED = 'SELECT hour, body FROM rollup WHERE series = ? AND step = ? AND hour >= ? AND hour < ?';
const HOT_BY_HOUR = `SELECT at - at % ${HOUR} AS hour, count(*) AS n, total(value) AS sum
  FROM hot WHERE series = ? AND at >= ? AND at < ? GROUP BY 1`;
const ANY_SEALED = `SELECT 1 FROM json_each(?) AS asked
  CROSS JOIN rollup ON rollup.series = asked.value AND step = ? AND hour = ? LIMIT 1`;
const HOT = `SELECT count(*) AS n, total(hot.value) AS sum
  FROM json_each(?) AS asked CROSS JOIN hot ON hot.series = asked.value AND at >= ? AND at < ?`;
