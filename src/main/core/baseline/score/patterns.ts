/**
 * The situations that a series has been in, as a few typical ones (leader clustering, Hartigan 1975): what is far from all
 * of them has not been seen before, even where each of its numbers has.
 */
export interface Patterns {
  readonly size: number;
  /** A situation within this distance of a typical one belongs to it. */
  readonly radius: number;
  readonly centres: Float32Array;
  /** How often each was met, fading. */
  readonly weights: Float32Array;
  known: number;
  sinceFading: number;
}

const CAPACITY = 48;
const FADING_ROWS = 1_000;
/** What is not met again loses two thirds of its weight within 4,000 rows. */
const FADING = Math.exp(-FADING_ROWS / 4_000);
/** A typical situation follows the mean of its last members. */
const FOLLOWED_MEMBERS = 30;

/** `size` numbers make a situation. */
export const createPatterns = (size: number, radius: number): Patterns => ({
  size,
  radius,
  centres: new Float32Array(CAPACITY * size),
  weights: new Float32Array(CAPACITY),
  known: 0,
  sinceFading: 0,
});

/** The distance to the nearest known situation, as the sum over its numbers divided by `unit`; 0 for the first. Then learns it. */
export const noveltyOf = (patterns: Patterns, situation: ArrayLike<number>, unit: number): number => {
  const nearest = nearestTo(patterns, situation);
  const distance = nearest < 0 ? 0 : distanceTo(patterns, nearest, situation, Number.POSITIVE_INFINITY) / unit;
  if (nearest < 0 || distance > patterns.radius) found(patterns, situation);
  else follow(patterns, nearest, situation);
  fade(patterns);
  return distance;
};

const nearestTo = (patterns: Patterns, situation: ArrayLike<number>): number => {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < patterns.known; index += 1) {
    const distance = distanceTo(patterns, index, situation, least);
    if (distance >= least) continue;
    least = distance;
    nearest = index;
  }
  return nearest;
};

/** Stops adding where the sum has reached `enough`: most centres are far away. */
const distanceTo = ({ centres, size }: Patterns, index: number, situation: ArrayLike<number>, enough: number): number => {
  const start = index * size;
  let sum = 0;
  for (let i = 0; i < size && sum < enough; i += 1) sum += Math.abs((situation[i] as number) - (centres[start + i] as number));
  return sum;
};

/** A new typical situation; where there is no room, in the place of the least met. */
const found = (patterns: Patterns, situation: ArrayLike<number>): void => {
  const index = patterns.known < CAPACITY ? patterns.known : lightest(patterns.weights);
  patterns.known = Math.max(patterns.known, index + 1);
  for (let i = 0; i < patterns.size; i += 1) patterns.centres[index * patterns.size + i] = situation[i] as number;
  patterns.weights[index] = 1;
};

const lightest = (weights: Float32Array): number => {
  let index = 0;
  for (let i = 1; i < weights.length; i += 1) if ((weights[i] as number) < (weights[index] as number)) index = i;
  return index;
};

const follow = ({ centres, weights, size }: Patterns, index: number, situation: ArrayLike<number>): void => {
  const weight = (weights[index] as number) + 1;
  weights[index] = weight;
  const share = 1 / Math.min(weight, FOLLOWED_MEMBERS);
  for (let i = index * size, k = 0; k < size; i += 1, k += 1) {
    const centre = centres[i] as number;
    centres[i] = centre + share * ((situation[k] as number) - centre);
  }
};

const fade = (patterns: Patterns): void => {
  patterns.sinceFading += 1;
  if (patterns.sinceFading < FADING_ROWS) return;
  patterns.sinceFading = 0;
  for (let i = 0; i < patterns.known; i += 1) patterns.weights[i] = (patterns.weights[i] as number) * FADING;
};
