import type { Judgement, Test } from '../model/rule.js';
import { newestUpTo } from '../sample/window-read.js';
import type { Duration } from '../time/instant.js';
import type { Case, Member } from './member.js';

/** Steps in which a silence is told: a value that moved with every look would be written down with every look. */
const STEPS = 10;

/** By how much a silence grows until another length of it is told, in milliseconds. */
export const silenceStep = (allowed: Duration): number => allowed / STEPS;

/**
 * No fresh sample for so long, in observed time; of a group, from none of its series. Counted from the newest sample, or where there
 * never was one from `since`. The value is the length of the silence in seconds, rounded down to a tenth of what is allowed.
 */
export const judgeAbsence = (test: Test & { readonly kind: 'absent' }, { group, at, since }: Case): Judgement => {
  const newest = group.reduce(
    (latest, member) => Math.max(latest, member.newestObserved),
    group.length === 0 ? (since ?? at.observed) : 0,
  );
  const silence = Math.max(0, at.observed - newest);
  const isBreach = silence >= test.for;
  const step = silenceStep(test.for);
  return {
    verdict: isBreach ? 'breach' : 'ok',
    value: (Math.floor(silence / step) * step) / 1_000,
    threshold: test.for / 1_000,
    n: group.length,
    sampleAt: group.length === 0 ? at.now : newestOf(group, at.now),
    clears: !isBreach,
    basis: null,
  };
};

const newestOf = (group: readonly Member[], now: number): number =>
  group.reduce((latest, { samples }) => Math.max(latest, newestUpTo(samples, now)?.at ?? 0), 0);
