import type { ObservationSegment } from '../model/ledger.js';
import type { Reading } from '../model/reading.js';
import type { Severity } from '../model/rule.js';
import { isService, responseMetricOf } from '../model/source-kind.js';
import { placeOf, type Target } from '../model/target.js';
import type { TargetRow } from '../model/target-view.js';
import { unobservedWithin } from '../observe/observation.js';
import { BEATS, beatLength, type TargetState } from '../sample/target-state.js';
import { after, bucketStart, type Instant, minutes, type ObservedInstant } from '../time/instant.js';

/** What a reading says is wrong, in a sentence; null when nothing is. */
export const problemOf = ({ outcome }: Reading): string | null => {
  if (outcome.kind !== 'answered') return outcome.text;
  return outcome.problems.length === 0 ? null : outcome.problems.map((problem) => problem.text).join('; ');
};

/** What a target's row rests on beyond its own state. */
export interface TargetContext {
  readonly now: Instant;
  readonly observed: ObservedInstant;
  /** The desk's segments of at least the bar's length, the open one last. */
  readonly segments: readonly ObservationSegment[];
  readonly firing: Readonly<Record<Severity, number>>;
}

export const targetRow = (state: TargetState, context: TargetContext): TargetRow => {
  const { target, reading } = state;
  const facts = reading === null || reading.outcome.kind === 'source-failed' ? null : reading.outcome.facts;
  const length = beatLength(target);
  const endsAt = (bucketStart(context.now, length) + length) as Instant;
  return {
    id: target.id,
    name: target.name,
    source: target.source,
    url: placeOf(target),
    isService: isService(target.source),
    responseMetric: responseMetricOf(target.source),
    labels: target.labels,
    everySeconds: target.every / 1_000,
    state: isCurrent(state, context.observed) ? (state.state ?? 'unknown') : 'unknown',
    since: state.since,
    lastAt: reading?.at ?? null,
    freshUntil: reading === null ? null : after(reading.at, currency(target)),
    status: facts?.status ?? null,
    responseSeconds: state.responseSeconds,
    problem: reading === null ? null : problemOf(reading),
    certificateDays:
      facts?.certificate === undefined ? null : Math.floor((facts.certificate.validTo - context.now) / 86_400_000),
    firing: context.firing,
    beats: beatsText(state, context.segments, endsAt, length),
    beatsEndAt: endsAt,
    beatSeconds: length / 1_000,
  };
};

const LEAST_CURRENCY = minutes(5);

/** A reading says how a target is for three intervals of observed time, at least five minutes. */
const isCurrent = (state: TargetState, observed: ObservedInstant): boolean =>
  state.readingObserved !== null && observed - state.readingObserved <= currency(state.target);

const currency = (target: Target): number => Math.max(LEAST_CURRENCY, 3 * target.every);

/** One letter a bucket, oldest first; a bucket without a reading is `x` where the desk did not look for half of it or more. */
const beatsText = (state: TargetState, segments: readonly ObservationSegment[], endsAt: Instant, length: number): string => {
  const first = (endsAt - BEATS * length) as Instant;
  const gaps = unobservedWithin(segments, first, endsAt);
  let text = '';
  for (let start: number = first; start < endsAt; start += length) {
    text += state.beats.get(start) ?? (isUnobserved(gaps, start, length) ? 'x' : '.');
  }
  return text;
};

const isUnobserved = (
  gaps: readonly { readonly from: number; readonly to: number }[],
  start: number,
  length: number,
): boolean => {
  let missing = 0;
  for (const gap of gaps) missing += Math.max(0, Math.min(gap.to, start + length) - Math.max(gap.from, start));
  return missing >= length / 2;
};
