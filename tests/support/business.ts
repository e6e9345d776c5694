import { breakdownOf, type Converted, completedOf, conversionOf } from '../../src/main/core/business/breakdown.js';
import { addedUp, bearing, risen } from '../../src/main/core/business/counted.js';
import { engagementOf, qualityOf } from '../../src/main/core/business/engagement.js';
import { experimentsOf } from '../../src/main/core/business/experiment.js';
import { funnelOf } from '../../src/main/core/business/funnel.js';
import { healthOf } from '../../src/main/core/business/health.js';
import { industryOf } from '../../src/main/core/business/industry.js';
import { lastPeriods } from '../../src/main/core/business/periods.js';
import { revenuePeriod } from '../../src/main/core/business/revenue.js';
import { shareOf } from '../../src/main/core/business/share.js';
import type { IndustryFigures } from '../../src/main/core/model/benchmark.js';
import type { BusinessView, CountedSeries, Sessions } from '../../src/main/core/model/business.js';
import type { Spread } from '../../src/main/core/model/figure.js';
import type { Labels } from '../../src/main/core/model/labels.js';
import type { RevenueAtRisk } from '../../src/main/core/model/revenue.js';
import { after, bucketStart, days, hours, type Instant } from '../../src/main/core/time/instant.js';
import { localHours } from '../../src/main/core/time/zone.js';
import { ratingOf } from '../../src/main/core/visit/vitals.js';
import { scriptedObjectives } from './standing.js';

/**
 * `full`: a year of record and everything told. `young`: the desk has listened for two days, so that nothing is usual yet. `few`: a
 * handful of visits. `empty`: nothing was ever told.
 */
export type BusinessScene = 'full' | 'young' | 'few' | 'empty';

const INDUSTRY: IndustryFigures = {
  source: 'HTTP Archive, Web Almanac 2025, Performance (Chrome UX Report)',
  url: 'https://almanac.httparchive.org/en/2025/performance',
  measured: '2025-07',
  metrics: {
    lcp_seconds: { mobile: { good: 0.62, poor: 0.13 }, desktop: { good: 0.74, poor: 0.07 } },
    inp_seconds: { mobile: { good: 0.77, poor: 0.03 }, desktop: { good: 0.97, poor: null } },
    cls: { mobile: { good: 0.81, poor: 0.09 }, desktop: { good: 0.72, poor: 0.1 } },
    fcp_seconds: { mobile: { good: 0.55, poor: 0.16 }, desktop: { good: 0.7, poor: 0.09 } },
    ttfb_seconds: { mobile: { good: 0.44, poor: 0.17 }, desktop: { good: 0.55, poor: 0.12 } },
  },
};

const ZONE = 'Europe/London';
const HOUR = hours(1);
const RECORD: Readonly<Record<BusinessScene, number>> = { full: 300, young: 2, few: 1, empty: 0 };

/** How busy an hour of a day is, on the site's clocks: quiet nights, full evenings. */
const busy = (local: number): number =>
  [0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 0.8, 1, 1.2, 1.3, 1.2, 1.1][Math.floor((local % 24) / 2)] ?? 1;

const course = (labels: Labels, an: number, scene: BusinessScene, now: Instant): CountedSeries => {
  const rises = new Map<number, number>();
  const local = localHours(ZONE);
  const last = bucketStart(now, HOUR);
  let [due, told] = [0, 0];
  for (let back = RECORD[scene] * 24; back >= 0; back -= 1) {
    const at = last - back * HOUR;
    const hour = local(at / HOUR);
    const week = 1 + 0.06 * Math.sin(Math.floor(hour / 168) * 2.4) + 0.04 * Math.sin(Math.floor(hour / 24) * 1.7);
    // Counts are whole: what an hour has too little of comes with a later one.
    due += an * busy(((hour % 24) + 24) % 24) * week * (scene === 'few' ? 0.01 : 1);
    rises.set(at, Math.floor(due) - told);
    told = Math.floor(due);
  }
  return { labels, rises };
};

