import { useIsPast } from './fixed.js';

/**
 * Marks what is asked anew and not of the past that is shown; nothing while now is shown. `short` fits beside a tile's title;
 * `kept`: what there is of then.
 */
export const KnownToday = ({ said = 'whole', kept }: { said?: 'whole' | 'short'; kept?: string | undefined }) =>
  !useIsPast() ? null : (
    <span
      title={`Not of then: as it is known today${kept === undefined ? '' : `; ${kept}`}`}
      className="-my-px whitespace-nowrap rounded-md bg-muted-soft px-1.5 text-small font-medium text-muted ring-1 ring-muted/40 ring-inset"
    >
      {said === 'short' ? 'today' : kept === undefined ? 'as known today' : `as known today; ${kept}`}
    </span>
  );
