import type { Sample } from '../core/model/sample.js';

/** Both in order of time, as one: of two samples at one instant the later written (`over`) holds. */
export const overlay = (under: readonly Sample[], over: readonly Sample[]): readonly Sample[] => {
  const [first, last] = [over[0], under.at(-1)];
  if (first === undefined) return under;
  if (last === undefined || last.at < first.at) return [...under, ...over];
  const merged = new Map(under.map((sample) => [sample.at, sample]));
  for (const sample of over) merged.set(sample.at, sample);
  return [...merged.values()].sort((a, b) => a.at - b.at);
};
