import type { EventStretch } from '../../core/model/slo.js';
import type { CountQuery } from '../../core/port/history.js';
import { type Batch, WIDTH } from '../codec/batch.js';
import { hourOf } from './level.js';

/** Of one question, what each hour holds: true until something in that hour changes. */
export type Hours = Map<number, readonly EventStretch[]>;

/** What was counted before, for whoever asks the same again and again. */
export interface CountMemory {
  /** What is known of a question, to be added to; the one that was asked longest ago gives way. */
  hoursFor(query: CountQuery): Hours;
  /** Samples were written: what is remembered of their hours is not true any more. */
  written(batch: Batch): void;
  /** History before this instant was deleted. */
  deletedBefore(floor: number): void;
}

/** Questions that are remembered, and hours of each (a year). */
const [MOST_QUESTIONS, MOST_HOURS] = [32, 366 * 24];

export const createCountMemory = (): CountMemory => {
  const memory = new Map<string, Hours>();
  const forget = (isGone: (hour: number) => boolean): void => {
    for (const hours of memory.values()) for (const hour of hours.keys()) if (isGone(hour)) hours.delete(hour);
  };
  return {
    hoursFor: (query) => hoursFor(memory, query),
    written: (batch) => {
      const touched = new Set<number>();
      for (let i = 1; i < batch.length; i += WIDTH) touched.add(hourOf(batch[i] as number));
      for (const hours of memory.values()) for (const hour of touched) hours.delete(hour);
    },
    deletedBefore: (floor) => forget((hour) => hour < floor),
  };
};

const hoursFor = (memory: Map<string, Hours>, { series, step, good }: CountQuery): Hours => {
  const question = JSON.stringify([step, good.side, good.limit, series]);
  const known = memory.get(question);
  const hours: Hours = known === undefined || known.size > MOST_HOURS ? new Map() : known;
  memory.delete(question);
  memory.set(question, hours);
  const [oldest] = memory.keys();
  if (memory.size > MOST_QUESTIONS && oldest !== undefined) memory.delete(oldest);
  return hours;
};
