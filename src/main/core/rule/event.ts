import type { Judgement, Test } from '../model/rule.js';
import { newestUpTo } from '../sample/window-read.js';
import { noData } from './measured.js';
import { type Case, isCurrent } from './member.js';

/** The label that says what became of an event. */
export const STATUS = 'status';

/** What marks an event that is history only: it is shown, and no rule looks at it. */
export const NOT_JUDGED = { judged: 'no' } as const;

/** The metric of events that name none. */
export const EVENT_METRIC = 'event';

/**
 * An event is a sample above 0 of a series that bears a `status`; a 0 takes it back. Of a group, which is everything that differs
 * only in the status, the newest event counts: it breaches while it has the status that the rule names, and, where the rule has a
 * window, no longer than that. Of two at one instant the one that the rule names counts. What is marked as not judged is passed over.
 */
export const judgeEvent = (test: Test & { readonly kind: 'event' }, judged: Case): Judgement => {
  const newest = newestEvent(test.status, judged);
  if (newest === null) return judged.group.some((member) => !member.isEnded) ? quiet(judged) : noData;
  const { subject } = judged.rule.when;
  const isOver = subject.window !== null && newest.at <= judged.at.now - subject.window;
  const isBreach = newest.status === test.status && !isOver;
  return {
    verdict: isBreach ? 'breach' : 'ok',
    value: isBreach ? 1 : 0,
    threshold: 0,
    n: 1,
    sampleAt: newest.at,
    clears: !isBreach,
    basis: { kind: 'event', status: newest.status },
  };
};

const quiet = ({ at }: Case): Judgement => ({
  verdict: 'ok',
  value: 0,
  threshold: 0,
  n: 0,
  sampleAt: at.now,
  clears: true,
  basis: null,
});

const newestEvent = (wanted: string, { rule, group, at }: Case): { readonly at: number; readonly status: string } | null => {
  let found: { readonly at: number; readonly status: string } | null = null;
  for (const member of group) {
    // Events are rare: they stand until another comes, unless the rule says when they are stale.
    if (member.series.labels.judged === NOT_JUDGED.judged) continue;
    if (member.isEnded || (rule.when.stale !== null && !isCurrent(rule.when, member, at.observed))) continue;
    const newest = newestUpTo(member.samples, at.now);
    const status = member.series.labels[STATUS] ?? '';
    if (newest === null || newest.value <= 0) continue;
    if (found === null || newest.at > found.at || (newest.at === found.at && status === wanted))
      found = { at: newest.at, status };
  }
  return found;
};
