import { z } from 'zod';
import { limitOf } from '../../core/budget/limit.js';
import { BUDGET_KINDS, BUDGET_METRICS, type BudgetKind, type Budgets } from '../../core/model/budget.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { ConsoleView, TargetRow } from '../../core/model/view.js';
import type { History } from '../../core/port/history.js';
import { after, days, type Instant } from '../../core/time/instant.js';
import { instantBody, iso } from './primitive.js';

const budgetBody = z.object({
  page: z.string().describe('As the label `page` of the series.'),
  kind: z.enum(BUDGET_KINDS as [BudgetKind, ...BudgetKind[]]).describe('As its key under `budgets` of the configuration.'),
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

const MOST_PAGES = 200;

/** Every limit of every page that is loaded, with what was measured last. */
export const readBudgets = async (
  view: ConsoleView,
  history: History,
  budgets: Budgets,
  now: Instant,
): Promise<BudgetBody[] | null> => {
  const pages = Object.values(view.targets).filter(({ source }) => source === 'page');
  if (pages.length === 0) return null;
  const listed = await Promise.all(BUDGET_KINDS.map((kind) => history.list({ name: BUDGET_METRICS[kind] })));
  const ids = new Map(listed.flat().map(({ id, series }) => [keyOf(series.name, series.labels.target ?? ''), id]));
  const rows = pages.slice(0, MOST_PAGES).flatMap((row) => BUDGET_KINDS.flatMap((kind) => limited(row, kind, budgets)));
  return Promise.all(rows.map((row) => readBudget(row, ids.get(keyOf(row.metric, row.target.id)), history, now)));
};

const keyOf = (metric: string, target: string): string => `${metric} ${target}`;

interface Limited {
  readonly target: TargetRow;
  readonly page: string;
  readonly kind: BudgetKind;
  readonly metric: string;
  readonly limit: number;
}

const limited = (target: TargetRow, kind: BudgetKind, budgets: Budgets): readonly Limited[] => {
  const page = target.labels.page ?? target.id;
  const limit = limitOf(budgets, kind, page);
  return limit === null ? [] : [{ target, page, kind, metric: BUDGET_METRICS[kind], limit }];
};

const readBudget = async (
  { target, page, kind, metric, limit }: Limited,
  id: SeriesId | undefined,
  history: History,
  now: Instant,
): Promise<BudgetBody> => {
  const back = Math.max(days(1), 3_000 * target.everySeconds);
  const last = id === undefined ? undefined : (await history.raw(id, after(now, -back), after(now, 1))).at(-1);
  return {
    page,
    kind,
    metric,
    unit: metric.endsWith('_bytes') ? 'bytes' : 'count',
    measured: last?.value ?? null,
    limit,
    isOver: last !== undefined && last.value > limit,
    at: last === undefined ? null : iso(last.at),
  };
};
