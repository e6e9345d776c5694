import type { Retention } from '../../core/model/config.js';
import type { Sample, Series, SeriesId, SeriesSample } from '../../core/model/sample.js';
import type { EventStretch } from '../../core/model/slo.js';
import type { CountQuery, History, RangeQuery, SeriesSelector } from '../../core/port/history.js';
import { matches } from '../../core/rule/matcher.js';
import { bucketStart, duration, type Instant } from '../../core/time/instant.js';
import { answerRange, askedOf, quantileOf, type Reader } from '../range/answer.js';
import { bucketsOf, foldBuckets } from '../range/bucket.js';
import { isGood } from '../range/count.js';
import { floorOf, hourEnd, hourOf, LEVELS, type Level, STEP } from '../range/level.js';
import type { Coverage } from '../range/plan.js';

export interface MemoryHistory {
  readonly history: Omit<History, 'retain'>;
  append(samples: readonly SeriesSample[]): void;
  latest(since: Instant): readonly SeriesSample[];
  /** Forgets what no level keeps any more; returns how many samples that were. */
  retain(keep: Retention, now: Instant): number;
}

/** A series' samples in order of time. Rollups are reckoned when asked for, so a level's retention is only where it begins. */
interface Kept {
  readonly series: Series;
  samples: Sample[];
}

type Floors = Record<Level, number>;

export const createMemoryHistory = (): MemoryHistory => {
  const kept = new Map<SeriesId, Kept>();
  const floors: Floors = { raw: 0, minute: 0, fiveMinutes: 0, hour: 0 };
  const samplesOf = (id: SeriesId, from: number, to: number): readonly Sample[] => slice(kept.get(id)?.samples ?? [], from, to);

  return {
    append: (samples) => {
      for (const sample of samples) append(kept, sample);
    },
    latest: (since) =>
      [...kept].flatMap(([id, { series, samples }]) => {
        const last = samples.at(-1);
        return last !== undefined && last.at >= since ? [{ id, series, ...last }] : [];
      }),
    retain: (keep, now) => {
      for (const level of LEVELS) floors[level] = floorOf(level, keep, now);
      return forget(kept, Math.min(...Object.values(floors)));
    },
    history: {
      range: async (query: RangeQuery) => {
        const asked = askedOf(query);
        return query.series.map((id) => answerRange(id, readerOf(kept.get(id)?.samples, floors), asked));
      },
      raw: async (id, from, to) => samplesOf(id, Math.max(from, floors.raw), to),
      list: async (selector) => [...kept].flatMap(([id, { series }]) => (isSelected(selector, series) ? [{ id, series }] : [])),
      quantile: async (id, from, to, q) => quantileOf(bucketsOf(samplesOf(id, from, to), STEP.minute, 'sketched'), q),
      hourly: async (id, from, to) =>
        bucketsOf(samplesOf(id, Math.max(hourOf(from), floors.hour), hourEnd(to)), STEP.hour, 'sketched'),
      count: async (query) => {
        const step = STEP[query.step];
        const [from, to] = [Math.floor(query.from / step) * step, Math.ceil(query.to / step) * step];
        return counted(
          query,
          query.series.flatMap((id) => samplesOf(id, Math.max(from, floors.hour), to)),
        );
      },
      tally: async ({ questions, from, to }) => {
        const [begin, end] = [Math.max(hourOf(from), floors.hour), hourEnd(to)];
        return questions.map(({ series, good }) =>
          counted(
            { step: 'hour', good },
            [...new Set(series)].flatMap((id) => samplesOf(id, begin, end)),
          ),
        );
      },
      figures: async () => ({ kind: 'memory', place: 'memory', bytes: 0, series: kept.size, samples: countAll(kept) }),
    },
  };
};

const counted = ({ step, good }: Pick<CountQuery, 'step' | 'good'>, samples: readonly Sample[]): readonly EventStretch[] => {
  const stretches = new Map<Instant, { valid: number; good: number }>();
  for (const { at, value } of samples) {
    const start = bucketStart(at, duration(STEP[step]));
    const found = stretches.get(start) ?? { valid: 0, good: 0 };
    stretches.set(start, found);
    found.valid += 1;
    if (isGood(good, value)) found.good += 1;
  }
  return [...stretches].sort(([a], [b]) => a - b).map(([start, events]) => ({ start, ...events }));
};

const append = (kept: Map<SeriesId, Kept>, { id, series, at, value }: SeriesSample): void => {
  const found = kept.get(id) ?? { series, samples: [] };
  kept.set(id, found);
  const index = firstAtOrAfter(found.samples, at);
  const replaced = found.samples[index]?.at === at ? 1 : 0;
  found.samples.splice(index, replaced, { at, value });
};

/** Binary search, but the newest end first: that is where samples usually go. */
const firstAtOrAfter = (samples: readonly Sample[], at: number): number => {
  const last = samples.at(-1);
  if (last === undefined || last.at < at) return samples.length;
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((samples[middle] as Sample).at < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

const slice = (samples: readonly Sample[], from: number, to: number): readonly Sample[] =>
  to <= from ? [] : samples.slice(firstAtOrAfter(samples, from), firstAtOrAfter(samples, to));

const readerOf = (samples: readonly Sample[] | undefined, floors: Floors): Reader | null => {
  if (samples === undefined) return null;
  const raw = (from: number, to: number): readonly Sample[] => slice(samples, Math.max(from, floors.raw), to);
  return {
    coverage: coverageOf(samples, floors),
    raw,
    countRaw: (from, to) => raw(from, to).length,
    buckets: ({ level, step, from, to }) => {
      const fine = bucketsOf(slice(samples, Math.max(from, floors[level]), to), STEP[level], 'plain');
      return foldBuckets(fine, step, 'plain');
    },
  };
};

const coverageOf = (samples: readonly Sample[], floors: Floors): Coverage => {
  const from = (level: Level): number => {
    const first = samples[firstAtOrAfter(samples, floors[level])];
    return first === undefined ? Number.POSITIVE_INFINITY : hourOf(first.at);
  };
  return { raw: from('raw'), minute: from('minute'), fiveMinutes: from('fiveMinutes'), hour: from('hour') };
};

const isSelected = (selector: SeriesSelector, series: Series): boolean =>
  (selector.name === undefined || selector.name === series.name) && matches(selector.matchers ?? [], series.labels);

const forget = (kept: Map<SeriesId, Kept>, before: number): number => {
  let forgotten = 0;
  for (const [id, found] of kept) {
    const from = firstAtOrAfter(found.samples, before);
    found.samples = found.samples.slice(from);
    forgotten += from;
    if (found.samples.length === 0) kept.delete(id);
  }
  return forgotten;
};

const countAll = (kept: ReadonlyMap<SeriesId, Kept>): number =>
  [...kept.values()].reduce((count, { samples }) => count + samples.length, 0);
