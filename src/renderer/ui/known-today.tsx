import { useFixed } from './fixed.js';

/** Marks what is asked anew and not of the past that is shown; nothing while now is shown. `short` fits beside a tile's title. */
export const KnownToday = ({ said = 'whole' }: { said?: 'whole' | 'short' }) =>
  useFixed() === null ? null : (
    <span
      title="Not of then: as it is known today"
      className="-my-px whitespace-nowrap rounded-md bg-muted-soft px-1.5 text-small font-medium text-muted ring-1 ring-muted/40 ring-inset"
    >
      {said === 'whole' ? 'as known today' : 'today'}
    </span>
  );
