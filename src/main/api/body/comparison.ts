import { z } from 'zod';
import type { Cell } from '../../core/model/business.js';
import type { Experiment } from '../../core/model/experiment.js';
import { intervalBody, intervalOf, shareBody, spreadBody, toShare, toSpread } from './figure.js';
import { ratioBody } from './primitive.js';

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
  name: z.string().nullable().describe('As in `business.experiments`; null: of one that is not written there.'),
  state: z.enum(['known', 'no-reading', 'no-source']),
  control: z.string().nullable(),
  controlBy: z.enum(['configured', 'name', 'most-visits']).nullable(),
  shares: z.array(z.object({ variant: z.string(), share: ratioBody })).describe('Of visits, as they should be.'),
  sharesBy: z.enum(['configured', 'assumed']).describe('`assumed`: even.'),
  variants: z.array(z.object({ variant: z.string(), conversion: shareBody, webVitals: z.array(spreadBody) })),
  comparisons: z.array(
    z.object({
      variant: z.string(),
      state: z.enum(['known', 'not-enough']),
      difference: z.number().describe('Of conversion, less that of the control.'),
      between: intervalBody.describe('95 % for all comparisons together (Newcombe, Bonferroni).'),
      p: z.number().nullable().describe('Two-proportion test, two-sided, times the number of comparisons.'),
      verdict: variantVerdict,
      webVitals: z.array(z.object({ metric: z.string(), difference: z.number(), verdict: variantVerdict })),
    }),
  ),
  splitP: z
    .number()
    .nullable()
    .describe('Chance of a split so far from the shares (χ²); below 0.001 the result means nothing.'),
  isSplitWrong: z.boolean(),
});

export const toExperiment = ({ variants, comparisons, shares, ...experiment }: Experiment): z.infer<typeof experimentBody> => ({
  ...experiment,
  shares: shares.map((one) => ({ ...one })),
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
