import { z } from 'zod';
import type { Score, Share, Spread } from '../../core/model/figure.js';
import { countBody, ratioBody } from './primitive.js';

const KNOWLEDGE = ['known', 'too-few', 'no-reading', 'no-source'] as const;
export const knowledgeBody = z
  .enum(KNOWLEDGE)
  .describe('`too-few`: not enough to judge. `no-reading`: nothing within this time. `no-source`: nothing here ever gave it.');

export const intervalBody = z.object({ low: z.number(), high: z.number() });
export const intervalOf = (between: readonly [number, number]): z.infer<typeof intervalBody> => ({
  low: between[0],
  high: between[1],
});

export const shareBody = z
  .object({
    state: knowledgeBody,
    count: z.number().min(0),
    n: z.number().min(0),
    ratio: ratioBody.nullable(),
    between: intervalBody.nullable().describe('Where the true share lies with 95 % confidence (Wilson).'),
  })
  .describe('`count` of `n`; `ratio` is null where there is nothing to divide by.');

export const toShare = ({ state, part, n, ratio, between }: Share): z.infer<typeof shareBody> => ({
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

export const spreadBody = z.object({
  metric: z.string(),
  p75: z.number(),
  between: intervalBody.describe('95 % interval of order statistics.'),
  n: countBody,
  rating: z.enum(['good', 'needs-improvement', 'poor', 'too-few']),
});

export const toSpread = ({ between, ...spread }: Spread): z.infer<typeof spreadBody> => ({
  ...spread,
  between: intervalOf(between),
});
