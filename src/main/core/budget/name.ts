import { BUDGET_METRICS, type BudgetKind } from '../model/budget.js';

const NAMES: Readonly<Record<BudgetKind, string>> = {
  javascriptInitial: 'JavaScript, initial',
  javascript: 'JavaScript, total',
  cssCritical: 'CSS, critical',
  css: 'CSS, total',
  imageHero: 'Hero image',
  images: 'Images',
  weight: 'Page weight',
  requests: 'Requests',
  thirdParty: 'Third-party requests',
};

/** What a budget limits, in the words of the standard. */
export const nameBudget = (kind: BudgetKind): string => NAMES[kind];

const KINDS = new Map(Object.entries(BUDGET_METRICS).map(([kind, metric]) => [metric, kind as BudgetKind]));

/** The same by the metric that is limited; null: that metric has no budget. */
export const nameBudgetOf = (metric: string): string | null => {
  const kind = KINDS.get(metric);
  return kind === undefined ? null : NAMES[kind];
};
