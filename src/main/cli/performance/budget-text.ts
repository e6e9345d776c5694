import { nameBudgetOf } from '../../core/budget/name.js';
import { sayLength, sayQuantity } from '../../core/notify/quantity.js';
import type { LimitRow } from '../../core/rule/limits.js';
import type { Instant } from '../../core/time/instant.js';
import type { Colour } from '../terminal/printable.js';
import { table } from '../terminal/table.js';

const VERDICTS = { met: 'met', violated: 'OVER', 'not-measured': 'not measured yet' } as const;

export const BUDGET_HEAD = ['PAGE', 'BUDGET', 'MEASURED', 'LIMIT', 'AGE', ''];

export const budgetRows = (rows: readonly LimitRow[], now: Instant): readonly (readonly string[])[] =>
  rows.map(({ name, metric, labels, limit, measured, verdict }) => [
    labels.page ?? '–',
    // Without a page only the rule's own name says whose limit it is.
    (labels.page === undefined ? null : nameBudgetOf(metric)) ?? name,
    measured === null ? '–' : sayQuantity(metric, measured.value),
    `≤ ${sayQuantity(metric, limit.threshold)}`,
    measured === null ? '–' : sayLength(now - measured.at),
    VERDICTS[verdict],
  ]);

export const budgetText = (rows: readonly LimitRow[], now: Instant): string => {
  const lines = table(BUDGET_HEAD, budgetRows(rows, now), { colour: (row) => COLOURS[row.at(-1) ?? ''] ?? null });
  return [lines, '', budgetSentence(rows)].join('\n');
};

const COLOURS: Readonly<Record<string, Colour>> = { OVER: 'bad', 'not measured yet': 'dull' };

/** `2 of 11 budgets are exceeded; 4 are not measured yet.` */
export const budgetSentence = (rows: readonly LimitRow[]): string => {
  if (rows.length === 0) return 'No budget is configured.';
  const count = (verdict: LimitRow['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const unmeasured = count('not-measured');
  if (unmeasured === rows.length) return `Not one of ${rows.length} budgets is measured yet: nothing can be said.`;
  const rest = unmeasured === 0 ? '' : `; ${unmeasured} ${unmeasured === 1 ? 'is' : 'are'} not measured yet`;
  const over = count('violated');
  return `${over === 0 ? 'None' : over} of ${rows.length} budgets ${over > 1 ? 'are' : 'is'} exceeded${rest}.`;
};

/** Within budget as far as it is known; of nothing measured nobody can say so. */
export const isWithinBudget = (rows: readonly LimitRow[]): boolean =>
  rows.every(({ verdict }) => verdict !== 'violated') && (rows.length === 0 || rows.some(({ measured }) => measured !== null));
