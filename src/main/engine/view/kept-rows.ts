/** Rows that are built again only when one of their ingredients is another than last time. */
export interface KeptRows<Row> {
  rowOf(key: string, ingredients: readonly unknown[], build: () => Row): Row;
  /** All rows were asked for: the others are forgotten. */
  asked(): void;
}

interface Kept<Row> {
  readonly ingredients: readonly unknown[];
  readonly row: Row;
}

export const createKeptRows = <Row>(): KeptRows<Row> => {
  const known = new Map<string, Kept<Row>>();
  const wanted = new Set<string>();
  return {
    rowOf: (key, ingredients, build) => {
      wanted.add(key);
      const last = known.get(key);
      if (last?.ingredients.every((ingredient, index) => ingredient === ingredients[index])) return last.row;
      const row = build();
      known.set(key, { ingredients, row });
      return row;
    },
    asked: () => {
      if (known.size > wanted.size) for (const key of known.keys()) if (!wanted.has(key)) known.delete(key);
      wanted.clear();
    },
  };
};
