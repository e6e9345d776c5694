import { z } from 'zod';
import { BUDGET_KINDS, type BudgetKind } from '../../core/model/budget.js';
import type { BudgetStanding } from '../../core/model/performance.js';
import { instantBody, isoOrNull } from './primitive.js';

const budgetBody = z.object({
  page: z.string().describe('As the label `page` of the series.'),
  kind: z.enum(BUDGET_KINDS as [BudgetKind, ...BudgetKind[]]).describe('As its key under `budgets` of the configuration.'),
  name: z.string().describe('What is limited, in words.'),
  metric: z.string(),
  unit: z.enum(['bytes', 'count']),
  measured: z.number().nullable().describe('By the last load that came to its end; null where there was none lately.'),
  limit: z.number(),
  isOver: z.boolean(),
  at: instantBody.nullable().describe('When that load ended.'),
});

export const budgetsBody = z
  .array(budgetBody)
  .nullable()
  .describe('What each page that is loaded in a browser weighs and asks for, against its limits; null where none is loaded.');

type BudgetBody = z.infer<typeof budgetBody>;

/** Every limit of every page that is loaded, with what was measured last. */
export const toBudgetBodies = (budgets: readonly BudgetStanding[] | null): BudgetBody[] | null =>
  budgets?.map(({ page, kind, name, metric, limit, measured, at }) => ({
    ...{ page, kind, name, metric, measured, limit },
    unit: metric.endsWith('_bytes') ? 'bytes' : 'count',
    isOver: measured !== null && measured > limit,
    at: isoOrNull(at),
  })) ?? null;
