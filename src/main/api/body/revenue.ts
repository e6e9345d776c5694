import { z } from 'zod';
import type { Revenue, RevenueAtRisk, RevenuePeriod } from '../../core/model/revenue.js';
import { intervalBody, intervalOf } from './figure.js';
import { countBody, instantBody, iso, ratioBody } from './primitive.js';

const expectedBody = z.object({ mean: z.number(), low: z.number(), high: z.number() });

export const periodBody = z.object({
  start: instantBody,
  end: instantBody,
  isOpen: z.boolean(),
  amount: z.number().nullable().describe('Null before anything was recorded.'),
  expected: expectedBody
    .nullable()
    .describe('From the same weekdays of the eight weeks before, with a 95 % prediction interval; null while it is learnt.'),
  n: countBody.describe('Earlier weeks behind it, of the `need`.'),
  need: countBody,
  judgement: z.enum(['within', 'below', 'above', 'learning', 'no-record', 'partly-observed']),
  coverage: ratioBody.describe('Share of it that was watched: expected is what is usual in that; no verdict below 0.9.'),
});

export const revenueBody = z.object({
  state: z.enum(['known', 'no-source', 'no-values']),
  basis: z.enum(['recorded', 'estimated']).nullable().describe('`estimated`: completed forms × `business.values`.'),
  currency: z.string(),
  withoutValue: z.array(z.string()).describe('Forms that count for nothing in an estimate.'),
  days: z.array(periodBody),
  weeks: z.array(periodBody),
  months: z.array(periodBody),
});

export const toPeriod = ({ start, end, expected, ...period }: RevenuePeriod): z.infer<typeof periodBody> => ({
  ...period,
  start: iso(start),
  end: iso(end),
  expected: expected === null ? null : { ...expected },
});

export const toRevenue = ({ withoutValue, days, weeks, months, ...revenue }: Revenue): z.infer<typeof revenueBody> => ({
  ...revenue,
  withoutValue: [...withoutValue],
  days: days.map(toPeriod),
  weeks: weeks.map(toPeriod),
  months: months.map(toPeriod),
});

export const riskBody = z.object({
  alertId: z.string(),
  from: instantBody,
  to: instantBody,
  currency: z.string(),
  state: z.enum(['known', 'cannot-be-told']),
  because: z.enum(['no-values', 'no-source', 'learning', 'unobserved']).nullable(),
  amount: z.number().min(0).nullable().describe('(Expected − actual completed forms) × their values, never below nothing.'),
  between: intervalBody.nullable(),
  n: countBody.describe('Earlier weeks behind it, of the `need`.'),
  need: countBody,
  coverage: ratioBody.describe('Share of the time since it began that was watched: only of it anything is expected.'),
  forms: z.array(z.object({ form: z.string(), actual: z.number(), expected: expectedBody, value: z.number() })),
});

export const toRisk = ({ alert, from, to, between, forms, ...risk }: RevenueAtRisk): z.infer<typeof riskBody> => ({
  ...risk,
  alertId: alert,
  from: iso(from),
  to: iso(to),
  between: between === null ? null : intervalOf(between),
  forms: forms.map((form) => ({ ...form, expected: { ...form.expected } })),
});
