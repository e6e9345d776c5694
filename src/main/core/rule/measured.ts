import type { Basis, Judgement, Rule, Threshold } from '../model/rule.js';
import type { Duration, Instant } from '../time/instant.js';
import { atLeastByChance } from './binomial.js';
import { isPast } from './side.js';

/** What a rule found when it looked, before it is compared with anything. */
export interface Measured {
  readonly value: number;
  /** Samples that made it, or events of a ratio. */
  readonly n: number;
  readonly at: Instant;
  /** Up to when what it was made of is known by totals alone, because samples are not kept that long; null where all is known. */
  readonly rolledUpTo: Instant | null;
  /** Of a ratio: its events. */
  readonly share: Share | null;
}

export interface Share {
  readonly bad: number;
  readonly total: number;
  /** After stretching. */
  readonly window: Duration;
  /** Fewer events than a plain share may be drawn from. */
  readonly isFew: boolean;
}

const NOTHING = { value: null, threshold: null, n: 0, sampleAt: null, clears: false };

export const noData: Judgement = { verdict: 'no-data', ...NOTHING, basis: null };

export const learning = (have: number, need: number): Judgement => ({
  verdict: 'learning',
  ...NOTHING,
  n: have,
  basis: { kind: 'learning', have, need },
});

/** The verdict on what was measured against a limit: strict, and cautious where events are few. */
export const verdictOn = (rule: Rule, measured: Measured, limit: Threshold, basis: Basis | null): Judgement => {
  const { share } = measured;
  if (share?.isFew) return verdictOnFew(measured, share, limit);
  const isBreach = isPast(limit, measured.value);
  return {
    verdict: isBreach ? 'breach' : 'ok',
    value: measured.value,
    threshold: limit.threshold,
    n: measured.n,
    sampleAt: measured.at,
    clears: rule.clear === null ? !isBreach : isPast(rule.clear, measured.value),
    basis: share === null ? (basis ?? rolledUpBasis(measured)) : ratioBasis(share, measured, null),
  };
};

const rolledUpBasis = ({ rolledUpTo }: Measured): Basis | null =>
  rolledUpTo === null ? null : { kind: 'rolled-up', until: rolledUpTo };

const ratioBasis = ({ bad, total, window }: Share, { rolledUpTo }: Measured, p: number | null): Basis => ({
  kind: 'ratio',
  bad,
  total,
  window,
  p,
  rolledUpTo,
});

/** Fewer bad events than this prove nothing. */
const LEAST_BAD = 3;
/** The least likely chance that is still called chance. */
const CHANCE = 0.001;

/** So few events breach only where chance explains them worse than once in a thousand; else they are too few, never good. */
const verdictOnFew = (measured: Measured, share: Share, limit: Threshold): Judgement => {
  const isAbove = limit.kind === 'above';
  const against = isAbove ? share.bad : share.total - share.bad;
  const p = atLeastByChance(against, share.total, isAbove ? limit.threshold : 1 - limit.threshold);
  const isBreach = against >= LEAST_BAD && p < CHANCE;
  return {
    verdict: isBreach ? 'breach' : 'too-few',
    value: measured.value,
    threshold: limit.threshold,
    n: measured.n,
    sampleAt: measured.at,
    clears: false,
    basis: ratioBasis(share, measured, p),
  };
};
