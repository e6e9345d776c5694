import { z } from 'zod';
import type {
  BusinessView,
  Cell,
  Experiment,
  Revenue,
  RevenueAtRisk,
  RevenuePeriod,
  Score,
  Share,
  Spread,
} from '../../core/model/business.js';
import { countBody, instantBody, iso, isoOrNull, ratioBody } from './primitive.js';

const KNOWLEDGE = ['known', 'too-few', 'no-reading', 'no-source'] as const;
const knowledgeBody = z
  .enum(KNOWLEDGE)
  .describe('`too-few`: not enough to judge. `no-reading`: nothing within this time. `no-source`: nothing here ever gave it.');

const intervalBody = z.object({ low: z.number(), high: z.number() });
const intervalOf = (between: readonly [number, number]): z.infer<typeof intervalBody> => ({
  low: between[0],
  high: between[1],
});

const shareBody = z
  .object({
    state: knowledgeBody,
    count: z.number().min(0),
    n: z.number().min(0),
    ratio: ratioBody.nullable(),
    between: intervalBody.nullable().describe('Where the true share lies with 95 % confidence (Wilson).'),
  })
  .describe('`count` of `n`; `ratio` is null where there is nothing to divide by.');

const toShare = ({ state, part, n, ratio, between }: Share): z.infer<typeof shareBody> => ({
  state,
  count: part,
  n,
  ratio,
  between: between === null ? null : intervalOf(between),
});

export const scoreBody = z.object({
  state: z.enum(['known', 'learning', 'no-source']),
  value: z.number().min(0).max(100).nullable().describe('Null while less than half of its weight is known.'),
  formula: z.string(),
  parts: z.array(
    z.object({ id: z.string(), name: z.string(), weight: z.number(), value: ratioBody.nullable(), text: z.string() }),
  ),
  moves: z.string().nullable().describe('The part that takes the most points away.'),
});

export const toScore = ({ state, value, formula, parts, moves }: Score): z.infer<typeof scoreBody> => ({
  state,
  value,
  formula,
  parts: parts.map((part) => ({ ...part })),
  moves,
});

const spreadBody = z.object({
  metric: z.string(),
  p75: z.number(),
  between: intervalBody.describe('95 % interval of order statistics.'),
  n: countBody,
  rating: z.enum(['good', 'needs-improvement', 'poor', 'too-few']),
});

const toSpread = ({ between, ...spread }: Spread): z.infer<typeof spreadBody> => ({ ...spread, between: intervalOf(between) });

const funnelBody = z.object({
  state: knowledgeBody,
  steps: z.array(
    z.object({
      step: z.string(),
      count: z.number().min(0),
      passed: shareBody.nullable().describe('Of those at the step before; null of the first, and where more came here.'),
      lost: z.number().min(0).nullable(),
    }),
  ),
  worst: z.string().nullable().describe('The step on the way to which the largest share is lost.'),
});

const formBody = z.object({
  form: z.string(),
  failures: shareBody,
  completed: z.number().min(0),
  value: z.number().nullable().describe('What one is worth, by `business.values`.'),
});

const expectedBody = z.object({ mean: z.number(), low: z.number(), high: z.number() });

const periodBody = z.object({
  start: instantBody,
  end: instantBody,
  isOpen: z.boolean(),
  amount: z.number().nullable().describe('Null before anything was recorded.'),
  expected: expectedBody
    .nullable()
    .describe('From the same weekdays of the eight weeks before, with a 95 % prediction interval; null while it is learnt.'),
  n: countBody.describe('Earlier weeks behind it, of the `need`.'),
  need: countBody,
  judgement: z.enum(['within', 'below', 'above', 'learning', 'no-record']),
  coverage: ratioBody,
});

const revenueBody = z.object({
  state: z.enum(['known', 'no-source', 'no-values']),
  basis: z.enum(['recorded', 'estimated']).nullable().describe('`estimated`: completed forms × `business.values`.'),
  currency: z.string(),
  withoutValue: z.array(z.string()).describe('Forms that count for nothing in an estimate.'),
  days: z.array(periodBody),
  weeks: z.array(periodBody),
  months: z.array(periodBody),
});

const toPeriod = ({ start, end, expected, ...period }: RevenuePeriod): z.infer<typeof periodBody> => ({
  ...period,
  start: iso(start),
  end: iso(end),
  expected: expected === null ? null : { ...expected },
});

