import type { Experiment, Spread, VariantComparison, VariantFigures } from '../model/business.js';
import { type Converted, conversionOf, convertedBy } from './breakdown.js';
import { valuesOf } from './counted.js';
import { differenceOf, evenSplitP, isBeyondChance, isEnoughToCompare, type Tally, twoProportionP } from './proportions.js';
import { LEAST_OF_A_SPREAD } from './spread.js';

/** Visits that each variant needs before anything is said about it. */
const LEAST_OF_A_VARIANT = 100;
/** So unlikely a split is a fault of the experiment, not chance (the usual bound of sample-ratio checks). */
const WRONG_SPLIT = 0.001;

/** What the variant is called that others are compared with; else the first by name. */
const CONTROLS = ['control', 'original', 'a', '0'];

/**
 * An experiment by the label `variant`: conversion of each against the control (two-proportion test, difference with Newcombe's 95 %
 * interval), its Web Vitals' p75 likewise, and whether visits are shared out evenly, as is assumed (sample-ratio check). A slower or
 * faster p75 is told where the two intervals do not meet, which is stricter than a test of the difference.
 */
export const experimentOf = (
  converted: Converted,
  vitals: ReadonlyMap<string, readonly Spread[]>,
  from: number,
  to: number,
): Experiment => {
  const names = [...new Set([...valuesOf(converted.visits, 'variant'), ...vitals.keys()])];
  const variants = names
    .map((variant) => figuresOf(variant, convertedBy(converted, 'variant', variant), vitals.get(variant) ?? [], from, to))
    .filter(({ conversion, vitals: own }) => conversion.n > 0 || own.length > 0);
  const control = variants.find(({ variant }) => CONTROLS.includes(variant.toLowerCase())) ?? variants[0];
  if (control === undefined || variants.length < 2)
    return {
      ...{ state: names.length === 0 ? 'no-source' : 'no-reading', control: null, variants },
      ...{ comparisons: [], splitP: null, isSplitWrong: false },
    };
  const splitP = splitOf(variants);
  return {
    state: 'known',
    control: control.variant,
    variants,
    comparisons: variants.filter((one) => one !== control).map((one) => compared(one, control)),
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

const splitOf = (variants: readonly VariantFigures[]): number | null => {
  const counts = variants.map(({ conversion }) => conversion.n);
  return Math.min(...counts) < 1 || counts.reduce((sum, n) => sum + n, 0) < LEAST_OF_A_VARIANT ? null : evenSplitP(counts);
};

const compared = (variant: VariantFigures, control: VariantFigures): VariantComparison => {
  const vitals = vitalsOf(variant, control);
  const [a, b] = [tallyOf(variant), tallyOf(control)];
  if (a.n === 0 || b.n === 0 || !isEnoughToCompare(a, b, LEAST_OF_A_VARIANT)) {
    const known = a.n > 0 && b.n > 0 ? differenceOf(a, b) : { difference: 0, between: [-1, 1] as const };
    return { variant: variant.variant, state: 'not-enough', ...known, p: null, verdict: 'not-enough', vitals };
  }
  const { difference, between } = differenceOf(a, b);
  const isReal = isBeyondChance(between);
  const verdict = isReal ? (difference > 0 ? 'better' : 'worse') : 'no-difference';
  return { variant: variant.variant, state: 'known', difference, between, p: twoProportionP(a, b), verdict, vitals };
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
