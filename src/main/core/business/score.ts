import type { Score, ScorePart } from '../model/figure.js';

/** Of less than half of its weight a score would be named after what it does not know. */
const LEAST_WEIGHT = 0.5;

/**
 * A score of 0–100: 100 × Σ(weight × value) ÷ Σ(weight) over the parts that are known. Null while these carry less than half of all
 * weight. `moves` names the known part that takes the most points away.
 */
export const scoreOf = (formula: string, parts: readonly ScorePart[]): Score => {
  const known = parts.filter((part): part is ScorePart & { readonly value: number } => part.value !== null);
  const weight = known.reduce((sum, part) => sum + part.weight, 0);
  const whole = parts.reduce((sum, part) => sum + part.weight, 0);
  if (known.length === 0) return { state: 'no-source', value: null, formula, parts, moves: null };
  if (weight < LEAST_WEIGHT * whole) return { state: 'learning', value: null, formula, parts, moves: null };
  const points = known.reduce((sum, part) => sum + part.weight * part.value, 0);
  const [worst] = [...known].sort((a, b) => lost(b) - lost(a));
  return {
    state: 'known',
    value: Math.round((1_000 * points) / weight) / 10,
    formula,
    parts,
    moves: worst === undefined || lost(worst) === 0 ? null : worst.id,
  };
};

const lost = ({ weight, value }: { readonly weight: number; readonly value: number }): number => weight * (1 - value);

/** 1 up to `good`, 0 from `bad` on, and evenly between. */
export const between = (value: number, good: number, bad: number): number =>
  Math.max(0, Math.min(1, (value - bad) / (good - bad)));
