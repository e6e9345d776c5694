import { bandCourse } from '../../src/main/core/baseline/course.js';
import { withAverage } from '../../src/main/core/baseline/ema.js';
import { bornBaseline } from '../../src/main/core/baseline/state.js';
import { trendOf } from '../../src/main/core/baseline/trend.js';
import type { BaselineHour, BaselineState } from '../../src/main/core/model/baseline.js';
import type { BaselineDetail, BaselineRow } from '../../src/main/core/model/baseline-row.js';
import type { RuleId } from '../../src/main/core/model/rule.js';
import type { SeriesId } from '../../src/main/core/model/sample.js';
import type { EventStretch, Objective, ObjectiveDetail, ObjectiveKind } from '../../src/main/core/model/slo.js';
import { parseSeries } from '../../src/main/core/sample/series.js';
import type { Gap } from '../../src/main/core/slo/gaps.js';
import { measuresOf } from '../../src/main/core/slo/measures.js';
import { detailOf } from '../../src/main/core/slo/standing.js';
import { after, bucketStart, days, hours, type Instant, minutes } from '../../src/main/core/time/instant.js';
import { baselineRow } from '../../src/main/core/view/baseline.js';
import { siteDown } from './engine.js';

const objective = (id: string, kind: ObjectiveKind, target: number, hasSource = true): Objective => ({
  id,
  kind,
  target,
  over: days(30),
  measures: measuresOf({ kind, match: [], underSeconds: 2, leastScore: 90 }),
  sources: kind === 'availability' || kind === 'latency' ? ['http'] : ['ingest'],
  hasSource,
});

/** Whole hours and then whole minutes up to `now`; `badShare` of an age in hours. Nothing inside a gap. */
const stretches = (
  now: Instant,
  aMinute: number,
  badShare: (age: number) => number,
  gaps: readonly Gap[],
): readonly EventStretch[] => {
  const fine = bucketStart(after(now, -hours(7)), hours(1));
  const one = (start: Instant, length: number): EventStretch => {
    const age = (now - start) / hours(1);
    // What comes less than once an hour came last a quarter of its interval ago, whatever the hour.
    const interval = Math.round(1 / Math.min(1, aMinute));
    const isDue =
      (Math.floor((bucketStart(now, hours(1)) - start) / minutes(1)) + interval) % interval === Math.floor(interval / 4);
    const valid = aMinute >= 1 ? Math.round((aMinute * length) / minutes(1)) : isDue && aMinute > 0 ? 1 : 0;
    return { start, valid, good: valid - Math.round(valid * badShare(age)) };
  };
  const isSeen = (start: number): boolean => gaps.every(({ from, to }) => start < from || start >= to);
  const coarse = Array.from({ length: 713 }, (_, i) => one(after(fine, -hours(713 - i)), hours(1)));
  const count = Math.floor((now - fine) / minutes(1));
  return [...coarse, ...Array.from({ length: count }, (_, i) => one(after(fine, minutes(i)), minutes(1)))].filter(
    ({ start, valid }) => valid > 0 && isSeen(start),
  );
};

const night = (now: Instant, daysAgo: number, length: number): Gap => ({
  from: bucketStart(after(now, -days(daysAgo)), hours(1)),
  to: after(bucketStart(after(now, -days(daysAgo)), hours(1)), length),
  cause: 'asleep',
});

/**
 * - `mixed`: one objective is kept, one burns, one is missed, one has too little, one has no source. `calm`: all are kept.
 * - `young`: a desk of an hour. `unseen`: nothing but gaps. `extreme`: the longest name, an outage of days.
 */
export type StandingScene = 'mixed' | 'calm' | 'young' | 'unseen' | 'extreme' | 'none';

