import type { ObjectiveStanding } from '../../../preload/contract/views.js';
import { isAtRisk, isJudged, sayBudget, shareOfBudget } from '../../text/objective.js';
import { names } from '../../ui/class-names.js';

/** How much of the error budget is left: a bar, its share, and the same as time. Hatched where nothing was seen. */
export const BudgetBar = ({ standing }: { standing: ObjectiveStanding }) => {
  if (!isJudged(standing))
    return <Track look={standing.state === 'no-reading' ? 'hatch border-line' : 'border-line bg-sunken'} width={0} fill="" />;
  const { budgetLeftRatio } = standing.status;
  const isSpent = budgetLeftRatio <= 0;
  const fill = isAtRisk(standing) ? 'bg-warning' : 'bg-good-bar';
  return (
    <span className="flex min-w-0 flex-col gap-1">
      <span className="flex items-baseline justify-between gap-2 leading-tight">
        <span className={names('font-medium whitespace-nowrap', isSpent && 'text-critical')}>
          {shareOfBudget(budgetLeftRatio)} <span className="font-normal text-faint">left</span>
        </span>
        <span className="truncate text-small text-faint">{sayBudget(standing)}</span>
      </span>
      <Track
        look={isSpent ? 'border-critical bg-critical-soft' : 'border-line bg-sunken'}
        width={budgetLeftRatio}
        fill={fill}
      />
    </span>
  );
};

const Track = ({ look, width, fill }: { look: string; width: number; fill: string }) => (
  <span aria-hidden="true" className={names('block h-1.5 overflow-hidden rounded-full border', look)}>
    <span className={names('block h-full', fill)} style={{ width: `${100 * Math.max(0, Math.min(1, width))}%` }} />
  </span>
);
