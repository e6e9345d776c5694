import type { Reading } from '../model/reading.js';
import { responseMetricOf } from '../model/source-kind.js';
import type { Target } from '../model/target.js';
import { bucketStart, type Duration, type Instant, minutes, type ObservedInstant } from '../time/instant.js';

/** `u` up, `w` up with something wrong, `d` down. */
export type Beat = 'u' | 'w' | 'd';

/** What is known of a target. Replaced, never changed, so that what is derived from it is derived again only when it must be. */
export interface TargetState {
  readonly target: Target;
  readonly state: 'up' | 'down' | null;
  /** When it took that state. */
  readonly since: Instant | null;
  readonly reading: Reading | null;
  readonly readingObserved: ObservedInstant | null;
  /** Start of a bucket -> the worst of its readings. */
  readonly beats: ReadonlyMap<number, Beat>;
  readonly responseSeconds: number | null;
}

/** Buckets of a heartbeat bar. */
export const BEATS = 60;

/** Length of a bucket: a minute, or the target's interval where that is longer. */
export const beatLength = (target: Target): Duration => Math.max(minutes(1), target.every) as Duration;

export const unread = (target: Target): TargetState => ({
  target,
  state: null,
  since: null,
  reading: null,
  readingObserved: null,
  beats: new Map(),
  responseSeconds: null,
});

/** The target after one more reading. A look that failed by our own fault says nothing about the target. */
export const withReading = (state: TargetState, reading: Reading, observed: ObservedInstant): TargetState => {
  const { outcome } = reading;
  if (outcome.kind === 'source-failed') return { ...state, reading };
  const beat = beatOf(reading);
  const condition = beat === 'd' ? 'down' : 'up';
  const metric = responseMetricOf(state.target.source);
  const response = outcome.measures.find((measure) => measure.name === metric);
  return {
    target: state.target,
    state: condition,
    since: condition === state.state ? state.since : reading.at,
    reading,
    readingObserved: observed,
    beats: withBeat(state.beats, state.target, reading.at, beat),
    responseSeconds: response?.value ?? null,
  };
};

const beatOf = ({ outcome }: Reading): Beat => {
  if (outcome.kind !== 'answered') return 'd';
  const up = outcome.measures.find((measure) => measure.name === 'up');
  if (up !== undefined && up.value < 1) return 'd';
  return outcome.problems.length > 0 ? 'w' : 'u';
};

const RANK: Readonly<Record<Beat, number>> = { u: 0, w: 1, d: 2 };

/** Adds a beat to its bucket, which keeps its worst, and forgets buckets that no bar shows any more. */
export const withBeat = (
  beats: ReadonlyMap<number, Beat>,
  target: Target,
  at: Instant,
  beat: Beat,
): ReadonlyMap<number, Beat> => {
  const length = beatLength(target);
  const start = bucketStart(at, length);
  const known = beats.get(start);
  const next = new Map(beats).set(start, known !== undefined && RANK[known] > RANK[beat] ? known : beat);
  const oldest = start - (BEATS + 1) * length;
  for (const bucket of next.keys()) if (bucket < oldest) next.delete(bucket);
  return next;
};
