import type { Rule } from '../../core/model/rule.js';
import type { Sample } from '../../core/model/sample.js';
import type { History } from '../../core/port/history.js';
import { riseBetween } from '../../core/sample/window.js';
import { after, days, hours, type Instant, instant } from '../../core/time/instant.js';
import type { Breath } from '../replay/breath.js';
import type { PlayedSeries } from '../replay/feed.js';

/** What was recorded lately of the series of a scenario. */
export interface Recent {
  /** What the rule's value mostly was; null where too little was recorded to say so. */
  readonly value: number | null;
  /** Events of a share in the rule's window; null where none were counted. */
  readonly events: number | null;
}

export interface RecentParts {
  readonly rule: Rule;
  readonly series: readonly PlayedSeries[];
  readonly history: Pick<History, 'raw'>;
  readonly now: Instant;
  readonly breathe: Breath['breathe'];
}

const DAY = days(1);
const LEAST = 3;
/** Read at once, of one series: with a sample a second it takes some milliseconds. */
const PIECE = hours(3);
/** More values than this need not be sorted to find the one in their middle. */
const MOST_SORTED = 8_000;

/** Looks at the last day, piece by piece: what is read is added up at once, and none of it is held. */
export const recentOf = async (parts: RecentParts): Promise<Recent> => {
  const { subject } = parts.rule.when;
  const share = (subject.window ?? DAY) / DAY;
  const found: (readonly [name: string, sums: Sums])[] = [];
  for (const one of parts.series) found.push([one.series.name, await sumsOf(parts, one)]);
  const rise = (name: string | null): number => sum(found.map(([own, { rise }]) => (name === null || own === name ? rise : 0)));
  if (subject.kind === 'ratio') {
    const total = rise(subject.total);
    return total <= 0 ? NOTHING : { value: Math.min(1, rise(subject.bad) / total), events: total * share };
  }
  const n = sum(found.map(([, sums]) => sums.n));
  if (n < LEAST) return NOTHING;
  if (subject.reduce === 'increase') return { value: rise(null) * share, events: null };
  if (subject.reduce === 'sum') return { value: sum(found.map(([, { total }]) => total)) * share, events: null };
  if (subject.reduce === 'count') return { value: n * share, events: null };
  return { value: median(found.flatMap(([, { values }]) => values)), events: null };
};

const NOTHING: Recent = { value: null, events: null };

/** What a series' samples come to. */
interface Sums {
  n: number;
  total: number;
  /** Of a counter, since its first sample. */
  rise: number;
  last: number | null;
  /** So many of its values that those of all series can be sorted at once. */
  readonly values: Weighed[];
}

/** A value, and the number of samples that it stands for. */
type Weighed = readonly [value: number, weight: number];

const sumsOf = async ({ series, history, now, breathe }: RecentParts, { id }: PlayedSeries): Promise<Sums> => {
  const sums: Sums = { n: 0, total: 0, rise: 0, last: null, values: [] };
  const most = Math.max(1, Math.floor((MOST_SORTED * PIECE) / DAY / series.length));
  const end = after(now, 1);
  for (let from = after(now, -DAY); from < end; from = after(from, PIECE)) {
    add(sums, await history.raw(id, from, instant(Math.min(end, from + PIECE))), most);
    const pause = breathe();
    if (pause !== null) await pause;
  }
  return sums;
};

const add = (sums: Sums, samples: readonly Sample[], most: number): void => {
  const step = Math.max(1, Math.ceil(samples.length / most));
  for (const [index, { value }] of samples.entries()) {
    sums.total += value;
    sums.rise += sums.last === null ? 0 : riseBetween(sums.last, value);
    sums.last = value;
    if (index % step === 0) sums.values.push([value, Math.min(step, samples.length - index)]);
  }
  sums.n += samples.length;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const median = (values: readonly Weighed[]): number => {
  const middle = (sum(values.map(([, weight]) => weight)) - 1) >> 1;
  let passed = 0;
  for (const [value, weight] of values.toSorted(([a], [b]) => a - b)) {
    passed += weight;
    if (passed > middle) return value;
  }
  return 0;
};
