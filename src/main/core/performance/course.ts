import { LEAST_OF_A_SPREAD, mergedSketch, spreadOf } from '../business/spread.js';
import type { VitalCourse, VitalPoint } from '../model/performance.js';
import type { RolledUp } from '../sample/rolled-up.js';
import { countPast, sketchCount } from '../sample/sketch.js';
import { bucketStart, type Duration, hours, type Instant, instant } from '../time/instant.js';
import { VITALS } from '../visit/vitals.js';

/** Lengths of a point's stretch, and how long a stretch of time is drawn in points of at least that length. */
const STEPS: readonly Duration[] = [1, 3, 6, 12, 24].map(hours);
const MOST_POINTS = 75;

/**
 * One Web Vital over a stretch of time: its 75th percentile and what it rests on, the shares of visits that were served well and badly,
 * and how it went, in stretches so long that most of them have enough visits to be judged (20).
 */
export const courseOf = (metric: string, rolledUp: readonly RolledUp[], from: Instant, to: Instant): VitalCourse => {
  const { good, poor } = VITALS[metric] ?? { good: 0, poor: 0 };
  const sketch = mergedSketch(rolledUp);
  const spread = spreadOf(metric, sketch);
  const n = sketchCount(sketch);
  const beyond = (limit: number): number => countPast(sketch, limit) / n;
  const [every, points] = pointsOf(metric, rolledUp, to - from);
  return {
    ...{ metric, good, poor, spread },
    shares: n === 0 ? null : { good: 1 - beyond(good), between: beyond(good) - beyond(poor), poor: beyond(poor) },
    every,
    points,
  };
};

const pointsOf = (
  metric: string,
  rolledUp: readonly RolledUp[],
  length: number,
): readonly [Duration, readonly VitalPoint[]] => {
  const steps = STEPS.filter((step) => length / step <= MOST_POINTS);
  const last = steps.at(-1) ?? hours(24);
  for (const step of steps) {
    const points = inSteps(metric, rolledUp, step);
    if (step === last || points.filter(({ isFew }) => isFew).length * 2 <= points.length) return [step, points];
  }
  return [last, inSteps(metric, rolledUp, last)];
};

const inSteps = (metric: string, rolledUp: readonly RolledUp[], step: Duration): readonly VitalPoint[] => {
  const stretches = new Map<Instant, RolledUp[]>();
  for (const hour of rolledUp) {
    const at = bucketStart(instant(hour.start), step);
    const stretch = stretches.get(at);
    if (stretch === undefined) stretches.set(at, [hour]);
    else stretch.push(hour);
  }
  return [...stretches]
    .sort(([a], [b]) => a - b)
    .flatMap(([at, stretch]) => {
      const spread = spreadOf(metric, mergedSketch(stretch));
      if (spread === null) return [];
      const { p75, between, n } = spread;
      return [{ at, p75, between, n, isFew: n < LEAST_OF_A_SPREAD }];
    });
};
