/** Values in order, of which only the first is ever asked for: putting in and taking out cost the logarithm of how many there are. */
export interface Heap<Value> {
  push(value: Value): void;
  /** The first, which stays; undefined where there is none. */
  peek(): Value | undefined;
  pop(): Value | undefined;
  size(): number;
}

/** A binary heap. `isBefore` must not change for a value while it is inside. */
export const createHeap = <Value>(isBefore: (a: Value, b: Value) => boolean): Heap<Value> => {
  const values: Value[] = [];

  const swap = (a: number, b: number): void => {
    [values[a], values[b]] = [values[b] as Value, values[a] as Value];
  };

  const isOutOfOrder = (parent: number, child: number): boolean =>
    child < values.length && isBefore(values[child] as Value, values[parent] as Value);

  const rise = (from: number): void => {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!isOutOfOrder(parent, at)) return;
      swap(parent, at);
      at = parent;
    }
  };

  const sink = (): void => {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const first = isOutOfOrder(left, right) ? right : left;
      if (!isOutOfOrder(at, first)) return;
      swap(at, first);
      at = first;
    }
  };

  return {
    push: (value) => {
      values.push(value);
      rise(values.length - 1);
    },
    peek: () => values[0],
    pop: () => {
      const [first] = values;
      const last = values.pop();
      if (values.length > 0) {
        values[0] = last as Value;
        sink();
      }
      return first;
    },
    size: () => values.length,
  };
};
