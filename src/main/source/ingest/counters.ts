import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import { after, type Instant } from '../../core/time/instant.js';
import type { Increment } from '../../core/visit/event.js';
import { nameOf } from './where.js';

interface Counter {
  readonly id: SeriesId;
  readonly series: SeriesSample['series'];
  value: number;
  at: Instant | null;
}

/** Counts events: each series begins at 0 with this process, as a counter that has begun again. */
export interface Counters {
  raise(increment: Increment): void;
  /** The counters that rose since they were last asked for. One that is new says 0 first, so that its first rise is one. */
  drain(now: Instant): readonly SeriesSample[];
  /** Forgets a series: should it come back, it begins again at 0, as after a restart, and that reads as no jump. */
  forget(id: SeriesId): void;
}

export const createCounters = (): Counters => {
  const counters = new Map<SeriesId, Counter>();
  const raised = new Set<Counter>();

  const counterOf = ({ series }: Increment): Counter => {
    const named = nameOf(series);
    const { id } = named;
    const known = counters.get(id);
    if (known !== undefined) return known;
    const counter: Counter = { ...named, value: 0, at: null };
    counters.set(id, counter);
    return counter;
  };

  const samplesOf = (counter: Counter, now: Instant): readonly SeriesSample[] => {
    const { id, series, value } = counter;
    const before = counter.at;
    // Two samples of one instant would be one.
    const at = before === null || before < now ? now : after(before, 1);
    counter.at = at;
    const sample = { id, series, at, value };
    return before === null ? [{ ...sample, at: after(at, -1), value: 0 }, sample] : [sample];
  };

  return {
    raise: (increment) => {
      const counter = counterOf(increment);
      counter.value += increment.by;
      raised.add(counter);
    },
    drain: (now) => {
      const samples = [...raised].flatMap((counter) => samplesOf(counter, now));
      raised.clear();
      return samples;
    },
    forget: (id) => void counters.delete(id),
  };
};
