/**
 * The quantile `q` (0–1) of some values, exactly, interpolated between neighbours as Prometheus's `quantile_over_time` does.
 * Reorders the values. Null without values.
 */
export const quantileOf = (values: Float64Array, q: number): number | null => {
  if (values.length === 0) return null;
  const rank = q * (values.length - 1);
  const low = Math.floor(rank);
  const value = selectRank(values, low);
  if (low === rank) return value;
  let next = Number.POSITIVE_INFINITY;
  for (let index = low + 1; index < values.length; index += 1) next = Math.min(next, values[index] as number);
  return value + (rank - low) * (next - value);
};

/** Hoare's selection: the value that would stand at `rank` in order; smaller ones are moved before it, greater ones behind it. */
export const selectRank = (values: Float64Array | number[], rank: number): number => {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const [before, behind] = partition(values, low, high, values[(low + high) >> 1] as number);
    if (rank <= before) high = before;
    else if (rank >= behind) low = behind;
    else break;
  }
  return values[rank] as number;
};

/** Moves what is smaller than the pivot before what is greater; answers where the two sides end and begin. */
const partition = (values: Float64Array | number[], from: number, to: number, pivot: number): readonly [number, number] => {
  let left = from;
  let right = to;
  while (left <= right) {
    while ((values[left] as number) < pivot) left += 1;
    while ((values[right] as number) > pivot) right -= 1;
    if (left > right) break;
    const held = values[left] as number;
    values[left] = values[right] as number;
    values[right] = held;
    left += 1;
    right -= 1;
  }
  return [right, left];
};
