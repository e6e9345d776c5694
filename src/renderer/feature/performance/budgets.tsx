import type { BudgetStanding } from '../../../preload/contract/views.js';
import { capital } from '../../text/business.js';
import { budgetName, sayStanding, sayUse } from '../../text/performance.js';
import { names } from '../../ui/class-names.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

/** What each page weighs and asks for, against its limits. */
export const Budgets = ({ budgets }: { budgets: readonly BudgetStanding[] | null }) => (
  <Section title="Budgets" note="by the last load of each page in a browser">
    <Card>
      {budgets === null || budgets.length === 0 ? (
        <p className="px-3 py-4 text-center text-faint">
          {budgets === null
            ? 'No page is loaded in a browser. Name some under System, Sources, Pages in a browser: their sizes are held against the budgets.'
            : 'No page that is loaded has a budget. Set some under Settings, Budgets.'}
        </p>
      ) : (
        <div className="grid gap-px bg-line xl:grid-cols-2">
          {[...new Set(budgets.map(({ page }) => page))].map((page) => (
            <OfPage key={page} page={page} budgets={budgets.filter((budget) => budget.page === page)} />
          ))}
        </div>
      )}
    </Card>
  </Section>
);

const OfPage = ({ page, budgets }: { page: string; budgets: readonly BudgetStanding[] }) => (
  <section aria-label={`Budgets of ${page}`} className="flex flex-col gap-2 bg-surface px-3 py-2.5">
    <h3 className="font-medium">{capital(page)}</h3>
    <ul className="grid grid-cols-[8.5rem_minmax(3rem,1fr)_8rem_7.5rem] gap-x-3 gap-y-1.5">
      {budgets.map((budget) => (
        <Budget key={budget.kind} budget={budget} />
      ))}
    </ul>
  </section>
);

const FILLS: Readonly<Record<string, string>> = { critical: 'bg-critical', warning: 'bg-warning', good: 'bg-good-bar' };

const Budget = ({ budget }: { budget: BudgetStanding }) => {
  const { tone, word } = sayStanding(budget);
  const share = Math.min(1, (budget.measured ?? 0) / budget.limit);
  return (
    <li className="col-span-4 grid grid-cols-subgrid items-center">
      <span className="truncate text-soft">{budgetName(budget)}</span>
      <span
        aria-hidden="true"
        className={names(
          'block h-1.5 overflow-hidden rounded-full border border-line',
          budget.measured === null ? 'hatch' : 'bg-sunken',
        )}
      >
        <span className={names('block h-full', FILLS[tone] ?? '')} style={{ width: `${100 * share}%` }} />
      </span>
      <span className="text-right text-small whitespace-nowrap">{sayUse(budget)}</span>
      <span className="text-small">
        <Mark tone={tone} word={word} />
      </span>
    </li>
  );
};
