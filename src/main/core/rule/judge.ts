import type { Condition, Judgement, Reducer, Rule, Threshold } from '../model/rule.js';
import type { Sample } from '../model/sample.js';
import type { Duration, Instant, ObservedInstant } from '../time/instant.js';
import { minutes } from '../time/instant.js';

/** What is known of one series of the group that is judged. */
export interface SeriesWindow {
  /** Samples in order of time, at least those of the rule's window; the newest is the last. */
  readonly samples: readonly Sample[];
  /** When the newest sample came, on the observed clock. */
  readonly newestObserved: ObservedInstant;
  /** How often the series is expected to have a sample; null where nobody knows. */
  readonly every: Duration | null;
}

const LEAST_STALENESS = minutes(5);

/** Observed time for which a last value stays current: the rule's own, else three intervals, at least 5 min. */
const staleAfter = (condition: Condition, every: Duration | null): number =>
  condition.stale ?? Math.max(LEAST_STALENESS, 3 * (every ?? 0));

const isBreach = (test: Threshold, value: number): boolean =>
  test.kind === 'above' ? value > test.threshold : value < test.threshold;

/** The verdict of a rule over one group at `now`: strict comparison of the reduced window with the threshold. */
export const judge = (rule: Rule, group: readonly SeriesWindow[], now: Instant, observed: ObservedInstant): Judgement => {
  const reduced = rule.when.reduce === 'last' ? lastOf(rule, group, observed) : windowOf(rule.when, group, now);
  if (reduced === null) return { verdict: 'no-data', value: null, n: 0, sampleAt: null, clears: false };
  const breach = isBreach(rule.when.test, reduced.value);
  const clears = rule.clear === null ? !breach : isBreach(rule.clear, reduced.value);
  return { verdict: breach ? 'breach' : 'ok', value: reduced.value, n: reduced.n, sampleAt: reduced.at, clears };
};

interface Reduced {
  readonly value: number;
  readonly n: number;
  readonly at: Instant;
}

/** Of the current last values the one furthest into breach: the greatest for `above`, the least for `below`. */
const lastOf = (rule: Rule, group: readonly SeriesWindow[], observed: ObservedInstant): Reduced | null => {
  let found: Sample | null = null;
  let n = 0;
  for (const series of group) {
    const newest = series.samples.at(-1);
    if (newest === undefined || observed - series.newestObserved > staleAfter(rule.when, series.every)) continue;
    n += 1;
    if (found === null || isFurther(rule.when.test, newest.value, found.value)) found = newest;
  }
  return found === null ? null : { value: found.value, n, at: found.at };
};

/** Whether `value` is further past the threshold than `other`. */
export const isFurther = (test: Threshold, value: number, other: number): boolean =>
  test.kind === 'above' ? value > other : value < other;

/** All samples of the group in `(now − window, now]`, pooled. */
const windowOf = (condition: Condition, group: readonly SeriesWindow[], now: Instant): Reduced | null => {
  const start = now - (condition.window ?? 0);
  const pooled: Sample[] = [];
  for (const series of group) {
    for (let index = series.samples.length - 1; index >= 0; index -= 1) {
      const sample = series.samples[index] as Sample;
      if (sample.at <= start) break;
      if (sample.at <= now) pooled.push(sample);
    }
  }
  if (pooled.length === 0) return null;
  const newest = pooled.reduce((a, b) => (b.at > a.at ? b : a));
  return { value: REDUCE[condition.reduce](pooled, newest), n: pooled.length, at: newest.at };
};

const total = (samples: readonly Sample[]): number => samples.reduce((sum, sample) => sum + sample.value, 0);

const REDUCE: Readonly<Record<Reducer, (samples: readonly Sample[], newest: Sample) => number>> = {
  last: (_, newest) => newest.value,
  avg: (samples) => total(samples) / samples.length,
  min: (samples) => samples.reduce((least, sample) => Math.min(least, sample.value), Number.POSITIVE_INFINITY),
  max: (samples) => samples.reduce((most, sample) => Math.max(most, sample.value), Number.NEGATIVE_INFINITY),
  sum: total,
  count: (samples) => samples.length,
};
