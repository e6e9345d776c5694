import { names } from '../../ui/class-names.js';

/** Where in the bar all of the budget is used, in percent: half of it is left for what is overspent. */
const LINE = 50;

const SIZE = 'inline-block h-2.5 w-14 shrink-0 print:w-10';
const FRAME = 'relative border border-line-strong/70 [print-color-adjust:exact]';

/**
 * How much of an error budget was used, as a bar: an upright line stands where all of it is, what lies beyond is striped, and what is more than
 * twice as much ends in an arrow. Hatched where nothing was counted; no bar where nothing gives what would be. The figure stands beside it.
 */
export const BudgetUsed = ({ used, hasSource }: { used: number | null; hasSource: boolean }) => {
  if (used === null) return <span aria-hidden="true" className={names(SIZE, hasSource && FRAME, hasSource && 'hatch')} />;
  const width = LINE * Math.min(2, used);
  const within = Math.min(LINE, width);
  return (
    <span aria-hidden="true" className={names(SIZE, FRAME, 'bg-sunken')}>
      <span
        className={names('absolute inset-y-0 left-0', used > 1 ? 'bg-critical' : 'bg-good-bar')}
        style={{ width: `${within}%` }}
      />
      {used > 1 && <span className="striped absolute inset-y-0" style={{ left: `${LINE}%`, width: `${width - within}%` }} />}
      <span className="absolute -inset-y-1 w-0.5 -translate-x-1/2 bg-ink" style={{ left: `${LINE}%` }} />
      {used > 2 && <span className="absolute inset-y-0 left-full ml-px flex items-center text-small leading-none">›</span>}
    </span>
  );
};