/** Objectives with their figures, reckoned by the product's own functions from made-up events. */
export const scriptedObjectives = (scene: StandingScene, now: Instant, pages = 10): readonly ObjectiveDetail[] => {
  if (scene === 'none') return [];
  const isMixed = scene === 'mixed' || scene === 'extreme';
  const gaps =
    scene === 'calm' || scene === 'young'
      ? []
      : scene === 'unseen'
        ? [{ from: after(now, -days(30)), to: now, cause: 'stopped' as const }]
        : [night(now, 21, hours(9)), night(now, 14, hours(11)), night(now, 6, hours(8))];
  const detail = (one: Objective, aMinute: number, ...shares: readonly ((age: number) => number)[]): ObjectiveDetail =>
    detailOf(one, {
      from: after(now, scene === 'young' ? -hours(1) : -days(30)),
      seenFrom: after(now, scene === 'young' ? -minutes(52) : -days(30)),
      to: now,
      gaps,
      counted: one.measures.map((measure, i) => {
        const share = scene === 'unseen' ? undefined : shares[i];
        return { measure, stretches: share === undefined ? [] : stretches(now, aMinute, share, gaps) };
      }),
    });
  const outage = (age: number): number => (age > 200 && age < 201.5 ? 0.15 : age > 480 && age < 482 ? 0.1 : 0);
  const slow = (age: number): number => (isMixed && age < 1.1 ? 0.42 : age > 90 && age < 96 ? 0.35 : isMixed ? 0.008 : 0.002);
  const down = (age: number): number => (age < 120 ? 1 : 0);
  return [
    detail(objective('uptime', 'availability', 0.999), pages, scene === 'extreme' ? down : outage),
    detail(objective('latency', 'latency', 0.99), pages, slow),
    detail(objective('errors', 'errors', 0.99, scene === 'calm'), scene === 'calm' ? 40 : 0, () => 0.002),
    detail(objective('lighthouse', 'lighthouse', 0.9), 1 / 5_760, () => 0),
    detail(
      objective(
        scene === 'extreme'
          ? 'web-vitals-of-all-visitors-on-mobile-devices-in-the-united-kingdom-and-the-channel-islands'
          : 'web-vitals',
        'web-vitals',
        0.75,
      ),
      3,
      () => 0.14,
      () => 0.11,
      () => (isMixed ? 0.27 : 0.2),
      () => 0.19,
      () => 0.08,
    ),
  ];
};

const HOURS_KEPT = 24 * 20;

const learntHours = (series: SeriesId, now: Instant, mean: (at: number) => number): readonly BaselineHour[] =>
  Array.from({ length: HOURS_KEPT }, (_, i) => {
    const at = bucketStart(after(now, -hours(HOURS_KEPT - i)), hours(1));
    return { series, at, n: 60, mean: mean(at), deviation: 0.035 };
  });

export type BaselinePhase = 'learning' | 'ready' | 'frozen' | 'reset';

/** The day's rhythm of a page's response time. */
const usualAt = (at: number): number => 0.185 + 0.05 * Math.sin(at / 7_200_000);

const stateOf = (phase: BaselinePhase, metric: string, now: Instant, learnt: readonly BaselineHour[]): BaselineState => {
  const born = bornBaseline(metric, 'none');
  if (phase === 'learning') return { ...born, samples: 41, span: hours(5), learnedTo: now };
  if (phase === 'reset')
    return {
      ...born,
      samples: 12,
      span: minutes(12),
      learnedTo: now,
      reset: { at: after(now, -minutes(12)), why: 'deploy 4711' },
    };
  const average = learnt.reduce<BaselineState['average']>(
    (known, { at, n, mean, deviation }) =>
      withAverage(known, { hour: at / hours(1), n, mean, deviation, centre: mean, slope: 0, noise: 0 }),
    null,
  );
  const frozenSince = phase === 'frozen' ? after(now, -minutes(62)) : null;
  return { ...born, samples: 28_800, span: days(20), learnedTo: frozenSince ?? now, average, frozenSince };
};

/** A baseline of one series in one of its states. */
export const scriptedBaseline = (
  phase: BaselinePhase,
  id: SeriesId,
  rule: { readonly id: RuleId; readonly name: string },
  now: Instant,
  stretch: { readonly from: Instant; readonly to: Instant } = { from: after(now, -days(1)), to: now },
): BaselineDetail => {
  const series = parseSeries(id) ?? { name: id, labels: {} };
  const all = phase === 'learning' ? [] : learntHours(id, now, usualAt);
  const learnt = phase === 'frozen' ? all.filter(({ at }) => at < now - minutes(62)) : all;
  const state = stateOf(phase, series.name, now, learnt);
  const row: BaselineRow = baselineRow(
    { id, series, state, kind: 'ema', rules: [{ ...siteDown, id: rule.id, name: rule.name }] },
    now,
    'Europe/London',
  );
  const week = learnt.filter(({ at }) => at > now - days(7) && phase !== 'reset').map(({ at, mean }) => ({ at, value: mean }));
  return {
    row,
    course: bandCourse({ state, kind: 'ema', zone: 'Europe/London', learnt, ...stretch }),
    hours: learnt.filter(({ at }) => at >= stretch.from && at <= stretch.to),
    trend: trendOf(week, 0.05)?.text ?? null,
  };
};