const WHERE: readonly (readonly [Labels, number])[] = [
  [{ country: 'GB', device: 'mobile', variant: 'control' }, 46],
  [{ country: 'GB', device: 'desktop', variant: 'short-form' }, 33],
  [{ country: 'AE', device: 'mobile', variant: 'control' }, 9],
  [{ country: 'SG', device: 'desktop', variant: 'short-form' }, 10],
  [{ country: 'MC', device: 'tablet', variant: 'control' }, 0.4],
];

/** Steps of the funnel and forms, at so many an hour of each place's visits. */
const RATES = { visit: 1, inquiry: 0.09, booking: 0.031, completion: 0.027 } as const;

const spread = (metric: string, p75: number, n: number, width = 0.06): Spread => ({
  metric,
  p75,
  between: [p75 * (1 - width), p75 * (1 + width)],
  n,
  rating: n < 20 ? 'too-few' : (ratingOf(metric, p75) ?? 'too-few'),
});

const siteVitals = [
  spread('lcp_seconds', 2.31, 2_214, 0.03),
  spread('inp_seconds', 0.236, 1_804, 0.05),
  spread('cls', 0.07, 2_190, 0.04),
  spread('fcp_seconds', 1.42, 2_214, 0.03),
  spread('ttfb_seconds', 0.61, 2_214, 0.03),
];

const vitalsBy = (scene: BusinessScene, cells: Readonly<Record<string, readonly [number, number]>>) =>
  new Map(
    scene === 'empty'
      ? []
      : Object.entries(cells).map(([name, [lcp, n]]) => [
          name,
          [spread('lcp_seconds', lcp, scene === 'few' ? 4 : n), spread('ttfb_seconds', lcp / 4, scene === 'few' ? 4 : n)],
        ]),
  );

const sessionsOf = (scene: BusinessScene, now: Instant, from: Instant): Sessions => {
  const total = scene === 'empty' ? [] : [course({}, 90, scene, now)];
  const bounced = scene === 'empty' ? [] : [course({}, 34, scene, now)];
  const bounce = shareOf(risen(bounced, from, now), risen(total, from, now), total.length > 0);
  const isKnown = scene === 'full' || scene === 'young';
  return {
    state: bounce.state,
    bounce,
    meanSeconds: isKnown ? 142 : null,
    usualSeconds: scene === 'full' ? 156 : null,
    readings: isKnown ? 288 : 0,
  };
};

export const scriptedRisk = (alert: string, from: Instant, to: Instant): RevenueAtRisk => ({
  alert: alert as RevenueAtRisk['alert'],
  from,
  to,
  currency: 'GBP',
  state: 'known',
  because: null,
  forms: [{ form: 'booking', actual: 3, expected: { mean: 11.4, low: 5.2, high: 17.6 }, value: 250 }],
  amount: 2_100,
  between: [550, 3_650],
  n: 8,
  need: 3,
  coverage: 1,
});

