import type { Labels } from '../../core/model/labels.js';
import type { Series, SeriesId } from '../../core/model/sample.js';
import type { SeriesSelector } from '../../core/port/history.js';
import { matches } from '../../core/rule/matcher.js';
import type { NamedSeries } from './packed.js';
import type { Sql } from './sql.js';

/** The dictionary of series: their small numbers, by which all else is kept. */
export interface SeriesTable {
  /** The series' number; undefined where nothing of it is kept. */
  find(id: SeriesId): number | undefined;
  /** The same, making it known. Belongs inside a transaction. */
  number(named: NamedSeries): number;
  list(selector: SeriesSelector): readonly { readonly id: SeriesId; readonly series: Series }[];
  count(): number;
  /** Forgets numbers that were given out in a transaction that failed, or of series that were deleted. */
  reset(): void;
}

interface SeriesRow {
  readonly text: SeriesId;
  readonly name: string;
  readonly labels: string;
}

const seriesOf = ({ name, labels }: Pick<SeriesRow, 'name' | 'labels'>): Series => ({
  name,
  labels: JSON.parse(labels) as Labels,
});

export const createSeriesTable = (sql: Sql): SeriesTable => {
  const numbers = new Map<SeriesId, number>();
  // Only the writer may remember numbers: to a reader in another process they can change at any time.
  const find = (id: SeriesId): number | undefined => sql.row<{ id: number }>('SELECT id FROM series WHERE text = ?', id)?.id;
  const number = (named: NamedSeries): number => {
    const known = numbers.get(named.id) ?? find(named.id) ?? insert(sql, named);
    numbers.set(named.id, known);
    return known;
  };
  return {
    find,
    number,
    list: (selector) => list(sql, selector),
    count: () => sql.row<{ n: number }>('SELECT count(*) AS n FROM series')?.n ?? 0,
    reset: () => numbers.clear(),
  };
};

const insert = (sql: Sql, { id, series }: NamedSeries): number => {
  const row = sql.row<{ id: number }>(
    'INSERT INTO series (text, name, labels) VALUES (?, ?, ?) RETURNING id',
    id,
    series.name,
    JSON.stringify(series.labels),
  );
  if (row === undefined) throw new Error(`the series ${id} was not given a number`);
  return row.id;
};

const list = (sql: Sql, selector: SeriesSelector): readonly { id: SeriesId; series: Series }[] =>
  sql
    .rows<SeriesRow>(
      'SELECT text, name, labels FROM series WHERE ? IS NULL OR name = ? ORDER BY id',
      selector.name ?? null,
      selector.name ?? null,
    )
    .map((row) => ({ id: row.text, series: seriesOf(row) }))
    .filter(({ series }) => matches(selector.matchers ?? [], series.labels));
