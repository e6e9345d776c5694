import type { Experiment, ExperimentPlan, VariantComparison, VariantFigures } from '../model/experiment.js';
import type { Spread } from '../model/figure.js';
import { type Converted, conversionOf, convertedBy } from './breakdown.js';
import { valuesOf } from './counted.js';
import {
  differenceOf,
  isBeyondChance,
  isEnoughToCompare,
  splitPOf,
  type Tally,
  twoProportionP,
  zOfAll,
} from './proportions.js';
import { LEAST_OF_A_SPREAD } from './spread.js';
import { controlOf, sharesOf, variantsByPlan } from './variants.js';

/** Visits that each variant needs before anything is said about it. */
const LEAST_OF_A_VARIANT = 100;
/** So unlikely a split is a fault of the experiment, not chance (the usual bound of sample-ratio checks). */
const WRONG_SPLIT = 0.001;

/**
 * Experiments by the label `variant`, as they are planned (`variants.ts` says what is assumed where nothing is): conversion of each
 * variant against the control (two-proportion test, difference with Newcombe's 95 % interval), both corrected for the number of
 * variants that are compared (Bonferroni, `zOfAll`); its Web Vitals' p75 likewise; and whether visits are shared out as planned
 * (sample-ratio check). A slower or faster p75 is told where the two intervals do not meet, which is stricter than a test of the
 * difference, and than a correction for the few variants that there are.
 */
export const experimentsOf = (
  converted: Converted,
  vitals: ReadonlyMap<string, readonly Spread[]>,
  plans: readonly ExperimentPlan[],
  from: number,
  to: number,
): readonly Experiment[] => {
  const names = [...new Set([...valuesOf(converted.visits, 'variant'), ...vitals.keys()])];
  const figures = (variant: string): VariantFigures =>
    figuresOf(variant, convertedBy(converted, 'variant', variant), vitals.get(variant) ?? [], from, to);
  return variantsByPlan(plans, names).map(({ plan, variants }) =>
    experimentOf(
      plan,
      variants.map(figures),
      variants.some((variant) => names.includes(variant)),
    ),
  );
};

const experimentOf = (plan: ExperimentPlan, all: readonly VariantFigures[], wasTold: boolean): Experiment => {
  const { name } = plan;
  const seen = all.filter(({ conversion, vitals }) => conversion.n > 0 || vitals.length > 0);
  // One that should have visits and has none is a fault to be shown.
  const variants =
    seen.length === 0 ? seen : all.filter((one) => seen.includes(one) || plan.shares?.[one.variant] !== undefined);
  const { control, by } = controlOf(plan, variants, LEAST_OF_A_VARIANT);
  const shares = sharesOf(plan, variants);
  const about = { name, shares, sharesBy: plan.shares === null ? 'assumed' : 'configured' } as const;
  if (control === undefined || variants.length < 2)
    return {
      ...{ ...about, state: wasTold ? 'no-reading' : 'no-source', control: plan.control, controlBy: null, variants },
      ...{ comparisons: [], splitP: null, isSplitWrong: false },
    };
  const splitP = splitOf(variants, shares, about.sharesBy);
  const others = variants.filter((one) => one !== control);
  return {
    ...{ ...about, state: 'known', control: control.variant, controlBy: by, variants },
    comparisons: others.map((one) => compared(one, control, others.length)),
    splitP,
    isSplitWrong: splitP !== null && splitP < WRONG_SPLIT,
  };
};

const figuresOf = (
  variant: string,
  converted: Converted,
  vitals: readonly Spread[],
  from: number,
  to: number,
): VariantFigures => ({ variant, conversion: conversionOf(converted, from, to, LEAST_OF_A_VARIANT), vitals });

/** Where shares are assumed, a variant without visits is none of the experiment. */
const splitOf = (
  variants: readonly VariantFigures[],
  shares: Experiment['shares'],
  by: Experiment['sharesBy'],
): number | null => {
  const counts = variants.map(({ conversion }) => conversion.n);
  const isTested =
    counts.reduce((sum, n) => sum + n, 0) >= LEAST_OF_A_VARIANT && (by === 'configured' || Math.min(...counts) > 0);
  return isTested
    ? splitPOf(
        counts,
        shares.map(({ share }) => share),
      )
    : null;
};

const compared = (variant: VariantFigures, control: VariantFigures, comparisons: number): VariantComparison => {
  const z = zOfAll(comparisons);
  const vitals = vitalsOf(variant, control);
  const [a, b] = [tallyOf(variant), tallyOf(control)];
  if (a.n === 0 || b.n === 0 || !isEnoughToCompare(a, b, LEAST_OF_A_VARIANT)) {
    const known = a.n > 0 && b.n > 0 ? differenceOf(a, b, z) : { difference: 0, between: [-1, 1] as const };
    return { variant: variant.variant, state: 'not-enough', ...known, p: null, verdict: 'not-enough', vitals };
  }
  const { difference, between } = differenceOf(a, b, z);
  const isReal = isBeyondChance(between);
  const verdict = isReal ? (difference > 0 ? 'better' : 'worse') : 'no-difference';
  return {
    variant: variant.variant,
    state: 'known',
    difference,
    between,
    p: Math.min(1, twoProportionP(a, b) * comparisons),
    verdict,
    vitals,
  };
};

const tallyOf = ({ conversion }: VariantFigures): Tally => ({ part: conversion.part, n: conversion.n });

const vitalsOf = (variant: VariantFigures, control: VariantFigures): VariantComparison['vitals'] =>
  variant.vitals.flatMap((own) => {
    const other = control.vitals.find(({ metric }) => metric === own.metric);
    return other === undefined
      ? []
      : [{ metric: own.metric, difference: own.p75 - other.p75, verdict: vitalVerdict(own, other) }];
  });

/** Less is better of every Web Vital. */
const vitalVerdict = (own: Spread, other: Spread): VariantComparison['verdict'] => {
  if (own.n < LEAST_OF_A_SPREAD || other.n < LEAST_OF_A_SPREAD) return 'not-enough';
  if (own.between[1] < other.between[0]) return 'better';
  return own.between[0] > other.between[1] ? 'worse' : 'no-difference';
};
