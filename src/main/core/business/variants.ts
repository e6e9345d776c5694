import type { Experiment, ExperimentPlan, VariantFigures } from '../model/experiment.js';

/** What the variant is called that others are compared with. */
const CONTROLS = ['control', 'original', 'a', '0'];

/** The experiment of which nothing is written: all variants that no other one names. */
const UNPLANNED: ExperimentPlan = { name: null, control: null, shares: null };

const namesIn = ({ control, shares }: ExperimentPlan): readonly string[] => [
  ...new Set([...(control === null ? [] : [control]), ...Object.keys(shares ?? {})]),
];

/**
 * Which variants belong to which experiment. A visit bears one label `variant`: those that a plan names are its own, and the rest is
 * that of the only plan which gives no shares, else an experiment of its own.
 */
export const variantsByPlan = (
  plans: readonly ExperimentPlan[],
  variants: readonly string[],
): readonly { readonly plan: ExperimentPlan; readonly variants: readonly string[] }[] => {
  const named = new Set(plans.flatMap(namesIn));
  const others = variants.filter((variant) => !named.has(variant));
  const open = plans.filter(({ shares }) => shares === null);
  const heir = open.length === 1 ? open[0] : undefined;
  const own = plans.map((plan) => {
    const planned = namesIn(plan).filter((name) => plan.shares !== null || variants.includes(name));
    return { plan, variants: [...new Set([...planned, ...(plan === heir ? others : [])])] };
  });
  const isRest = plans.length === 0 || (heir === undefined && others.length > 0);
  return isRest ? [...own, { plan: UNPLANNED, variants: others }] : own;
};

type Control = { readonly control: VariantFigures | undefined; readonly by: NonNullable<Experiment['controlBy']> };

/**
 * With what the others are compared: what the configuration says; else one that is called so and has enough visits; else the one with
 * the most, so that a stray name does not make all the others incomparable.
 */
export const controlOf = (plan: ExperimentPlan, variants: readonly VariantFigures[], least: number): Control => {
  if (plan.control !== null) return { control: variants.find(({ variant }) => variant === plan.control), by: 'configured' };
  const called = variants.find(({ variant, conversion }) => CONTROLS.includes(variant.toLowerCase()) && conversion.n >= least);
  if (called !== undefined) return { control: called, by: 'name' };
  const [most] = [...variants].sort((a, b) => b.conversion.n - a.conversion.n || a.variant.localeCompare(b.variant));
  return { control: most, by: 'most-visits' };
};

/** The share of visits that each variant should get, all together 1: as the configuration says, else even. */
export const sharesOf = ({ shares }: ExperimentPlan, variants: readonly VariantFigures[]): Experiment['shares'] => {
  const weights = variants.map(({ variant }) => (shares === null ? 1 : (shares[variant] ?? 0)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return variants.map(({ variant }, index) => ({ variant, share: all === 0 ? 0 : (weights[index] ?? 0) / all }));
};
