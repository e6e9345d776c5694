import type { EventStretch, GoodReading } from '../../core/model/slo.js';
import type { CountQuery } from '../../core/port/history.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { type Batch, WIDTH } from '../codec/batch.js';
import { isGood } from './count.js';
import { hourOf, STEP } from './level.js';

/**
 * How an hour was counted: `live`, sample by sample, so that a later one can be added; `sealed`, by what it is rolled up to, so that
 * one that comes late has it counted anew.
 */
export type Counted = 'live' | 'sealed';

/** What one question learns. What is written meanwhile is taken up when it ends. */
export interface CountLearning {
  learn(hour: number, stretches: readonly EventStretch[], how: Counted): void;
  /** The last sample of a series in the hours that are learnt live. */
  newest(series: number, at: number): void;
  end(): void;
}

/** What is known of one question, hour by hour. */
export interface CountQuestion {
  has(hour: number): boolean;
  stretches(hour: number): readonly EventStretch[];
  begin(): CountLearning;
}

/** What was counted before, for whoever asks the same again and again: asked again, only what is new is counted. */
export interface CountMemory {
  /** `numbers`: those of the query's series that are known. The question that was asked longest ago gives way. */
  questionFor(query: CountQuery, numbers: readonly number[]): CountQuestion;
  written(batch: Batch): void;
  /** History before this instant was deleted. */
  deletedBefore(floor: number): void;
  forget(): void;
}

/** Questions that are remembered, and hours of each (a year). */
const [MOST_QUESTIONS, MOST_HOURS] = [32, 366 * 24];

interface Stretch {
  readonly start: Instant;
  valid: number;
  good: number;
}

interface Hour {
  readonly how: Counted;
  readonly stretches: Stretch[];
}

interface Known {
  readonly step: number;
  readonly good: GoodReading;
  /** By the number of each series: the last of its samples that were counted live. One later than that can only be added. */
  readonly sure: Map<number, number>;
  readonly hours: Map<number, Hour>;
  /** What was written while it learns. */
  readonly learning: Set<Batch[]>;
}

export const createCountMemory = (): CountMemory => {
  const memory = new Map<string, Known>();
  const bySeries = new Map<number, Known[]>();

  const forget = (question: string, known: Known): void => {
    memory.delete(question);
    for (const series of known.sure.keys()) {
      const rest = (bySeries.get(series) ?? []).filter((each) => each !== known);
      if (rest.length > 0) bySeries.set(series, rest);
      else bySeries.delete(series);
    }
  };

  const begin = (query: CountQuery, numbers: readonly number[]): Known => {
    const known: Known = {
      ...{ step: STEP[query.step], good: query.good },
      ...{ sure: new Map(numbers.map((series) => [series, Number.NEGATIVE_INFINITY])), hours: new Map(), learning: new Set() },
    };
    for (const series of known.sure.keys()) bySeries.set(series, [...(bySeries.get(series) ?? []), known]);
    return known;
  };

  const questionFor = (query: CountQuery, numbers: readonly number[]): CountQuestion => {
    const question = JSON.stringify([query.step, query.good.side, query.good.limit, query.series]);
    const before = memory.get(question);
    const holds = before !== undefined && before.hours.size <= MOST_HOURS && isOf(before, numbers);
    if (before !== undefined && !holds) forget(question, before);
    const known = holds ? before : begin(query, numbers);
    memory.delete(question);
    memory.set(question, known);
    const [oldest] = memory;
    if (memory.size > MOST_QUESTIONS && oldest !== undefined) forget(...oldest);
    return questionOf(known);
  };

  return {
    questionFor,
    forget: () => {
      memory.clear();
      bySeries.clear();
    },
    written: (batch) => {
      for (const { learning } of memory.values()) for (const meanwhile of learning) meanwhile.push(batch);
      for (let i = 0; i < batch.length; i += WIDTH)
        for (const known of bySeries.get(batch[i] as number) ?? [])
          addSample(known, batch[i] as number, batch[i + 1] as number, batch[i + 2] as number);
    },
    deletedBefore: (floor) => {
      for (const { hours } of memory.values()) for (const hour of hours.keys()) if (hour < floor) hours.delete(hour);
    },
  };
};

/** A series that has come, or that went and came again, has another number. */
const isOf = ({ sure }: Known, numbers: readonly number[]): boolean =>
  sure.size === numbers.length && numbers.every((series) => sure.has(series));

const questionOf = (known: Known): CountQuestion => ({
  has: (hour) => known.hours.has(hour),
  stretches: (hour) => (known.hours.get(hour)?.stretches ?? []).map((stretch) => ({ ...stretch })),
  begin: () => learningOf(known),
});

const learningOf = (known: Known): CountLearning => {
  const meanwhile: Batch[] = [];
  const learnt = new Set<number>();
  known.learning.add(meanwhile);
  return {
    learn: (hour, stretches, how) => {
      learnt.add(hour);
      known.hours.set(hour, { how, stretches: stretches.map((stretch) => ({ ...stretch })) });
    },
    newest: (series, at) => known.sure.set(series, Math.max(known.sure.get(series) ?? at, at)),
    end: () => {
      known.learning.delete(meanwhile);
      for (const batch of meanwhile)
        for (let i = 0; i < batch.length; i += WIDTH)
          if (known.sure.has(batch[i] as number) && learnt.has(hourOf(batch[i + 1] as number)))
            addSample(known, batch[i] as number, batch[i + 1] as number, batch[i + 2] as number);
    },
  };
};

/** Counts a sample that can only be one more; else its hour is not known any longer. */
const addSample = ({ hours, sure, step, good }: Known, series: number, at: number, value: number): void => {
  const hour = hours.get(hourOf(at));
  if (hour === undefined) return;
  if (hour.how === 'sealed' || at <= (sure.get(series) ?? Number.POSITIVE_INFINITY)) {
    hours.delete(hourOf(at));
    return;
  }
  sure.set(series, at);
  const stretch = stretchAt(hour.stretches, Math.floor(at / step) * step);
  stretch.valid += 1;
  if (isGood(good, value)) stretch.good += 1;
};

/** The newest end first: that is where samples usually go. */
const stretchAt = (stretches: Stretch[], start: number): Stretch => {
  let place = stretches.length;
  while (place > 0 && (stretches[place - 1] as Stretch).start > start) place -= 1;
  const found = stretches[place - 1];
  if (found?.start === start) return found;
  const added: Stretch = { start: instant(start), valid: 0, good: 0 };
  stretches.splice(place, 0, added);
  return added;
};