const toRevenue = ({ withoutValue, days, weeks, months, ...revenue }: Revenue): z.infer<typeof revenueBody> => ({
  ...revenue,
  withoutValue: [...withoutValue],
  days: days.map(toPeriod),
  weeks: weeks.map(toPeriod),
  months: months.map(toPeriod),
});

const riskBody = z.object({
  alertId: z.string(),
  from: instantBody,
  to: instantBody,
  currency: z.string(),
  state: z.enum(['known', 'cannot-be-told']),
  because: z.enum(['no-values', 'no-source', 'learning']).nullable(),
  amount: z.number().min(0).nullable().describe('(Expected − actual completed forms) × their values, never below nothing.'),
  between: intervalBody.nullable(),
  n: countBody.describe('Earlier weeks behind it, of the `need`.'),
  need: countBody,
  forms: z.array(z.object({ form: z.string(), actual: z.number(), expected: expectedBody, value: z.number() })),
});

const toRisk = ({ alert, from, to, between, forms, ...risk }: RevenueAtRisk): z.infer<typeof riskBody> => ({
  ...risk,
  alertId: alert,
  from: iso(from),
  to: iso(to),
  between: between === null ? null : intervalOf(between),
  forms: forms.map((form) => ({ ...form, expected: { ...form.expected } })),
});

const cellBody = z.object({
  name: z.string(),
  conversion: shareBody,
  webVitals: z.array(spreadBody),
  isFew: z.boolean().describe('Too few visits to say anything.'),
});

const breakdownBody = z.object({ state: z.enum(['known', 'no-reading', 'no-source']), cells: z.array(cellBody) });

const toCell = ({ name, conversion, vitals, isFew }: Cell): z.infer<typeof cellBody> => ({
  name,
  conversion: toShare(conversion),
  webVitals: vitals.map(toSpread),
  isFew,
});

const variantVerdict = z.enum(['better', 'worse', 'no-difference', 'not-enough']);

const experimentBody = z.object({
  state: z.enum(['known', 'no-reading', 'no-source']),
  control: z.string().nullable(),
  variants: z.array(z.object({ variant: z.string(), conversion: shareBody, webVitals: z.array(spreadBody) })),
  comparisons: z.array(
    z.object({
      variant: z.string(),
      state: z.enum(['known', 'not-enough']),
      difference: z.number().describe('Of conversion, less that of the control.'),
      between: intervalBody.describe('95 % (Newcombe).'),
      p: z.number().nullable().describe('Two-proportion test, two-sided.'),
      verdict: variantVerdict,
      webVitals: z.array(z.object({ metric: z.string(), difference: z.number(), verdict: variantVerdict })),
    }),
  ),
  splitP: z.number().nullable().describe('Chance of so uneven a split (χ²); below 0.001 the result means nothing.'),
  isSplitWrong: z.boolean(),
});

const toExperiment = ({ variants, comparisons, ...experiment }: Experiment): z.infer<typeof experimentBody> => ({
  ...experiment,
  variants: variants.map(({ variant, conversion, vitals }) => ({
    variant,
    conversion: toShare(conversion),
    webVitals: vitals.map(toSpread),
  })),
  comparisons: comparisons.map(({ between, vitals, ...comparison }) => ({
    ...comparison,
    between: intervalOf(between),
    webVitals: vitals.map((vital) => ({ ...vital })),
  })),
});

export const businessBody = z
  .object({
    from: instantBody.describe('A whole hour; at most 31 days back.'),
    to: instantBody,
    currency: z.string(),
    opportunity: z.number().nullable(),
    funnel: funnelBody,
    conversion: shareBody.describe('Completed forms of visits that began.'),
    forms: z.array(formBody),
    sessions: z.object({
      state: knowledgeBody,
      bounce: shareBody,
      meanSeconds: z.number().nullable(),
      usualSeconds: z.number().nullable(),
      readings: countBody,
    }),
    kpi: z.object({ sessionQuality: scoreBody, engagement: scoreBody, performanceHealth: scoreBody }),
    revenue: revenueBody,
    atRisk: z.array(riskBody).describe('Of open alerts about the business.'),
    regions: breakdownBody,
    devices: breakdownBody,
    experiment: experimentBody,
  })
  .nullable()
  .describe('What the site earns and for whom it works well; null where no visit, form or revenue was ever told.');

