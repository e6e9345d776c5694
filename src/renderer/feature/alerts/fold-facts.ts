import type { AlertRow, RevenueAtRisk, Severity } from '../../../preload/contract/views.js';
import { count, plain } from '../../text/quantity.js';
import { isHeld } from './filter.js';
import type { Fold } from './folds.js';

/** What a line says of the alerts in it. Nothing here is judged anew: each fact is that of one of them, or a count. */
export interface FoldFacts {
  readonly n: number;
  readonly severity: Severity;
  /** `412 × Site down`, or `7 alerts of booking-form`. */
  readonly title: string;
  /** Where they are: `on 412 targets, of 3 different sites`. */
  readonly where: string;
  /** `nobody has any yet`, or `3 of 412 in hand`. */
  readonly held: string;
  readonly nHeld: number;
  readonly areAllSuppressed: boolean;
  readonly oldestAt: number;
  /** All have the same value. */
  readonly isLevel: boolean;
  /** The one whose value is furthest from its limit; null where they measure different things. */
  readonly worst: AlertRow | null;
  /** The one of which somebody hears soonest; null: of none. */
  readonly next: AlertRow | null;
  /** Their ids, or the name of the only one. */
  readonly targets: readonly string[];
  readonly rules: readonly string[];
  readonly categories: readonly string[];
}

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

const different = (values: readonly (string | null | undefined)[]): readonly string[] => [
  ...new Set(values.filter((value): value is string => value != null && value !== '')),
];

/** `name`: how people call the first one's target. */
export const factsOf = ({ by, rows }: Fold, name: string | null): FoldFacts => {
  const n = rows.length;
  const [first] = rows as [AlertRow];
  const ids = different(rows.map(({ target }) => target));
  const targets = ids.length === 1 && name !== null ? [name] : ids;
  const nHeld = rows.filter(isHeld).length;
  return {
    ...{ n, targets, nHeld },
    severity: SEVERITIES.find((one) => rows.some(({ severity }) => severity === one)) ?? first.severity,
    title: by === 'rule' ? `${plain(n)} × ${first.name}` : `${count(n, 'alert')} of ${name ?? first.target}`,
    where: by === 'rule' ? sayWhere(rows, targets) : count(different(rows.map(({ rule }) => rule)).length, 'rule'),
    held: nHeld === 0 ? 'nobody has any yet' : `${nHeld === n ? 'all' : `${plain(nHeld)} of ${plain(n)}`} in hand`,
    areAllSuppressed: rows.every(({ suppressed }) => suppressed !== null),
    oldestAt: rows.reduce<number>((oldest, row) => Math.min(oldest, row.startedAt), first.startedAt),
    isLevel: rows.every(({ value }) => value === first.value),
    worst: worstOf(rows),
    next: soonest(rows),
    rules: different(rows.map(({ rule }) => rule)),
    categories: different(rows.map(({ category }) => category)),
  };
};

/** Labels that say where something is, the wider first. */
const PLACES = ['site', 'region', 'group', 'host'] as const;

const sayWhere = (rows: readonly AlertRow[], targets: readonly string[]): string => {
  const on = targets.length === 1 ? `on ${targets[0]}` : targets.length === 0 ? '' : `on ${count(targets.length, 'target')}`;
  const place = PLACES.find((label) => rows.every(({ labels }) => (labels[label] ?? '') !== ''));
  if (place === undefined) return on;
  const values = different(rows.map(({ labels }) => labels[place]));
  return [on, values.length === 1 ? `all of ${place} ${values[0]}` : `of ${count(values.length, place)}`]
    .filter((part) => part !== '')
    .join(', ');
};

const worstOf = (rows: readonly AlertRow[]): AlertRow | null => {
  const [first] = rows;
  if (first === undefined || rows.some(({ metric, comparison }) => metric !== first.metric || comparison !== first.comparison))
    return null;
  const sign = first.comparison === 'above' ? 1 : -1;
  return rows.reduce<AlertRow | null>((worst, row) => {
    if (row.value === null) return worst;
    return worst?.value == null || sign * row.value > sign * worst.value ? row : worst;
  }, null);
};

const nextAt = (row: AlertRow): number => row.escalation.find(({ done }) => !done)?.at ?? Number.POSITIVE_INFINITY;

const soonest = (rows: readonly AlertRow[]): AlertRow | null => {
  const found = rows.reduce<AlertRow | null>((next, row) => (next === null || nextAt(row) < nextAt(next) ? row : next), null);
  return found === null || nextAt(found) === Number.POSITIVE_INFINITY ? null : found;
};

/** What the dearest of them has cost: sums would count the same loss more than once. Null: nothing is reckoned of any. */
export const dearest = (
  { rows }: Fold,
  risks: ReadonlyMap<string, RevenueAtRisk>,
): { readonly risk: RevenueAtRisk; readonly n: number } | null => {
  const found = rows.flatMap(({ id }) => risks.get(id) ?? []);
  const [first] = found.toSorted((a, b) => (b.amount ?? -1) - (a.amount ?? -1));
  return first === undefined ? null : { risk: first, n: found.length };
};
