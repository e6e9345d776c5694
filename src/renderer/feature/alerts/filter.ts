import type { AlertRow, Severity } from '../../../preload/contract/views.js';
import { byUrgency } from '../../text/alert.js';
import type { RowChanges } from '../../ui/row-changes.js';
import type { ColumnId } from './columns.js';
import { labelOf, readAsked, testOf } from './matchers.js';

export type Stage = 'open' | 'held' | 'resolved' | 'all';
export type Sorting = 'urgency' | 'newest' | 'oldest' | 'summary';

/** What part of the alerts the list shows, and in which order. */
export interface AlertFilter {
  readonly stage: Stage;
  readonly severity: Severity | 'any';
  /** Words and matchers: `page=booking certificate`. */
  readonly text: string;
  /** The label whose values make the groups, `MANY` or `NONE`; null: as the person likes it. */
  readonly group: string | null;
  readonly sort: Sorting;
  /** The columns that the list shows, in their order; null: those that the person likes. */
  readonly columns: readonly ColumnId[] | null;
}

/** Only a flood of like alerts is grouped. No label has such a name. */
export const MANY = '-many';
/** Every alert stands by itself. */
export const NONE = '-none';

/** The label whose values make the groups, where there is one. */
export const groupLabel = ({ group }: AlertFilter): string | null =>
  group === null || group === MANY || group === NONE ? null : group;

export const START: AlertFilter = { stage: 'open', severity: 'any', text: '', group: null, sort: 'urgency', columns: null };

export const isHeld = (row: AlertRow): boolean => row.acknowledged !== null || row.suppressed !== null;

const STAGES: Readonly<Record<Stage, (row: AlertRow) => boolean>> = {
  open: (row) => row.state === 'firing',
  held: (row) => row.state === 'firing' && isHeld(row),
  resolved: (row) => row.state === 'resolved',
  all: () => true,
};

const searched = (row: AlertRow): string =>
  `${row.summary} ${row.name} ${row.rule} ${row.id} ${Object.values(row.labels).join(' ')}`.toLowerCase();

/** Whether an alert is part of what is asked for: every matcher holds, and every word is found somewhere in it. */
const fitting = (filter: AlertFilter): ((row: AlertRow) => boolean) => {
  const { words, matchers } = readAsked(filter.text);
  const tests = matchers.map(testOf);
  return (row) =>
    STAGES[filter.stage](row) &&
    (filter.severity === 'any' || row.severity === filter.severity) &&
    tests.every((test) => test(row)) &&
    (words.length === 0 || contains(searched(row), words));
};

const contains = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word));

const SORTINGS: Readonly<Record<Sorting, (a: AlertRow, b: AlertRow) => number>> = {
  urgency: byUrgency,
  newest: (a, b) => b.firedAt - a.firedAt,
  oldest: (a, b) => a.firedAt - b.firedAt,
  summary: (a, b) => a.summary.localeCompare(b.summary, 'en-GB'),
};

const orderOf =
  ({ sort }: AlertFilter) =>
  (a: AlertRow, b: AlertRow): number =>
    SORTINGS[sort](a, b) || byUrgency(a, b);

/** The alerts that are asked for, in order. Groups stand in the order of their first alert. */
export const arranged = (filter: AlertFilter, rows: readonly AlertRow[]): readonly AlertRow[] => {
  const sorted = rows.filter(fitting(filter)).sort(orderOf(filter));
  const label = groupLabel(filter);
  return label === null ? sorted : [...groupsOf(sorted, label).values()].flat();
};

/**
 * The same where few alerts changed and there are no groups: `before` is what the same filter made of the alerts from which the
 * changes lead. Gives what led from it to the next list, too; null where nothing did.
 */
export const rearranged = (
  filter: AlertFilter,
  before: readonly AlertRow[],
  { gone, come }: Pick<RowChanges<AlertRow>, 'gone' | 'come'>,
): { readonly rows: readonly AlertRow[]; readonly changes: RowChanges<AlertRow> | null } => {
  const order = orderOf(filter);
  const fresh = come.filter(fitting(filter)).sort(order);
  const rows = before.filter((row) => !gone.has(row));
  if (fresh.length === 0 && rows.length === before.length) return { rows: before, changes: null };
  for (const row of fresh) rows.splice(placeOf(row, rows, order), 0, row);
  return { rows, changes: { from: before, gone, come: fresh } };
};

/** Where a row belongs among others that are in order. */
const placeOf = (row: AlertRow, rows: readonly AlertRow[], order: (a: AlertRow, b: AlertRow) => number): number => {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (order(rows[middle] as AlertRow, row) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** The same rows by the values of a label; those without it stand under an empty text. */
const groupsOf = (rows: readonly AlertRow[], label: string): ReadonlyMap<string, readonly AlertRow[]> => {
  const groups = new Map<string, AlertRow[]>();
  for (const row of rows) {
    const value = labelOf(row, label);
    const known = groups.get(value);
    if (known === undefined) groups.set(value, [row]);
    else known.push(row);
  }
  return groups;
};

/** How many alerts each stage would show. */
export const stageCounts = (rows: readonly AlertRow[]): Readonly<Record<Stage, number>> => {
  const counts = { open: 0, held: 0, resolved: 0, all: rows.length };
  for (const row of rows) {
    if (row.state === 'resolved') counts.resolved += 1;
    else counts.open += 1;
    if (row.state === 'firing' && isHeld(row)) counts.held += 1;
  }
  return counts;
};
