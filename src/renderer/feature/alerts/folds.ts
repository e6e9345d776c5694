import type { AlertRow } from '../../../preload/contract/views.js';

/** Open alerts that are alike, shown in one line. */
export interface Fold {
  readonly id: string;
  /** What they have in common: one rule at one severity, or one target. */
  readonly by: 'rule' | 'target';
  readonly rows: readonly AlertRow[];
}

/** A line of the list that is not yet laid out: an alert by itself, or several in one. */
export type Unit = { readonly id: string; readonly row: AlertRow } | { readonly id: string; readonly fold: Fold };

/** So many that are alike stand each by itself; more make a group. */
const FEW = 5;

/** Which groups there are, and in which of them each alert is. */
export interface Folding {
  readonly keys: ReadonlySet<string>;
  readonly of: ReadonlyMap<string, string | null>;
}

const ruleKey = (row: AlertRow): string => `rule ${row.severity} ${row.rule}`;
const targetKey = (row: AlertRow): string | null => (row.target === null ? null : `target ${row.target}`);

/** The groups of a list: by rule and severity, and what is left of it by target, wherever there are more than a few. */
export const folded = (rows: readonly AlertRow[]): Folding => {
  const open = rows.filter(({ state }) => state === 'firing');
  const byRule = crowded(open.map(ruleKey));
  const byTarget = crowded(open.filter((row) => !byRule.has(ruleKey(row))).map(targetKey));
  return assigned(rows, new Set([...byRule, ...byTarget]), new Map());
};

/** The same while somebody is in the list: groups neither come nor go, and an alert stays where it is; a newcomer joins its own. */
export const heldFolding = (before: Folding, rows: readonly AlertRow[]): Folding => assigned(rows, before.keys, before.of);

const assigned = (rows: readonly AlertRow[], keys: ReadonlySet<string>, known: ReadonlyMap<string, string | null>): Folding => {
  const of = new Map<string, string | null>();
  for (const row of rows) of.set(row.id, known.has(row.id) ? (known.get(row.id) ?? null) : keyIn(keys, row));
  return { keys, of };
};

const keyIn = (keys: ReadonlySet<string>, row: AlertRow): string | null => {
  if (row.state !== 'firing') return null;
  return [ruleKey(row), targetKey(row)].find((key) => key !== null && keys.has(key)) ?? null;
};

const crowded = (keys: readonly (string | null)[]): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Set([...counts].filter(([, n]) => n > FEW).map(([key]) => key));
};

/** The lines of a list, a group in the place of its first alert. */
export const unitsOf = (rows: readonly AlertRow[], { of }: Folding): readonly Unit[] => {
  const units: Unit[] = [];
  const members = new Map<string, AlertRow[]>();
  for (const row of rows) {
    const key = of.get(row.id) ?? null;
    const known = key === null ? undefined : members.get(key);
    if (known !== undefined) known.push(row);
    else if (key === null) units.push({ id: row.id, row });
    else {
      const fold: Fold = { id: key, by: key.startsWith('rule') ? 'rule' : 'target', rows: [row] };
      members.set(key, fold.rows as AlertRow[]);
      units.push({ id: key, fold });
    }
  }
  return units;
};
