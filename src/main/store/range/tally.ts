import type { Sample, SeriesId } from '../../core/model/sample.js';
import type { EventStretch, Events, GoodReading } from '../../core/model/slo.js';
import type { TallyQuery } from '../../core/port/history.js';
import { instant } from '../../core/time/instant.js';
import { isGood } from './count.js';

/** What is counted in the same way, whichever of the questions ask it. */
export interface TallyLimit {
  readonly good: GoodReading;
  /** All that are asked for, each once. */
  readonly series: readonly SeriesId[];
  /** An hour of a series was counted. */
  add(series: SeriesId, hour: number, events: Events): void;
}

/** The answers to several questions of the same hours, while they are added up. */
export interface Tally {
  readonly limits: readonly TallyLimit[];
  /** In the order of the questions; hours without a reading are left out. */
  answers(): readonly (readonly EventStretch[])[];
}

/** What a question has found, by hour. */
type Sums = Map<number, { valid: number; good: number }>;

export const createTally = ({ questions }: TallyQuery): Tally => {
  const limits = new Map<string, { readonly good: GoodReading; readonly askers: Map<SeriesId, Sums[]> }>();
  const answers = questions.map(({ series, good }) => {
    const sums: Sums = new Map();
    const key = `${good.side} ${good.limit}`;
    const limit = limits.get(key) ?? { good, askers: new Map<SeriesId, Sums[]>() };
    limits.set(key, limit);
    for (const id of new Set(series)) limit.askers.set(id, [...(limit.askers.get(id) ?? []), sums]);
    return sums;
  });
  return {
    limits: [...limits.values()].map(({ good, askers }) => ({
      good,
      series: [...askers.keys()],
      add: (series, hour, events) => {
        for (const sums of askers.get(series) ?? []) addTo(sums, hour, events);
      },
    })),
    answers: () => answers.map(inOrder),
  };
};

const addTo = (sums: Sums, hour: number, { valid, good }: Events): void => {
  const sum = sums.get(hour) ?? { valid: 0, good: 0 };
  sums.set(hour, sum);
  sum.valid += valid;
  sum.good += good;
};

const inOrder = (sums: Sums): readonly EventStretch[] =>
  [...sums]
    .filter(([, { valid }]) => valid > 0)
    .sort(([a], [b]) => a - b)
    .map(([hour, sum]) => ({ start: instant(hour), ...sum }));

/** How many of these readings are good. */
export const eventsAmong = (good: GoodReading, samples: readonly Sample[]): Events => {
  let count = 0;
  for (const { value } of samples) if (isGood(good, value)) count += 1;
  return { valid: samples.length, good: count };
};
