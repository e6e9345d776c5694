import type { Rule } from '../../core/model/rule.js';
import type { Stretch } from '../../core/model/rule-scenario.js';
import type { SeriesId, SeriesSample } from '../../core/model/sample.js';
import { STATUS } from '../../core/rule/event.js';
import { newestUpTo } from '../../core/sample/window-read.js';
import { after, type Duration, type Instant } from '../../core/time/instant.js';
import type { PlayedSeries } from '../replay/feed.js';
import type { World } from '../world.js';

export interface PourParts {
  readonly rule: Rule;
  readonly series: readonly PlayedSeries[];
  readonly world: World;
  readonly every: Duration;
  /** Events of a share that happen within the rule's window. */
  readonly events: number;
}

/** Makes the samples that give the rule the value that was drawn. */
export type Pour = (drawn: Stretch, at: Instant) => readonly SeriesSample[];

export const createPour = (parts: PourParts): Pour => {
  const make = makerFor(parts);
  return (drawn, at) => (typeof drawn === 'number' ? make(drawn, at) : []);
};

type Maker = (value: number, at: Instant) => readonly SeriesSample[];

const makerFor = (parts: PourParts): Maker => {
  const { subject, test } = parts.rule.when;
  if (test.kind === 'event') return eventsOf(parts, test.status);
  if (subject.kind === 'ratio') return sharesOf(parts, subject);
  if (subject.reduce === 'count') return countsOf(parts, subject.window ?? parts.every);
  const perSample = parts.every / (subject.window ?? parts.every) / parts.series.length;
  if (subject.reduce === 'increase') {
    const count = createCounts(parts.world, parts.series);
    return (value, at) => parts.series.map((one) => count(one, value * perSample, at));
  }
  if (subject.reduce === 'sum') return (value, at) => parts.series.map((one) => ({ ...one, at, value: value * perSample }));
  return (value, at) => parts.series.map((one) => ({ ...one, at, value }));
};

/** More samples than this at once are not played: two thousand looks of them take the desk's spare time for seconds. */
const MOST_AT_ONCE = 1_000;

/** The highest count within the rule's window that can be played; null where the rule counts no samples. */
export const mostCounted = ({ when: { subject, test } }: Rule, every: Duration): number | null =>
  subject.kind === 'metric' && subject.reduce === 'count' && test.kind !== 'event'
    ? Math.floor((MOST_AT_ONCE * (subject.window ?? every)) / every)
    : null;

/** As many samples as are owed since the look before, the series taking turns. Of what was drawn higher before, nothing is owed. */
const countsOf = ({ series, every }: PourParts, window: Duration): Maker => {
  let owed = 0;
  let before = 0;
  let poured = 0;
  return (value, at) => {
    owed = (value < before ? 0 : owed) + Math.max(0, value * every) / window;
    before = value;
    // What is owed is summed up in fractions: five times a fifth is to be one.
    const due = Math.floor(owed + 1e-9);
    const count = Math.min(due, MOST_AT_ONCE, every);
    owed = Math.max(0, owed - due);
    return Array.from({ length: count }, (_, index) => {
      const one = series[poured % series.length] as PlayedSeries;
      poured += 1;
      // One instant has one sample: they are spread over the look, and the last of them comes with it.
      return { ...one, at: after(at, -Math.floor(((count - 1 - index) * every) / count)), value: 1 };
    });
  };
};

/** An event comes where what was drawn changes. */
const eventsOf = ({ series }: PourParts, status: string): Maker => {
  let before: boolean | null = null;
  return (value, at) => {
    const isBad = value >= 0.5;
    if (isBad === before) return [];
    before = isBad;
    return series
      .filter((one) => (one.series.labels[STATUS] === status) === isBad)
      .slice(0, 1)
      .map((one) => ({ ...one, at, value: 1 }));
  };
};

const sharesOf = ({ series, world, every, events, rule }: PourParts, { bad, total }: { bad: string; total: string }): Maker => {
  const totals = series.filter((one) => one.series.name === total);
  const bads = series.filter((one) => one.series.name === bad);
  const count = createCounts(world, series);
  const perSample = (events * every) / (rule.when.subject.window ?? every);
  return (share, at) => [
    ...totals.map((one) => count(one, perSample / totals.length, at)),
    ...bads.map((one) => count(one, (share * perSample) / bads.length, at)),
  ];
};

/** Counters go on from where they stand. */
const createCounts = (world: World, series: readonly PlayedSeries[]) => {
  const counts = new Map<SeriesId, number>(
    series.map(({ id }) => {
      const state = world.series.get(id);
      return [id, state === undefined ? 0 : (newestUpTo(state.samples, Number.POSITIVE_INFINITY)?.value ?? 0)];
    }),
  );
  return (one: PlayedSeries, by: number, at: Instant): SeriesSample => {
    const value = (counts.get(one.id) ?? 0) + by;
    counts.set(one.id, value);
    return { ...one, at, value };
  };
};
