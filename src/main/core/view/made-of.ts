type Rows = Readonly<Record<string, unknown>>;

interface Making {
  readonly before: Rows;
  readonly keys: readonly string[];
}

const made = new WeakMap<Rows, Making>();

/**
 * Notes that these rows are those `before` with others under these keys, and none taken away: whoever compares the two need not look
 * through ten thousand of them.
 */
export const noteMadeOf = (rows: Rows, before: Rows, keys: readonly string[]): void => {
  // What those before were made of is asked for no more, and must not be kept: it would be all that ever was.
  made.delete(before);
  made.set(rows, { before, keys });
};

/** The keys under which these rows may be others than those before; null where that was not noted. */
export const keysMadeAnew = (rows: Rows, before: Rows): readonly string[] | null => {
  const making = made.get(rows);
  return making?.before === before ? making.keys : null;
};
