import type { Subject } from '../model/rule.js';
import { newestUpTo, riseWithin } from '../sample/window-read.js';
import { duration, type Instant } from '../time/instant.js';
import type { Measured } from './measured.js';
import { type Case, isCurrentCounter, type Member } from './member.js';
import { rolledUpWithin } from './rolled-up.js';

type Ratio = Subject & { readonly kind: 'ratio' };

/**
 * Bad events ÷ all events at `to`. Where the window holds fewer than `minCount`, it stretches back until it holds that many, at most
 * to `stretchTo`. Null without a current count of all events, or where nothing at all happened.
 */
export const measureRatio = (subject: Ratio, { rule, group, at }: Case, to: Instant): Measured | null => {
  const isUsable = (member: Member): boolean => isCurrentCounter(rule.when, member, subject.window, at.observed);
  const totals = group.filter((member) => member.series.name === subject.total && isUsable(member));
  if (totals.length === 0) return null;
  const window = stretched(subject, totals, to);
  const total = riseOf(totals, window, to);
  if (total <= 0) return null;
  const bads = group.filter((member) => member.series.name === subject.bad && !member.isEnded);
  // A count of bad events may arrive a moment before that of all events.
  const bad = Math.min(total, riseOf(bads, window, to));
  const share = { bad, total, window: duration(window), isFew: total < subject.minCount };
  const rolledUpTo = rolledUpWithin([...totals, ...bads], to - window);
  return { value: bad / total, n: total, at: newestOf(totals, to), rolledUpTo, share };
};

export const riseOf = (members: readonly Member[], window: number, to: number): number =>
  members.reduce((sum, { samples }) => sum + (riseWithin(samples, to - window, to) ?? 0), 0);

const newestOf = (members: readonly Member[], to: Instant): Instant =>
  members.reduce((newest, { samples }) => Math.max(newest, newestUpTo(samples, to)?.at ?? 0), 0) as Instant;

/** The shortest window from `window` to `stretchTo` that holds `minCount` events; `stretchTo` where none does. In milliseconds. */
const stretched = ({ window, stretchTo, minCount }: Ratio, totals: readonly Member[], to: Instant): number => {
  const isEnough = (length: number): boolean => riseOf(totals, length, to) >= minCount;
  const longest = Math.max(window, stretchTo);
  if (isEnough(window)) return window;
  if (!isEnough(longest)) return longest;
  let short: number = window;
  let long: number = window;
  while (!isEnough(long)) {
    short = long;
    long = Math.min(longest, 2 * long);
  }
  while (long - short > 1) {
    const middle = Math.floor((short + long) / 2);
    if (isEnough(middle)) long = middle;
    else short = middle;
  }
  return long;
};
