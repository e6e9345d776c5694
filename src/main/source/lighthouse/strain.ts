import { availableParallelism, loadavg } from 'node:os';

/** Lighthouse's own line: below it, it warns that the machine is too slow for its throttling to mean a phone. */
const LEAST_BENCHMARK = 1_000;

/** More waiting work than that for each core, and a page loads slowly for our own reasons. */
const MOST_LOAD = 1.5;

/** Work under way or waiting for each core of this machine, over the last minute. Where the system does not tell (Windows): 0. */
export const readLoad = (): number => (loadavg()[0] ?? 0) / availableParallelism();

/**
 * Why an audit on this machine says little about the page's speed; null where it says enough. `load`: before the first run;
 * `benchmark`: the median over the runs, about 1,500 for a good desktop computer.
 */
export const strainOf = (load: number, benchmark: number | null): string | null => {
  if (load > MOST_LOAD) return `this machine was too busy (${load.toFixed(1)} tasks a core, at most ${MOST_LOAD})`;
  if (benchmark !== null && benchmark < LEAST_BENCHMARK)
    return `this machine was too slow (benchmark ${Math.round(benchmark)}, at least ${LEAST_BENCHMARK})`;
  return null;
};
