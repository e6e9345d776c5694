import type { CountedSeries, Funnel, FunnelStep } from '../model/business.js';
import { bearing, risen, valuesOf } from './counted.js';
import { LEAST_OF_A_SHARE, shareOf } from './share.js';

/** The way from a first look to a lesson that was held, in its order; further steps of the site's own come behind, by their counts. */
const ORDER = ['visit', 'inquiry', 'booking', 'completion'];

/**
 * The funnel over the hours that begin in `[from, to)`, from `funnel_step_total`. Of each step: how many took it, which share of the
 * step before that is (Wilson's interval), and how many were lost between. Steps are counted, not visitors followed: where more took
 * a step than the one before it, nothing is said about the way between.
 */
export const funnelOf = (series: readonly CountedSeries[], from: number, to: number): Funnel => {
  const counts = new Map(valuesOf(series, 'step').map((step) => [step, risen(bearing(series, { step }), from, to)]));
  const taken = inOrder(counts);
  const steps = taken.map((step, index) => stepOf(step, taken[index - 1], counts));
  const [first] = steps;
  if (first === undefined || steps.every(({ count }) => count === 0))
    return { state: series.length === 0 ? 'no-source' : 'no-reading', steps, worst: null };
  return { state: first.count < LEAST_OF_A_SHARE ? 'too-few' : 'known', steps, worst: worstOf(steps) };
};

const inOrder = (counts: ReadonlyMap<string, number>): readonly string[] => {
  const own = [...counts.keys()].filter((step) => !ORDER.includes(step));
  return [...ORDER.filter((step) => counts.has(step)), ...own.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))];
};

const stepOf = (step: string, before: string | undefined, counts: ReadonlyMap<string, number>): FunnelStep => {
  const count = counts.get(step) ?? 0;
  const there = before === undefined ? undefined : counts.get(before);
  if (there === undefined || count > there) return { step, count, passed: null, lost: null };
  return { step, count, passed: shareOf(count, there, true), lost: there - count };
};

/** The greatest share lost, of the steps that enough came to. */
const worstOf = (steps: readonly FunnelStep[]): string | null => {
  const judged = steps.filter(({ passed }) => passed?.state === 'known');
  const [worst] = judged.sort((a, b) => (a.passed?.ratio ?? 1) - (b.passed?.ratio ?? 1));
  return worst === undefined || worst.passed?.ratio === 1 ? null : worst.step;
};
