import { limitOf } from '../../core/budget/limit.js';
import { nameBudget } from '../../core/budget/name.js';
import { BUDGET_KINDS, BUDGET_METRICS, type BudgetKind } from '../../core/model/budget.js';
import type { BudgetStanding } from '../../core/model/performance.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { Target } from '../../core/model/target.js';
import type { History } from '../../core/port/history.js';
import { after, days, type Instant } from '../../core/time/instant.js';
import type { World } from '../world.js';

const MOST_PAGES = 200;

/** Every limit of every page that is loaded in a browser, with what was measured last; null where none is loaded. */
export const readBudgets = async (
  { targets, config }: World,
  history: History,
  now: Instant,
): Promise<readonly BudgetStanding[] | null> => {
  const pages = [...targets.values()].map(({ target }) => target).filter(({ source }) => source === 'page');
  if (pages.length === 0) return null;
  const listed = await Promise.all(BUDGET_KINDS.map((kind) => history.list({ name: BUDGET_METRICS[kind] })));
  const ids = new Map(listed.flat().map(({ id, series }) => [keyOf(series.name, series.labels.target ?? ''), id]));
  const limits = pages.slice(0, MOST_PAGES).flatMap((target) =>
    BUDGET_KINDS.flatMap((kind): readonly Limited[] => {
      const page = target.labels.page ?? target.id;
      const limit = limitOf(config.budgets, kind, page);
      return limit === null ? [] : [{ target, page, kind, limit }];
    }),
  );
  return Promise.all(
    limits.map((one) => standingOf(one, ids.get(keyOf(BUDGET_METRICS[one.kind], one.target.id)), history, now)),
  );
};

interface Limited {
  readonly target: Target;
  readonly page: string;
  readonly kind: BudgetKind;
  readonly limit: number;
}

const keyOf = (metric: string, target: string): string => `${metric} ${target}`;

const standingOf = async (
  { target, page, kind, limit }: Limited,
  id: SeriesId | undefined,
  history: History,
  now: Instant,
): Promise<BudgetStanding> => {
  const back = Math.max(days(1), 3 * target.every);
  const last = id === undefined ? undefined : (await history.raw(id, after(now, -back), after(now, 1))).at(-1);
  const about = { target: target.id, page, kind, name: nameBudget(kind), metric: BUDGET_METRICS[kind], limit };
  return { ...about, measured: last?.value ?? null, at: last?.at ?? null };
};
