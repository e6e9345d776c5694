type Rows = Readonly<Record<string, unknown>>;

interface Making {
  readonly before: Rows;
  readonly keys: readonly string[];
}

/** What rows were made of, of one view: whoever compares two of them need not look through ten thousand. */
export interface MadeOf {
  /** Notes that these rows are those `before` with others under these keys, and none taken away. */
  note(rows: Rows, before: Rows, keys: readonly string[]): void;
  /** The keys under which these rows may be others than those before; null where that was not noted. */
  keysMadeAnew(rows: Rows, before: Rows): readonly string[] | null;
}

/** One for each view that is built: it belongs to whoever builds it, and is handed to whoever compares. */
export const createMadeOf = (): MadeOf => {
  const made = new WeakMap<Rows, Making>();
  return {
    note: (rows, before, keys) => {
      // What those before were made of is asked for no more, and must not be kept: it would be all that ever was.
      made.delete(before);
      made.set(rows, { before, keys });
    },
    keysMadeAnew: (rows, before) => {
      const making = made.get(rows);
      return making?.before === before ? making.keys : null;
    },
  };
};
