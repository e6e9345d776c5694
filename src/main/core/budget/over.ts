import { BUDGET_KINDS, BUDGET_METRICS, type BudgetKind, type Budgets } from '../model/budget.js';
import type { Measure } from '../model/reading.js';
import { limitOf } from './limit.js';

const WORDS: Readonly<Record<BudgetKind, string>> = {
  javascriptInitial: 'JavaScript before the first view',
  javascript: 'JavaScript',
  cssCritical: 'critical CSS',
  css: 'CSS',
  imageHero: 'the hero image',
  images: 'images',
  weight: 'the whole page',
  requests: 'requests',
  thirdParty: 'third-party requests',
};

/** Which budgets a load of a page breaks, in a sentence; null: none. */
export const whyOver = (budgets: Budgets, page: string, measures: readonly Measure[]): string | null => {
  const over = BUDGET_KINDS.flatMap((kind) => {
    const value = measures.find(({ name }) => name === BUDGET_METRICS[kind])?.value;
    const limit = limitOf(budgets, kind, page);
    return value === undefined || limit === null || value <= limit ? [] : [sayOver(kind, value, limit)];
  });
  return over.length === 0 ? null : `Over its budget: ${over.join('; ')}.`;
};

const sayOver = (kind: BudgetKind, value: number, limit: number): string => {
  const say = BUDGET_METRICS[kind].endsWith('_bytes') ? kilobytes : String;
  return `${WORDS[kind]} ${say(value)} (limit ${say(limit)})`;
};

/** In thousands, as budgets are written. */
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1_000).toLocaleString('en-GB')} KB`;
