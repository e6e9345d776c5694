import type { EventStretch } from '../../core/model/slo.js';
import type { CountQuery } from '../../core/port/history.js';
import { instant } from '../../core/time/instant.js';
import { countedIn } from '../codec/counted.js';
import { isGood } from '../range/count.js';
import type { CountLearning, CountMemory, CountQuestion } from '../range/count-memory.js';
import { HOUR, hourEnd, hourOf, STEP } from '../range/level.js';
import { type Look, readRollups, readUnsealed } from './samples.js';

/** How many readings each stretch holds, of several series together: what was asked before is not reckoned again. */
export const readCounts = async (look: Look, memory: CountMemory, query: CountQuery): Promise<readonly EventStretch[]> => {
  const step = STEP[query.step];
  const [from, to] = [Math.floor(query.from / step) * step, Math.ceil(query.to / step) * step];
  if (from >= to || query.series.length === 0) return [];
  const numbers = [...(await look.numbersOf(query.series)).values()];
  const question = memory.questionFor(query, numbers);
  const learning = question.begin();
  try {
    for (const [first, end] of unknownRuns(question, hourOf(from), hourEnd(to)))
      await learn({ look, query, numbers, learning }, first, end);
    const stretches: EventStretch[] = [];
    for (let hour = hourOf(from); hour < to; hour += HOUR)
      for (const stretch of question.stretches(hour)) if (stretch.start >= from && stretch.start < to) stretches.push(stretch);
    return stretches;
  } finally {
    learning.end();
  }
};

/** Hours of `[from, to)` that are not known, those that follow each other together. */
const unknownRuns = (question: CountQuestion, from: number, to: number): readonly (readonly [number, number])[] => {
  const runs: [number, number][] = [];
  for (let hour = from; hour < to; hour += HOUR) {
    if (question.has(hour)) continue;
    const open = runs.at(-1);
    if (open?.[1] === hour) open[1] = hour + HOUR;
    else runs.push([hour, hour + HOUR]);
  }
  return runs;
};

interface Learner {
  readonly look: Look;
  readonly query: CountQuery;
  readonly numbers: readonly number[];
  readonly learning: CountLearning;
}

/** Exactly where an hour is not sealed or its bounds decide; by the sketches where neither is so. */
const learn = async ({ look, query, numbers, learning }: Learner, from: number, to: number): Promise<void> => {
  const { step: length, good } = query;
  const step = STEP[length];
  const sums = new Map<number, { valid: number; good: number }>();
  const sealed = new Set<number>();
  const add = (start: number, valid: number, isCounted: number): void => {
    const sum = sums.get(start) ?? { valid: 0, good: 0 };
    sums.set(start, { valid: sum.valid + valid, good: sum.good + isCounted });
  };
  const unsealed = await readUnsealed(look, numbers, from, to);
  for (const [series, hours] of unsealed) {
    for (const { at, value } of [...hours.values()].flat()) {
      add(Math.floor(at / step) * step, 1, isGood(good, value) ? 1 : 0);
      learning.newest(series, at);
    }
  }
  for (const hours of (await readRollups(look, numbers, length, from, to, unsealed)).values())
    for (const [hour, body] of hours) {
      sealed.add(hour);
      for (const stretch of countedIn(good, step, hour, body)) add(stretch.start, stretch.valid, stretch.good);
    }
  const found = [...sums].sort(([a], [b]) => a - b).map(([start, sum]) => ({ start: instant(start), ...sum }));
  const byHour = new Map<number, EventStretch[]>();
  for (const stretch of found) byHour.set(hourOf(stretch.start), [...(byHour.get(hourOf(stretch.start)) ?? []), stretch]);
  for (let hour = from; hour < to; hour += HOUR)
    learning.learn(hour, byHour.get(hour) ?? [], sealed.has(hour) || hour < look.floors.raw ? 'sealed' : 'live');
};