/** What the console is told of the business, reckoned by the same functions as in earnest. */
export const scriptedBusiness = (scene: BusinessScene, now: Instant, alert: string | null = null): BusinessView => {
  const from = bucketStart(after(now, -days(1)), HOUR);
  const before = after(from, -days(56));
  const isTold = scene !== 'empty';
  const steps = isTold
    ? Object.entries(RATES).flatMap(([step, rate]) =>
        WHERE.map(([labels, visits]) => course({ ...labels, step }, visits * rate, scene, now)),
      )
    : [];
  const formsOf = (rateOf: (form: string) => number) =>
    isTold
      ? (['inquiry', 'booking', 'newsletter'] as const).flatMap((form, index) =>
          WHERE.map(([labels, visits]) =>
            course({ ...labels, form }, visits * ([0.1, 0.034, 0.005][index] ?? 0) * rateOf(form), scene, now),
          ),
        )
      : [];
  // One is the worst at any time of day: of shares that are alike, their last digits would decide.
  const failing = (form: string): number => (form === 'booking' ? 0.15 : 0.04);
  const converted: Converted = {
    visits: bearing(steps, { step: 'visit' }),
    submissions: formsOf(() => 1),
    failures: formsOf(failing),
  };
  const values: Readonly<Record<string, number>> = { inquiry: 40, booking: 250 };
  const sessions = sessionsOf(scene, now, from);
  const conversion = conversionOf(converted, from, now);
  const completed = (form: string, start: Instant): number =>
    completedOf(
      { submissions: bearing(converted.submissions, { form }), failures: bearing(converted.failures, { form }) },
      start,
      now,
    );
  const amounts = addedUp(
    Object.entries(values).map(([form, per]) => ({ series: bearing(converted.submissions, { form }), per })),
  );
  const ledger = { amounts, knownFrom: after(bucketStart(now, HOUR), -days(RECORD[scene])), gaps: [], zone: ZONE, now };
  const periods = (kind: 'day' | 'week' | 'month', count: number) =>
    isTold ? lastPeriods(kind, count, now, ZONE).map((period) => revenuePeriod(period, ledger)) : [];
  const vitals = scene === 'full' || scene === 'young' ? siteVitals : [];
  return {
    from,
    to: now,
    timeZone: ZONE,
    currency: 'GBP',
    opportunity: isTold ? 400_000 : null,
    funnel: funnelOf(steps, from, now),
    conversion,
    forms: isTold
      ? ['inquiry', 'booking', 'newsletter'].map((form) => ({
          form,
          failures: shareOf(
            risen(bearing(converted.failures, { form }), from, now),
            risen(bearing(converted.submissions, { form }), from, now),
            true,
          ),
          completed: completed(form, from),
          value: values[form] ?? null,
        }))
      : [],
    sessions,
    quality: qualityOf(sessions),
    engagement: engagementOf(sessions, conversion, conversionOf(converted, before, scene === 'full' ? from : before)),
    health: healthOf({
      vitals,
      lighthouse: scene === 'full' ? { score: 93, audits: 20 } : null,
      objectives: scene === 'full' ? scriptedObjectives('mixed', now).map(({ standing }) => standing) : [],
    }),
    revenue: {
      state: isTold ? 'known' : 'no-source',
      basis: isTold ? 'estimated' : null,
      currency: 'GBP',
      withoutValue: isTold ? ['newsletter'] : [],
      days: periods('day', 14),
      weeks: periods('week', 8),
      months: periods('month', 6),
    },
    atRisk: alert === null || scene !== 'full' ? [] : [scriptedRisk(alert, after(now, -hours(2)), now)],
    regions: breakdownOf(
      'country',
      converted,
      vitalsBy(scene, { GB: [2.2, 1_900], AE: [3.1, 210], SG: [4.3, 190], MC: [2, 9] }),
      from,
      now,
    ),
    devices: breakdownOf(
      'device',
      converted,
      vitalsBy(scene, { mobile: [2.7, 1_200], desktop: [1.6, 990], tablet: [2, 9] }),
      from,
      now,
    ),
    experiments: experimentsOf(
      converted,
      vitalsBy(scene, { control: [2.6, 1_150], 'short-form': [2.1, 1_060] }),
      [],
      from,
      now,
    ),
    industry: { source: INDUSTRY, rows: industryOf(vitals, INDUSTRY) },
    competition: {
      state: scene === 'full' ? 'known' : 'no-source',
      own: { medianSeconds: 0.212, p95Seconds: 0.486, n: 8_640 },
      rows: scene === 'full' ? competitors(now) : [],
    },
  };
};

const competitors = (now: Instant): BusinessView['competition']['rows'] => [
  {
    target: 'competitor-1' as never,
    name: 'Other Tutors',
    url: 'https://tutors.example.com/',
    medianSeconds: 0.184,
    p95Seconds: 0.921,
    n: 287,
    answered: shareOf(287, 288, true),
    problem: null,
    lastAt: after(now, -hours(0)),
  },
  {
    target: 'competitor-2' as never,
    name: 'Lessons of the North',
    url: 'https://lessons.example.net/',
    medianSeconds: null,
    p95Seconds: null,
    n: 0,
    answered: shareOf(0, 12, true),
    problem: 'connection refused',
    lastAt: after(now, -hours(0)),
  },
];
