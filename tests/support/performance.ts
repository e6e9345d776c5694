import { nameBudget } from '../../src/main/core/budget/name.js';
import { BUDGET_METRICS, type BudgetKind } from '../../src/main/core/model/budget.js';
import type { Spread } from '../../src/main/core/model/figure.js';
import type { BudgetStanding, PerformanceView, VitalCell } from '../../src/main/core/model/performance.js';
import type { SeriesId } from '../../src/main/core/model/sample.js';
import type { TargetId } from '../../src/main/core/model/target.js';
import { courseOf } from '../../src/main/core/performance/course.js';
import { effectsOf } from '../../src/main/core/performance/deploy.js';
import type { RolledUp } from '../../src/main/core/sample/rolled-up.js';
import { addToSketch, emptySketch } from '../../src/main/core/sample/sketch.js';
import { after, bucketStart, hours, type Instant, minutes } from '../../src/main/core/time/instant.js';
import { ratingOf } from '../../src/main/core/visit/vitals.js';

/** `full`: everything is measured. `few`: a handful of visits. `empty`: nothing is. */
export type PerformanceScene = 'full' | 'few' | 'empty';

const HOUR = hours(1);

/** An hour of visits around a middle, slower at some hours than at others (the same at whatever time of day it is looked at), and much slower after the deploy of five hours ago. */
const hourOf = (at: Instant, now: Instant, middle: number, visits: number, isAfterDeploy: boolean): RolledUp => {
  const sketch = emptySketch();
  const load = 1 + 0.15 * Math.sin(((at - now) / HOUR / 24) * 2 * Math.PI) + (isAfterDeploy ? 0.35 : 0);
  const values = Array.from({ length: visits }, (_, index) => middle * load * (0.45 + 1.3 * ((index + 0.5) / visits) ** 1.6));
  for (const value of values) addToSketch(sketch, value);
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, visits);
  return { start: at, n: visits, mean, min: Math.min(...values), max: Math.max(...values), sketch };
};

const MIDDLES = { lcp_seconds: 1.9, inp_seconds: 0.16, cls: 0.06, fcp_seconds: 1.1, ttfb_seconds: 0.5 } as const;
const METRICS = Object.keys(MIDDLES) as (keyof typeof MIDDLES)[];

const cell = (name: string, n: number, slower: number): VitalCell => ({
  name,
  n,
  vitals: METRICS.map((metric): Spread => {
    const p75 = MIDDLES[metric] * 1.2 * slower;
    return {
      ...{ metric, p75, n, between: [p75 * 0.95, p75 * 1.06] },
      rating: n < 20 ? 'too-few' : (ratingOf(metric, p75) ?? 'too-few'),
    };
  }),
});

const budget = (page: string, kind: BudgetKind, limit: number, measured: number | null, at: Instant): BudgetStanding => ({
  ...{ target: `page-${page}` as TargetId, page, kind, name: nameBudget(kind), metric: BUDGET_METRICS[kind], limit, measured },
  at: measured === null ? null : at,
});

const scores = (page: string, at: Instant, ...of: readonly [number, number, number, number]) => ({
  page,
  categories: ['performance', 'accessibility', 'best-practices', 'seo'].map((category, index) => ({
    ...{ category, at },
    series: `lighthouse_score{category="${category}",page="${page}",source="lighthouse"}` as SeriesId,
    score: of[index] ?? 0,
  })),
});

/** How fast a site is that mostly serves its visitors well, and less so since its last deploy. */
export const scriptedPerformance = (scene: PerformanceScene, over: number, now: Instant): PerformanceView => {
  const from = bucketStart(after(now, -hours(over)), HOUR);
  const deployedAt = after(now, -hours(5));
  const visits = scene === 'full' ? 60 : scene === 'few' ? 2 : 0;
  const starts = visits === 0 ? [] : Array.from({ length: over }, (_, index) => after(from, (index + 1) * HOUR));
  const at = after(now, -minutes(12));
  const isFull = scene === 'full';
  const vitals = METRICS.map((metric) => ({
    metric,
    hours: starts.map((start) => hourOf(start, now, MIDDLES[metric], visits, start > deployedAt)),
  }));
  const deploys = isFull
    ? [
        { at: after(now, -hours(14)), project: 'site' },
        { at: deployedAt, project: 'site' },
      ]
    : [];
  return {
    ...{ from, to: now },
    vitals: vitals.map((one) => courseOf(one.metric, one.hours, from, now)),
    pages: isFull
      ? [cell('home', 812, 1), cell('lessons/maths', 340, 1.25), cell('inquiry', 190, 1.9), cell('terms', 6, 0.8)]
      : [],
    devices: isFull ? [cell('mobile', 804, 1.3), cell('desktop', 521, 0.8), cell('tablet', 23, 1.1)] : [],
    countries: isFull ? [cell('GB', 1_004, 1), cell('AE', 240, 1.5), cell('SG', 96, 1.8), cell('MC', 8, 1)] : [],
    budgets: isFull
      ? [
          budget('home', 'javascriptInitial', 150_000, 96_400, at),
          budget('home', 'css', 60_000, 57_900, at),
          budget('home', 'imageHero', 200_000, 341_000, at),
          budget('home', 'weight', 800_000, 612_000, at),
          budget('home', 'thirdParty', 10, 4, at),
          budget('service-maths', 'javascriptInitial', 150_000, 121_000, at),
          budget('service-maths', 'weight', 600_000, null, at),
          budget('service-maths', 'requests', 25, 19, at),
        ]
      : null,
    audits: isFull
      ? [scores('home', after(now, -hours(3)), 94, 98, 92, 100), scores('inquiry', after(now, -hours(3)), 71, 92, 46, 97)]
      : [],
    slowest: isFull
      ? [
          {
            target: 'booking' as TargetId,
            name: 'Booking form',
            p50Seconds: 0.61,
            p75Seconds: 0.94,
            p95Seconds: 2.4,
            n: 1_440,
          },
          { target: 'home' as TargetId, name: 'Home page', p50Seconds: 0.22, p75Seconds: 0.31, p95Seconds: 0.8, n: 1_440 },
        ]
      : [],
    deploys,
    effects: effectsOf(deploys, vitals, { from, to: now }),
  };
};
