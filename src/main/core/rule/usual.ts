import { expectation } from '../baseline/expectation.js';
import type { BaselineKind } from '../model/baseline.js';
import type { Subject } from '../model/rule.js';
import { totalsWithin } from '../sample/window-read.js';
import { hours, type Instant } from '../time/instant.js';
import type { Case, Member } from './member.js';

/** What is usual for what a rule measures, in the unit of its value; or how much of what it needs to say so there is. */
export type Usual =
  | { readonly kind: 'learning'; readonly have: number; readonly need: number }
  | ({ readonly kind: 'usual'; readonly used: 'ema' | 'seasonal' } & Range);

interface Range {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** A baseline that has not begun: the samples that the moving average needs. */
const UNBORN: Usual = { kind: 'learning', have: 0, need: 100 };

/** What is usual at `to` for the group, from the baselines of its series. */
export const usualOf = (judged: Case, choice: BaselineKind, to: Instant): Usual => {
  const { subject } = judged.rule.when;
  if (subject.kind === 'metric') return usualOfMetric(judged, choice, to, subject);
  const of = (members: readonly Member[]): Usual => together(members, judged, choice, to, subject);
  const named = (name: string): Usual => of(judged.group.filter((member) => member.series.name === name));
  return quotient(named(subject.bad), named(subject.total));
};

/** Mostly a group is one series; that is written out, because it is asked for each of the newest points of each judgement. */
const usualOfMetric = (judged: Case, choice: BaselineKind, to: Instant, subject: Subject): Usual => {
  const [only] = judged.group;
  if (only === undefined || judged.group.length > 1) {
    const members = judged.group.filter((member) => !member.isEnded);
    return together(members, judged, choice, to, subject);
  }
  if (only.isEnded) return UNBORN;
  const one = usualOfOne(only, judged, choice, to);
  return one.kind === 'learning' ? one : scale(one, only, subject, to);
};

const together = (members: readonly Member[], judged: Case, choice: BaselineKind, to: Instant, subject: Subject): Usual => {
  let whole: Usual | null = null;
  for (const member of members) {
    const one = usualOfOne(member, judged, choice, to);
    if (one.kind === 'learning') return one;
    const scaled = scale(one, member, subject, to);
    whole = whole === null || whole.kind === 'learning' ? scaled : added(whole, scaled);
  }
  if (whole === null || whole.kind === 'learning') return UNBORN;
  return isSummed(subject) ? whole : times(whole, 1 / members.length);
};

const usualOfOne = (member: Member, { at }: Case, choice: BaselineKind, to: Instant): Usual => {
  if (member.baseline === null) return UNBORN;
  const { readiness, band, used } = expectation(member.baseline, to, choice, at.zone);
  if (band !== null) return { kind: 'usual', used, expected: band.expected, low: band.low, high: band.high };
  return readiness.kind === 'learning' ? readiness : UNBORN;
};

/** Sums and increases of a group add up; of everything else its members' mean is what is usual. */
const isSummed = (subject: Subject): boolean =>
  subject.kind === 'ratio' || subject.reduce === 'sum' || subject.reduce === 'increase';

/**
 * From one sample, or for a counter its increase of an hour, to the whole window. Over k times the length k times as much is expected,
 * and the band is √k times as wide, as it is for independent events.
 */
const scale = (one: Usual & Range, { samples }: Member, subject: Subject, to: Instant): Usual & Range => {
  const isCounted = subject.kind === 'ratio' || subject.reduce === 'increase';
  if (!isSummed(subject)) return one;
  const window = subject.window ?? 0;
  const share = isCounted ? window / hours(1) : totalsWithin(samples, to - window, to).n;
  const width = Math.sqrt(share);
  const expected = one.expected * share;
  return {
    ...one,
    expected,
    low: expected - (one.expected - one.low) * width,
    high: expected + (one.high - one.expected) * width,
  };
};

const added = (a: Usual & Range, b: Usual & Range): Usual & Range => ({
  ...a,
  expected: a.expected + b.expected,
  low: a.low + b.low,
  high: a.high + b.high,
});

const times = (range: Usual & Range, factor: number): Usual & Range => ({
  ...range,
  expected: range.expected * factor,
  low: range.low * factor,
  high: range.high * factor,
});

/** What share is usual, from what is usual of both counts. */
const quotient = (bad: Usual, total: Usual): Usual => {
  if (total.kind === 'learning') return total;
  if (bad.kind === 'learning') return bad;
  return total.expected <= 0 ? UNBORN : times(bad, 1 / total.expected);
};
