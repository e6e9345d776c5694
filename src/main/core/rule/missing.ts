import type { Basis } from '../model/rule.js';
import { newestUpTo } from '../sample/window-read.js';
import { type Case, isCurrent, isCurrentCounter, type Member } from './member.js';

type MissingBasis = Basis & { readonly kind: 'missing' };

/** Why a group has nothing to judge: the reason that goes with the verdict `no-data`. */
export const missing = (judged: Case): MissingBasis => ({
  kind: 'missing',
  because: whyMissing(judged),
  newestAt: newestOf(judged),
});

const whyMissing = (judged: Case): MissingBasis['because'] => {
  const members = telling(judged);
  if (members.length === 0) return 'no-series';
  if (members.every(({ isEnded }) => isEnded)) return 'ended';
  return members.some((member) => counts(judged, member)) ? 'empty' : 'stale';
};

/** Those without which there is nothing: of a ratio the counts of all events. */
const telling = ({ rule, group }: Case): readonly Member[] => {
  const { subject } = rule.when;
  return subject.kind === 'ratio' ? group.filter(({ series }) => series.name === subject.total) : group;
};

/** Whether a series takes part, by the test that its reducer uses. A window other than a counter's asks for samples alone. */
export const counts = ({ rule: { when }, at }: Case, member: Member): boolean => {
  const { subject, test } = when;
  if (test.kind === 'burnRate' || test.kind === 'event') return !member.isEnded;
  if (subject.kind === 'ratio') return isCurrentCounter(when, member, subject.window, at.observed);
  if (test.kind === 'trend' || subject.reduce === 'last') return isCurrent(when, member, at.observed);
  if (subject.reduce === 'increase') return isCurrentCounter(when, member, subject.window ?? 0, at.observed);
  return !member.isEnded;
};

const newestOf = ({ group, at }: Case): number | null =>
  group.reduce<number | null>((latest, { samples }) => {
    const newest = newestUpTo(samples, at.now)?.at ?? null;
    return newest !== null && (latest === null || newest > latest) ? newest : latest;
  }, null);
