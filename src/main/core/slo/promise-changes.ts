import type { Objective } from '../model/slo.js';
import { formatDuration } from '../time/duration.js';

/** What became of the promises, in words; empty where all stayed as they were: `uptime: 99.9 % over 30d → 99.5 % over 30d`. */
export const sayPromiseChanges = (before: readonly Objective[], now: readonly Objective[]): string => {
  const [was, is] = [promisesOf(before), promisesOf(now)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((id) => was.get(id) !== is.get(id))
    .map((id) => `${id}: ${wordsOf(was.get(id), 'none')} → ${wordsOf(is.get(id), 'removed')}`)
    .join('; ');
};

/** By id, as JSON of what is promised; the sources that give it are no part of the promise. */
const promisesOf = (objectives: readonly Objective[]): ReadonlyMap<string, string> =>
  new Map(objectives.map(({ id, kind, target, over, measures }) => [id, JSON.stringify({ kind, target, over, measures })]));

const wordsOf = (promise: string | undefined, none: string): string => {
  if (promise === undefined) return none;
  const { kind, target, over, measures } = JSON.parse(promise) as Pick<Objective, 'kind' | 'target' | 'over' | 'measures'>;
  const [first] = measures;
  const limit = first?.kind === 'readings' && kind !== 'availability' ? `, limit ${first.good.limit}` : '';
  return `${Number((target * 100).toFixed(4))} % over ${formatDuration(over)}${limit}`;
};
