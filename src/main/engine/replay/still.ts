import type { AlertPhase } from '../../core/model/alert.js';
import { assertNever } from '../../core/model/result.js';
import type { Subject } from '../../core/model/rule.js';
import { silenceStep } from '../../core/rule/absent.js';
import { countStaleAfter, type JudgeAt, staleAfter } from '../../core/rule/member.js';
import { firstInstantAfter } from '../../core/sample/window-read.js';
import { type Duration, minutes } from '../../core/time/instant.js';
import type { Binding } from '../world.js';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * From when on the judgement of an alert may be another without a sample: never later than it is. Asked at `at`; what was
 * over by `since` is known. This says only how long nothing can change: what it changes to is always judged.
 */
export const changesAt = (binding: Binding, at: JudgeAt, since: number): number => {
  const { subject, test } = binding.rule.when;
  switch (test.kind) {
    case 'above':
    case 'below':
      return subject.kind === 'ratio' ? since : measureChangesAt(subject, binding, at, since);
    case 'outsideBand':
      if (subject.kind === 'ratio') return since;
      return Math.min(nextQuarter(since), measureChangesAt(subject, binding, at, since));
    case 'absent':
      return silenceChangesAt(binding, at, test.for);
    case 'event':
      return eventChangesAt(subject, binding, since);
    case 'increase':
    case 'decrease':
    case 'increaseBy':
    case 'decreaseBy':
    case 'trend':
    case 'burnRate':
      return since;
    default:
      return assertNever(test);
  }
};

type Metric = Subject & { readonly kind: 'metric' };

/** A last value goes stale; a window loses its oldest sample. */
const measureChangesAt = ({ reduce, window }: Metric, binding: Binding, at: JudgeAt, since: number): number => {
  if (reduce === 'last') return staleAt(binding, at, since, null);
  const leaves = leavesAt(binding, window ?? 0, since);
  return reduce === 'increase' ? Math.min(leaves, staleAt(binding, at, since, window ?? 0)) : leaves;
};

const leavesAt = ({ members }: Binding, window: number, since: number): number =>
  members.reduce((first, { samples }) => Math.min(first, firstInstantAfter(samples, since - window) + window), NEVER);

const staleAt = ({ rule, members }: Binding, at: JudgeAt, since: number, window: number | null): number =>
  members.reduce((first, { newestObserved, every }) => {
    const length = window === null ? staleAfter(rule.when, every) : countStaleAfter(rule.when, every, window);
    const stale = at.now + newestObserved + length - at.observed;
    return stale >= since ? Math.min(first, stale) : first;
  }, NEVER);

/** Bands are made by the hour, and there are zones that lie a quarter of one apart. */
const nextQuarter = (since: number): number => (Math.floor(since / minutes(15)) + 1) * minutes(15);

/** When the silence of a rule that waits for a sample will have lasted too long; after that, when it is told to be longer. */
const silenceChangesAt = ({ members, since, judgement }: Binding, at: JudgeAt, allowed: Duration): number => {
  const begun = members.reduce(
    (latest, { newestObserved }) => Math.max(latest, newestObserved),
    members.length === 0 ? (since ?? at.observed) : 0,
  );
  const step = silenceStep(allowed);
  const told = Math.max(allowed, Math.ceil((at.observed - begun) / step) * step);
  const length = judgement.verdict === 'breach' ? told : allowed;
  return at.now + Math.max(0, begun + length - at.observed);
};

/** An event stands until another comes or its time is over; where none does, each look counts as a good reading. */
const eventChangesAt = ({ window }: Subject, { rule, judgement }: Binding, since: number): number => {
  if (judgement.verdict !== 'breach' || rule.when.stale !== null) return since;
  return window === null || judgement.sampleAt === null ? NEVER : judgement.sampleAt + window;
};

/**
 * When an alert that goes on being judged as it is comes to its next state: at once where that is due already. Infinite where it
 * never does by time alone.
 */
export const comesToAt = (phase: AlertPhase, { rule, judgement }: Binding, { now, observed }: JudgeAt): number => {
  const at = (due: number): number => now + Math.max(0, due - observed);
  switch (phase.state) {
    case 'inactive':
      return NEVER;
    case 'pending':
      return at(phase.sinceObserved + rule.for);
    case 'firing': {
      const isWaiting = phase.good === null || phase.good.readings < rule.resolve.goodReadings;
      return isWaiting || !rule.resolve.auto ? NEVER : at(phase.good.sinceObserved + rule.resolve.after);
    }
    case 'resolved': {
      const isBreach = judgement.verdict === 'breach';
      return phase.heldUntilObserved === null || !isBreach ? NEVER : at(phase.heldUntilObserved);
    }
    default:
      return assertNever(phase);
  }
};
