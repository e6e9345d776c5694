import { z } from 'zod';
import { countBody } from './primitive.js';

/** What became of the lines that were sent. */
export const ingestBody = z.object({
  accepted: countBody,
  refused: countBody,
  faults: z
    .array(z.object({ line: z.number().int().describe('From 1.'), message: z.string() }))
    .describe('The first 20 of the refused lines, and what is wrong with each.'),
});

const at = z
  .union([z.iso.datetime(), z.number()])
  .optional()
  .describe('When it was so: ISO 8601, or ms since 1970. Now unless told.');
const id = z.string().max(100).optional().describe('Sent again under it, it is the same one.');

/** One line as it may be sent. */
export const ingestLine = z
  .union([
    z.object({ series: z.string().describe('name{label="value"}'), value: z.number(), at, id }),
    z.looseObject({
      event: z.enum(['page_view', 'js_error', 'form_submission', 'funnel_step', 'session', 'revenue', 'build', 'deploy']),
      at,
      id,
    }),
    z.looseObject({
      name: z.enum(['LCP', 'INP', 'CLS', 'FCP', 'TTFB', 'FID']).describe('As the web-vitals library calls it.'),
      value: z.number(),
    }),
  ])
  .describe('A sample, an event, or a metric of the web-vitals library; one object, a list of them, or one a line.');
