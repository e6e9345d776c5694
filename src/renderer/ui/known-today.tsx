import { useFixed } from './fixed.js';

/** Marks what is asked anew and not of the past that is shown; nothing while now is shown. */
export const KnownToday = () =>
  useFixed() === null ? null : (
    <span className="whitespace-nowrap rounded-md border border-muted/40 bg-muted-soft px-1.5 text-small font-medium text-muted">
      as known today
    </span>
  );
