import type { Rule } from '../../core/model/rule.js';
import type { Sample } from '../../core/model/sample.js';
import type { History } from '../../core/port/history.js';
import { createWindow } from '../../core/sample/sample-window.js';
import { insertSample } from '../../core/sample/window.js';
import { riseWithin } from '../../core/sample/window-read.js';
import { after, days, type Instant } from '../../core/time/instant.js';
import type { PlayedSeries } from '../replay/feed.js';

/** What was recorded lately of the series of a scenario. */
export interface Recorded {
  /** What the rule's value mostly was; null where too little was recorded to say so. */
  readonly value: number | null;
  /** Events of a share in the rule's window; null where none were counted. */
  readonly events: number | null;
}

const DAY = days(1);
const LEAST = 3;

/** Looks at the last day. */
export const recentOf = async (
  { when: { subject } }: Rule,
  series: readonly PlayedSeries[],
  history: Pick<History, 'raw'>,
  now: Instant,
): Promise<Recorded> => {
  const found = await Promise.all(
    series.map(async (one) => ({ name: one.series.name, samples: await history.raw(one.id, after(now, -DAY), after(now, 1)) })),
  );
  const share = (subject.window ?? DAY) / DAY;
  if (subject.kind === 'ratio') {
    const rise = (name: string): number => sum(found.filter((one) => one.name === name).map(({ samples }) => riseOf(samples)));
    const total = rise(subject.total);
    return total <= 0 ? NOTHING : { value: Math.min(1, rise(subject.bad) / total), events: total * share };
  }
  const all = found.flatMap(({ samples }) => samples);
  if (all.length < LEAST) return NOTHING;
  const values = all.map(({ value }) => value);
  if (subject.reduce === 'increase') return { value: sum(found.map(({ samples }) => riseOf(samples))) * share, events: null };
  if (subject.reduce === 'sum') return { value: sum(values) * share, events: null };
  if (subject.reduce === 'count') return { value: all.length * share, events: null };
  return { value: median(values), events: null };
};

const NOTHING: Recorded = { value: null, events: null };

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? 0;

const riseOf = (samples: readonly Sample[]): number => {
  const window = createWindow(true);
  for (const { at, value } of samples) insertSample(window, at, value);
  return riseWithin(window, (samples[0]?.at ?? 0) - 1, Number.POSITIVE_INFINITY) ?? 0;
};
