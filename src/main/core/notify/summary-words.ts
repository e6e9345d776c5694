import type { UnobservedCause } from '../model/ledger.js';
import type { Instant } from '../time/instant.js';
import { sayLength } from './quantity.js';

const CAUSES: Readonly<Record<UnobservedCause, string>> = {
  asleep: 'the watch was asleep then',
  offline: 'the watch was without network then',
  stopped: 'the watch was not running then',
  'source-failing': 'the watch could not read then',
};

interface Late {
  /** The first time that passed without one. */
  readonly due: Instant;
  readonly now: Instant;
  readonly zone: string;
  /** Why none left then; null: that is not known. */
  readonly cause: UnobservedCause | null;
}

/** `This summary is 1 h 30 min late: it was due on Mon 30 Nov, 08:00, and the watch was asleep then.` */
export const sayLate = ({ due, now, zone, cause }: Late): string => {
  const why = cause === null ? '' : `, and ${CAUSES[cause]}`;
  return `This summary is ${sayLength(now - due)} late: it was due on ${sayInstant(due, zone)}${why}.`;
};

/** `From Fri 27 Nov, 08:00 to Mon 30 Nov, 09:30`, of the time that a summary tells of. */
export const saySpan = (from: Instant, to: Instant, zone: string): string =>
  `From ${sayInstant(from, zone)} to ${sayInstant(to, zone)}`;

const sayInstant = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', day: 'numeric', month: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(at);
