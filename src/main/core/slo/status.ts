import type { Events, Objective, SloStatus, SloVerdict } from '../model/slo.js';
import { type Duration, duration } from '../time/instant.js';
import { wilson } from './wilson.js';

/** How an objective stands after these events. `coverage`: the share of the time in which they could be seen, 0–1. */
export const sloStatus = (objective: Objective, events: Events, coverage: number): SloStatus => {
  const { good, valid } = events;
  const ratio = valid > 0 ? good / valid : null;
  const left = budgetLeft(objective.target, events);
  return {
    objective: objective.id,
    verdict: verdictOf(objective.target, events),
    ratio,
    good,
    valid,
    between: wilson(good, valid),
    budgetLeftRatio: left,
    budgetLeft: duration(left * errorBudget(objective)),
    coverage,
    text: wordsOf(objective, events, coverage),
  };
};

/** The error budget as time of full failure: 99.9 % over 30 days leave 43 min 12 s. */
export const errorBudget = ({ target, over }: Objective): Duration => duration((1 - target) * over);

/** Share of the budget that bad events have not used up; 1 while there were none. A promise of everything has no budget to overspend. */
const budgetLeft = (target: number, { good, valid }: Events): number => {
  if (good === valid) return 1;
  return target < 1 ? 1 - (valid - good) / valid / (1 - target) : 0;
};

/** Fewer events than this say nothing … */
const LEAST_VALID = 20;
/** … unless so many of them are bad that no true share at the objective explains it. */
const LEAST_BAD = 3;

/**
 * A share below the objective is a miss once a single bad event would have been within it, or chance cannot explain it:
 * one failed look of seven is no broken promise of 99.9 %.
 */
const verdictOf = (target: number, { good, valid }: Events): SloVerdict => {
  const bad = valid - good;
  if (valid > 0 && good / valid < target) {
    const isEnough = valid >= LEAST_VALID && valid * (1 - target) >= 1;
    const [, high] = wilson(good, valid);
    return isEnough || (bad >= LEAST_BAD && high < target) ? 'missed' : 'too-few';
  }
  return valid >= LEAST_VALID ? 'met' : 'too-few';
};

const wordsOf = ({ target }: Objective, { good, valid }: Events, coverage: number): string => {
  const observed = `over ${percent(coverage, 1)} observed`;
  if (verdictOf(target, { good, valid }) === 'too-few') return `too few to judge (${valid} readings) ${observed}`;
  return `${percent(good / valid, decimalsOf(target))} ${observed}`;
};

/** One decimal more than the objective has, and at least two: 99.93 % says on which side of 99.9 % it is. */
const decimalsOf = (target: number): number => Math.min(6, Math.max(2, Math.ceil(-Math.log10(1 - target)) - 1));

/** Rounded down: nothing may look met that is not. */
const percent = (share: number, decimals: number): string => {
  const step = 10 ** decimals;
  return `${(Math.floor(share * 100 * step + 1e-6) / step).toFixed(decimals)} %`;
};
