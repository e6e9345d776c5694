import type { Labels } from '../model/labels.js';
import type { Measure } from '../model/reading.js';
import { bucketStart, type Duration, type Instant, minutes } from '../time/instant.js';
import type { SiteEvent } from './event.js';

/** A share, or a mean, of the events of a stretch of time: what went into it, and of how many. */
interface Cell {
  readonly name: string;
  readonly labels: Labels;
  sum: number;
  n: number;
}

/** The events of the last hour, minute by minute; changed in place. */
export interface Shares {
  readonly minutes: Map<number, Map<string, Cell>>;
  saidAt: Instant | null;
}

export const noShares = (): Shares => ({ minutes: new Map(), saidAt: null });

const MINUTE = minutes(1);
/** How often the shares are said. */
const SAID_EVERY: Duration = minutes(5);

/** Over how long a share is taken, and of how many at least: of fewer it says more about chance than about the site. */
const SPAN: Readonly<Record<string, { readonly over: number; readonly least: number }>> = {
  error_ratio: { over: 15, least: 20 },
  form_failure_ratio: { over: 60, least: 10 },
  conversion_ratio: { over: 60, least: 30 },
  bounce_ratio: { over: 60, least: 30 },
  session_duration_seconds: { over: 60, least: 30 },
};
const LONGEST = 60;

/** Takes an event into the shares that it bears on. */
export const addToShares = (shares: Shares, event: SiteEvent, at: Instant): void => {
  for (const { name, labels, sum, n } of partsOf(event)) {
    const minute = bucketStart(at, MINUTE);
    const cells = shares.minutes.get(minute) ?? new Map<string, Cell>();
    shares.minutes.set(minute, cells);
    const key = `${name} ${Object.values(labels).join(' ')}`;
    const known = cells.get(key);
    if (known === undefined) cells.set(key, { name, labels, sum, n });
    else Object.assign(known, { sum: known.sum + sum, n: known.n + n });
  }
};

const NONE: Labels = {};

const partsOf = (event: SiteEvent): readonly Cell[] => {
  switch (event.kind) {
    case 'page-view':
      return [
        { name: 'error_ratio', labels: NONE, sum: event.isFailed ? 1 : 0, n: 1 },
        ...(event.isEntry ? [{ name: 'conversion_ratio', labels: NONE, sum: 0, n: 1 }] : []),
      ];
    case 'form-submission':
      return [
        { name: 'form_failure_ratio', labels: { form: event.form }, sum: event.isFailed ? 1 : 0, n: 1 },
        // Of the visits that began: a form that went through adds to the one side only.
        ...(event.isFailed ? [] : [{ name: 'conversion_ratio', labels: NONE, sum: 1, n: 0 }]),
      ];
    case 'session':
      return [
        { name: 'bounce_ratio', labels: NONE, sum: event.pages <= 1 ? 1 : 0, n: 1 },
        { name: 'session_duration_seconds', labels: NONE, sum: event.seconds, n: 1 },
      ];
    case 'js-error':
    case 'funnel-step':
    case 'revenue':
      return [];
  }
};

/** What the shares are now, once every five minutes; nothing of those that have too few events to judge by. */
export const sayShares = (shares: Shares, now: Instant): readonly Measure[] => {
  const slot = bucketStart(now, SAID_EVERY);
  if (shares.saidAt === slot) return [];
  const isFirst = shares.saidAt === null;
  shares.saidAt = slot;
  for (const minute of shares.minutes.keys()) if (minute < slot - LONGEST * MINUTE) shares.minutes.delete(minute);
  return isFirst ? [] : summed(shares, slot);
};

const summed = (shares: Shares, slot: Instant): readonly Measure[] => {
  const totals = new Map<string, Cell>();
  for (const [minute, cells] of shares.minutes) {
    if (minute >= slot) continue;
    for (const [key, cell] of cells) if (minute >= slot - spanOf(cell).over * MINUTE) add(totals, key, cell);
  }
  return [...totals.values()]
    .filter((cell) => cell.n >= spanOf(cell).least)
    .map(({ name, labels, sum, n }) => ({ name, labels, value: boundedOf(name, sum / n), at: slot }));
};

const add = (totals: Map<string, Cell>, key: string, cell: Cell): void => {
  const known = totals.get(key);
  if (known === undefined) totals.set(key, { ...cell });
  else Object.assign(known, { sum: known.sum + cell.sum, n: known.n + cell.n });
};

const spanOf = ({ name }: Cell): { readonly over: number; readonly least: number } => SPAN[name] ?? { over: LONGEST, least: 1 };

/** A visit may send more than one form, or begin before the hour: a share is at most one. */
const boundedOf = (name: string, value: number): number => (name.endsWith('_ratio') ? Math.min(1, value) : value);