export type BusinessBody = z.infer<typeof businessBody>;

/** Whether anything of the business was ever told here. */
const isTold = ({ funnel, forms, sessions, revenue }: BusinessView): boolean =>
  [funnel, sessions, revenue].some(({ state }) => state !== 'no-source') || forms.length > 0;

export const toBusinessBody = (view: BusinessView): BusinessBody =>
  isTold(view)
    ? {
        from: iso(view.from),
        to: iso(view.to),
        currency: view.currency,
        opportunity: view.opportunity,
        funnel: {
          state: view.funnel.state,
          steps: view.funnel.steps.map((step) => ({ ...step, passed: step.passed === null ? null : toShare(step.passed) })),
          worst: view.funnel.worst,
        },
        conversion: toShare(view.conversion),
        forms: view.forms.map((form) => ({ ...form, failures: toShare(form.failures) })),
        sessions: { ...view.sessions, bounce: toShare(view.sessions.bounce) },
        kpi: {
          sessionQuality: toScore(view.quality),
          engagement: toScore(view.engagement),
          performanceHealth: toScore(view.health),
        },
        revenue: toRevenue(view.revenue),
        atRisk: view.atRisk.map(toRisk),
        regions: { state: view.regions.state, cells: view.regions.cells.map(toCell) },
        devices: { state: view.devices.state, cells: view.devices.cells.map(toCell) },
        experiment: toExperiment(view.experiment),
      }
    : null;

/** The few numbers of it that a summary has room for. */
export const kpiBody = z
  .object({
    conversion: shareBody,
    engagement: scoreBody.shape.value,
    performanceHealth: scoreBody.shape.value,
    revenueToday: periodBody.nullable(),
    revenueBasis: revenueBody.shape.basis,
    currency: z.string(),
  })
  .describe(
    'Key figures of the business over the last 24 hours, or `timeframe`; `type=dashboard` has all of them, as `business`.',
  );

export const toKpi = (view: BusinessView): z.infer<typeof kpiBody> => {
  const today = view.revenue.days.at(-1);
  return {
    conversion: toShare(view.conversion),
    engagement: view.engagement.value,
    performanceHealth: view.health.value,
    revenueToday: today === undefined ? null : toPeriod(today),
    revenueBasis: view.revenue.basis,
    currency: view.currency,
  };
};

const industrySharesBody = z.object({ good: ratioBody, poor: ratioBody.nullable() });

export const benchmarkBody = z
  .object({
    source: z.object({ name: z.string(), url: z.string(), measured: z.string() }).nullable(),
    webVitals: z.array(
      z.object({
        metric: z.string(),
        good: z.number(),
        poor: z.number(),
        own: spreadBody.nullable(),
        industry: z.object({ mobile: industrySharesBody, desktop: industrySharesBody }).nullable(),
      }),
    ),
    own: z.object({ medianSeconds: z.number().nullable(), p95Seconds: z.number().nullable(), n: countBody }),
    competitors: z
      .array(
        z.object({
          name: z.string(),
          url: z.string(),
          medianSeconds: z.number().nullable(),
          p95Seconds: z.number().nullable(),
          n: countBody,
          answered: shareBody,
          problem: z.string().nullable(),
          lastAt: instantBody.nullable(),
        }),
      )
      .nullable()
      .describe('Null where no competitor is configured.'),
  })
  .describe('The site beside the web at large, and beside competitors’ pages as this desk measures them.');

export const toBenchmark = ({ industry, competition }: BusinessView): z.infer<typeof benchmarkBody> => ({
  source:
    industry.source === null
      ? null
      : { name: industry.source.source, url: industry.source.url, measured: industry.source.measured },
  webVitals: industry.rows.map(({ own, industry: shares, ...row }) => ({
    ...row,
    own: own === null ? null : toSpread(own),
    industry: shares === null ? null : { mobile: { ...shares.mobile }, desktop: { ...shares.desktop } },
  })),
  own: { ...competition.own },
  competitors:
    competition.state === 'no-source'
      ? null
      : competition.rows.map(({ target: _, answered, lastAt, ...row }) => ({
          ...row,
          answered: toShare(answered),
          lastAt: isoOrNull(lastAt),
        })),
});
