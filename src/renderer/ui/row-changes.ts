/** What became of a list of rows: which are no longer in it, and which are new in it. One that changed is both. */
export interface RowChanges<Row> {
  /** The list from which they lead to the next. */
  readonly from: readonly Row[];
  readonly gone: ReadonlySet<Row>;
  readonly come: readonly Row[];
}

/** With more of them it is as quick to begin anew. */
const FEW = 200;

/**
 * What changed from one list to the next, where rows stand in the places of others and few of them changed; null where it is to be
 * begun anew. To compare ten thousand by identity takes next to no time, and most of what is made of them does not.
 */
export const changesOf = <Row>(from: readonly Row[], rows: readonly Row[]): RowChanges<Row> | null => {
  if (from.length !== rows.length) return null;
  const gone = new Set<Row>();
  const come: Row[] = [];
  for (const [n, row] of rows.entries()) {
    const before = from[n] as Row;
    if (before === row) continue;
    if (come.length === FEW) return null;
    gone.add(before);
    come.push(row);
  }
  return { from, gone, come };
};
