import type { EventStretch } from '../../core/model/slo.js';
import type { CountQuery } from '../../core/port/history.js';
import { instant } from '../../core/time/instant.js';
import { countedIn } from '../codec/counted.js';
import { isGood } from '../range/count.js';
import type { CountMemory } from '../range/count-memory.js';
import { HOUR, hourEnd, hourOf, STEP } from '../range/level.js';
import { type Look, readRollups, readUnsealed } from './samples.js';

/** How many readings each stretch holds, of several series together: what was asked before is not reckoned again. */
export const readCounts = async (look: Look, memory: CountMemory, query: CountQuery): Promise<readonly EventStretch[]> => {
  const step = STEP[query.step];
  const [from, to] = [Math.floor(query.from / step) * step, Math.ceil(query.to / step) * step];
  if (from >= to || query.series.length === 0) return [];
  const hours = memory.hoursFor(query);
  const numbers = [...(await look.numbersOf(query.series)).values()];
  for (const [first, end] of unknownRuns(hours, hourOf(from), hourEnd(to))) {
    const found = await learn(look, query, numbers, first, end);
    for (let hour = first; hour < end; hour += HOUR)
      hours.set(
        hour,
        found.filter(({ start }) => hourOf(start) === hour),
      );
  }
  const stretches: EventStretch[] = [];
  for (let hour = hourOf(from); hour < to; hour += HOUR)
    for (const stretch of hours.get(hour) ?? []) if (stretch.start >= from && stretch.start < to) stretches.push(stretch);
  return stretches;
};

/** Hours of `[from, to)` that are not known, those that follow each other together. */
const unknownRuns = (hours: ReadonlyMap<number, unknown>, from: number, to: number): readonly (readonly [number, number])[] => {
  const runs: [number, number][] = [];
  for (let hour = from; hour < to; hour += HOUR) {
    if (hours.has(hour)) continue;
    const open = runs.at(-1);
    if (open?.[1] === hour) open[1] = hour + HOUR;
    else runs.push([hour, hour + HOUR]);
  }
  return runs;
};

/** Exactly where an hour is not sealed or its bounds decide; by the sketches where neither is so. */
const learn = async (
  look: Look,
  { step: length, good }: CountQuery,
  numbers: readonly number[],
  from: number,
  to: number,
): Promise<readonly EventStretch[]> => {
  const step = STEP[length];
  const sums = new Map<number, { valid: number; good: number }>();
  const add = (start: number, valid: number, isCounted: number): void => {
    const sum = sums.get(start) ?? { valid: 0, good: 0 };
    sums.set(start, { valid: sum.valid + valid, good: sum.good + isCounted });
  };
  const unsealed = await readUnsealed(look, numbers, from, to);
  for (const hours of unsealed.values())
    for (const { at, value } of [...hours.values()].flat()) add(Math.floor(at / step) * step, 1, isGood(good, value) ? 1 : 0);
  for (const [series, hours] of await readRollups(look, numbers, length, from, to))
    for (const [hour, body] of hours)
      if (unsealed.get(series)?.has(hour) !== true)
        for (const stretch of countedIn(good, step, hour, body)) add(stretch.start, stretch.valid, stretch.good);
  return [...sums].sort(([a], [b]) => a - b).map(([start, sum]) => ({ start: instant(start), ...sum }));
};
