import { assertNever } from '../model/result.js';
import type { Judgement, Test, Threshold } from '../model/rule.js';
import { measure } from './measure.js';
import { learning, noData, verdictOn } from './measured.js';
import type { Case } from './member.js';
import { usualOf } from './usual.js';

type Relative = Test & { readonly kind: 'increase' | 'decrease' | 'increaseBy' | 'decreaseBy' };

/** A value against the mean of its baseline. Of several series that are looked at one by one, each is held against its own. */
export const judgeAgainstUsual = (test: Relative, judged: Case): Judgement => worstOf(judged, (one) => judgeOne(test, one));

const judgeOne = (test: Relative, judged: Case): Judgement => {
  const measured = measure(judged);
  if (measured === null) return noData;
  const usual = usualOf(judged, test.baseline, judged.at.now);
  if (usual.kind === 'learning') return learning(usual.have, usual.need);
  const { expected, used } = usual;
  return verdictOn(judged.rule, measured, limitFrom(test, expected), {
    kind: 'baseline',
    expected,
    used,
    rolledUpTo: measured.rolledUpTo,
  });
};

const limitFrom = (test: Relative, expected: number): Threshold => {
  switch (test.kind) {
    case 'increase':
      return { kind: 'above', threshold: expected + test.by * Math.abs(expected) };
    case 'decrease':
      return { kind: 'below', threshold: expected - test.by * Math.abs(expected) };
    case 'increaseBy':
      return { kind: 'above', threshold: expected + test.by };
    case 'decreaseBy':
      return { kind: 'below', threshold: expected - test.by };
    default:
      return assertNever(test);
  }
};

const RANK: Readonly<Record<Judgement['verdict'], number>> = { breach: 4, ok: 3, 'too-few': 2, learning: 1, 'no-data': 0 };

/** Judges each series of a group that has its own last value, and answers with the worst; a window takes its group together. */
export const worstOf = (judged: Case, judgeOf: (one: Case) => Judgement): Judgement => {
  const { subject } = judged.rule.when;
  const isEach = subject.kind === 'metric' && subject.reduce === 'last' && judged.group.length > 1;
  if (!isEach) return judgeOf(judged);
  return judged.group
    .map((member) => judgeOf({ ...judged, group: [member] }))
    .reduce((worst, one) => (isWorse(one, worst) ? one : worst));
};

const isWorse = (one: Judgement, other: Judgement): boolean =>
  RANK[one.verdict] - RANK[other.verdict] > 0 || (one.verdict === other.verdict && distance(one) > distance(other));

/** How far a breach is past its limit, as a share of it; how near to it anything else is. */
const distance = ({ verdict, value, threshold }: Judgement): number => {
  if (value === null || threshold === null) return 0;
  const relative = Math.abs(value - threshold) / Math.max(Math.abs(threshold), Number.MIN_VALUE);
  return verdict === 'breach' ? relative : -relative;
};
