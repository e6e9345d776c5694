import type { ObjectiveStanding } from '../../../preload/contract/views.js';
import { objectivePath } from '../../state/place.js';
import { countEvents, sayObjective, sayStanding, sayTarget, sayWhyNot } from '../../text/objective.js';
import { percent } from '../../text/quantity.js';
import { names } from '../../ui/class-names.js';
import { Mark } from '../../ui/mark.js';
import { BudgetBar } from './budget-bar.js';

/** As much as decides: one place more than the promise has. */
const share = ({ status, objective }: ObjectiveStanding): string =>
  status.ratio === null ? '–' : percent(Math.floor(status.ratio * 1e5) / 1e5, objective.target >= 0.99 ? 2 : 1);

const Basis = ({ standing }: { standing: ObjectiveStanding }) => {
  const why = sayWhyNot(standing);
  const { status, objective } = standing;
  return (
    <span className="min-w-0 leading-tight">
      <span className="block truncate text-soft">{why ?? countEvents(status.valid, objective)}</span>
      {standing.state !== 'no-source' && (
        <span className="block truncate text-small text-faint">{percent(status.coverage, 1)} observed</span>
      )}
    </span>
  );
};

const GRID =
  'grid grid-cols-[minmax(0,1.3fr)_minmax(7.5rem,0.7fr)_minmax(0,1.4fr)_minmax(0,1fr)] items-center gap-x-4 px-[var(--inset,12px)] py-1';

/** One promise: what it is, how it is kept, what is left of its budget, and what that rests on. */
export const ObjectiveLine = ({ standing, isOpen = false }: { standing: ObjectiveStanding; isOpen?: boolean }) => {
  const { objective } = standing;
  return (
    <li className="border-b border-line last:border-0">
      <a
        href={`#${objectivePath(objective.id)}`}
        aria-current={isOpen ? 'true' : undefined}
        className={names(GRID, 'min-h-11', isOpen ? 'bg-selected' : 'hover:bg-hover')}
      >
        <span className="min-w-0 leading-tight">
          <span className="block truncate font-medium" title={objective.id}>
            {sayObjective(objective)}
          </span>
          <span className="block truncate text-small text-faint">{sayTarget(objective)}</span>
        </span>
        <span className="min-w-0 leading-tight">
          <span className="block font-semibold">{share(standing)}</span>
          <span className="block text-small">
            <Mark {...sayStanding(standing)} />
          </span>
        </span>
        <BudgetBar standing={standing} />
        <Basis standing={standing} />
      </a>
    </li>
  );
};

/** The heads of the columns above. */
export const ObjectiveHead = () => (
  <div className={names(GRID, 'label h-8 border-b border-line py-0')} aria-hidden="true">
    <span>Promise</span>
    <span>Kept</span>
    <span>Error budget</span>
    <span>Drawn from</span>
  </div>
);
