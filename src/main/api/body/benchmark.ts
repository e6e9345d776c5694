import { z } from 'zod';
import type { BusinessView } from '../../core/model/business.js';
import { shareBody, spreadBody, toShare, toSpread } from './figure.js';
import { countBody, instantBody, isoOrNull, ratioBody } from './primitive.js';

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
