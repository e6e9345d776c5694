import type { Labels } from '../../core/model/labels.js';
import type { Measure } from '../../core/model/reading.js';
import { seriesId } from '../../core/sample/series.js';
import { after, type Instant } from '../../core/time/instant.js';

interface Counter {
  value: number;
  at: Instant;
}

/** Counters that begin at 0 with this process, as one that was started again. */
export interface Counters {
  /** What a counter says after a rise at `at`: one that is new says 0 first. Nothing where there are too many already. */
  raise(name: string, labels: Labels, by: number, at: Instant): readonly Measure[];
  readonly isFull: boolean;
}

/** Series that may come of the documents: beyond that, new ones are left out, so that no flood of labels fills the memory. */
const MOST_SERIES = 5_000;

export const createCounters = (): Counters => {
  const counters = new Map<string, Counter>();
  const born = (id: string, at: Instant): Counter => {
    const counter = { value: 0, at: after(at, -1) };
    counters.set(id, counter);
    return counter;
  };
  return {
    raise: (name, labels, by, wanted) => {
      const id = seriesId({ name, labels });
      const known = counters.get(id);
      if (known === undefined && counters.size >= MOST_SERIES) return [];
      const counter = known ?? born(id, wanted);
      const zero = known === undefined ? [{ name, labels, value: 0, at: counter.at }] : [];
      // What is found late is counted when it is found: a counter cannot have been higher in the past than it was.
      counter.at = wanted > counter.at ? wanted : after(counter.at, 1);
      counter.value += by;
      return [...zero, { name, labels, value: counter.value, at: counter.at }];
    },
    get isFull() {
      return counters.size >= MOST_SERIES;
    },
  };
};
