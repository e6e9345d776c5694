import type { ObservationSegment, UnobservedCause } from '../model/ledger.js';
import type { Instant } from '../time/instant.js';

export interface Gap {
  readonly from: Instant;
  readonly to: Instant;
  readonly cause: UnobservedCause;
}

/**
 * The parts of `[from, to)` in which the desk did not look, or one of these kinds of source failed: oldest first, none overlaps
 * another. Where two causes meet, the one that came first keeps the stretch that they share.
 */
export const gapsWithin = (
  segments: readonly ObservationSegment[],
  sources: readonly string[],
  from: Instant,
  to: Instant,
): readonly Gap[] => {
  const scopes = new Set(['desk', ...sources.map((kind) => `source:${kind}`)]);
  const gaps: Gap[] = [];
  let end = from;
  for (const gap of segments.filter(({ scope }) => scopes.has(scope)).sort((a, b) => a.from - b.from)) {
    const start = later(gap.from, end);
    const stop = earlier(gap.to ?? to, to);
    if (gap.cause === 'observed' || start >= stop) continue;
    gaps.push({ from: start, to: stop, cause: gap.cause });
    end = stop;
  }
  return gaps;
};

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** Observed share of `[from, to)`, 0–1; 1 for an empty stretch. */
export const observedShare = (gaps: readonly Gap[], from: Instant, to: Instant): number =>
  to <= from ? 1 : 1 - gaps.reduce((sum, gap) => sum + (gap.to - gap.from), 0) / (to - from);
