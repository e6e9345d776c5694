import { z } from 'zod';
import type { BusinessView } from '../../core/model/business.js';
import { breakdownBody, experimentBody, toCell, toExperiment } from './comparison.js';
import { knowledgeBody, scoreBody, shareBody, toScore, toShare } from './figure.js';
import { countBody, instantBody, iso } from './primitive.js';
import { periodBody, revenueBody, riskBody, toPeriod, toRevenue, toRisk } from './revenue.js';

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
    experiments: z.array(experimentBody),
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
        experiments: view.experiments.map(toExperiment),
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
