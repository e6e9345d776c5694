/** The first rows by an order, and how many there are in all. */
export interface Named<Row> {
  readonly rows: readonly Row[];
  readonly count: number;
}

export const NONE: Named<never> = { rows: [], count: 0 };

/** Takes in some more rows, and keeps no more of them than `most`. */
export const named = <Row>(
  { rows, count }: Named<Row>,
  coming: readonly Row[],
  order: (a: Row, b: Row) => number,
  most: number,
): Named<Row> => ({ rows: [...rows, ...coming].sort(order).slice(0, most), count: count + coming.length });
