import type { ObservationSegment, UnobservedCause } from '../model/ledger.js';
import { type Duration, duration, type Instant, type ObservedInstant, observedInstant } from '../time/instant.js';

/** Whether the desk looks now, since when, and how much it had observed before that. */
export interface Observation {
  readonly open: ObservationSegment;
  /** Observed time up to the start of the open segment. */
  readonly before: ObservedInstant;
}

/** The scope of whether the desk itself looked. */
export const DESK = 'desk';
/** The scope of stretches in which the desk looked and did not speak yet. */
export const SETTLING = 'settling';

/** A desk that starts to look at `now`, having observed `before` in its life. */
export const beginObserving = (now: Instant, before: ObservedInstant): Observation => ({
  open: { scope: DESK, from: now, to: null, cause: 'observed' },
  before,
});

/** The observed clock at `now`. It never runs backwards, whatever the wall clock does. */
export const observedAt = (observation: Observation, now: Instant): ObservedInstant =>
  observation.open.cause === 'observed'
    ? observedInstant(observation.before + Math.max(0, now - observation.open.from))
    : observation.before;

/** A change of what the desk does, and the segment that it ended (null where it ended one of no length). */
export interface Shift {
  readonly observation: Observation;
  readonly ended: ObservationSegment | null;
}

/** From `at` on the desk does `cause`. An instant before the open segment's start counts as that start. */
export const shift = (observation: Observation, at: Instant, cause: 'observed' | UnobservedCause): Shift => {
  const from = observation.open.from;
  const end = at < from ? from : at;
  return {
    observation: {
      open: { scope: DESK, from: end, to: null, cause },
      before: observedAt(observation, end),
    },
    ended: end > from ? { ...observation.open, to: end } : null,
  };
};

/**
 * A stretch that is known only after it is over: not looking from `from` to `now` (a sleep, a jump of the clock).
 * A jump backwards has no length, and the ledger goes on from where the clock stands now.
 */
export const missed = (
  observation: Observation,
  from: Instant,
  now: Instant,
  cause: UnobservedCause,
): { readonly observation: Observation; readonly ended: readonly ObservationSegment[] } => {
  const first = shift(observation, from, cause);
  if (now <= from) {
    return { observation: beginObserving(now, first.observation.before), ended: first.ended === null ? [] : [first.ended] };
  }
  const second = shift(first.observation, now, 'observed');
  return { observation: second.observation, ended: [first.ended, second.ended].filter((segment) => segment !== null) };
};

export interface UnobservedStretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly cause: UnobservedCause;
}

/** The unobserved parts of `[from, to)`, oldest first; an open segment reaches to `to`. */
export const unobservedWithin = (
  segments: readonly ObservationSegment[],
  from: Instant,
  to: Instant,
): readonly UnobservedStretch[] => {
  const stretches: UnobservedStretch[] = [];
  for (const segment of segments) {
    if (segment.scope !== DESK || segment.cause === 'observed') continue;
    const start = Math.max(segment.from, from) as Instant;
    const end = Math.min(segment.to ?? to, to) as Instant;
    if (start < end) stretches.push({ from: start, to: end, cause: segment.cause });
  }
  return stretches.sort((a, b) => a.from - b.from);
};

/** Length of the unobserved parts of `[from, to)`. */
export const unobservedLength = (segments: readonly ObservationSegment[], from: Instant, to: Instant): Duration =>
  duration(unobservedWithin(segments, from, to).reduce((sum, stretch) => sum + (stretch.to - stretch.from), 0));

/** Observed share of `[from, to)`, 0–1; 1 for an empty stretch. `bornAt`: before it nothing could be observed, and nothing is charged. */
export const coverage = (segments: readonly ObservationSegment[], from: Instant, to: Instant, bornAt: Instant): number => {
  const start = Math.max(from, bornAt) as Instant;
  if (to <= start) return 1;
  return 1 - unobservedLength(segments, start, to) / (to - start);
};
