import { z } from 'zod';
import type { Cell, Experiment } from '../../core/model/business.js';
import { intervalBody, intervalOf, shareBody, spreadBody, toShare, toSpread } from './figure.js';

const cellBody = z.object({
  name: z.string(),
  conversion: shareBody,
  webVitals: z.array(spreadBody),
  isFew: z.boolean().describe('Too few visits to say anything.'),
});

export const breakdownBody = z.object({ state: z.enum(['known', 'no-reading', 'no-source']), cells: z.array(cellBody) });

export const toCell = ({ name, conversion, vitals, isFew }: Cell): z.infer<typeof cellBody> => ({
  name,
  conversion: toShare(conversion),
  webVitals: vitals.map(toSpread),
  isFew,
});

const variantVerdict = z.enum(['better', 'worse', 'no-difference', 'not-enough']);

export const experimentBody = z.object({
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

export const toExperiment = ({ variants, comparisons, ...experiment }: Experiment): z.infer<typeof experimentBody> => ({
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
