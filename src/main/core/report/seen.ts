import type { ObservationSegment } from '../model/ledger.js';
import { gapsWithin } from '../slo/gaps.js';
import type { Instant } from '../time/instant.js';

/** A time in which the desk looked, and what it looked with did not fail. */
export interface SeenTime {
  readonly from: number;
  readonly to: number;
}

/** What was seen of `[from, to)`, oldest first; time that no segment of the desk calls observed was not. */
export const seenTimes = (
  segments: readonly ObservationSegment[],
  sources: readonly string[],
  from: Instant,
  to: Instant,
): readonly SeenTime[] => {
  const gaps = gapsWithin(segments, sources, from, to);
  const seen: SeenTime[] = [];
  let next = 0;
  for (const segment of observed(segments)) {
    let start = Math.max(segment.from, from);
    const end = Math.min(segment.to ?? to, to);
    while (next < gaps.length && (gaps[next]?.to ?? 0) <= start) next += 1;
    for (let index = next; start < end; index += 1) {
      const gap = gaps[index];
      const stop = Math.min(gap?.from ?? end, end);
      if (start < stop) seen.push({ from: start, to: stop });
      start = Math.max(start, gap?.to ?? end);
    }
  }
  return seen;
};

const observed = (segments: readonly ObservationSegment[]): readonly ObservationSegment[] =>
  segments.filter(({ scope, cause }) => scope === 'desk' && cause === 'observed').sort((a, b) => a.from - b.from);

/** How much of `[from, to)` was seen, in milliseconds. */
export const seenWithin = (seen: readonly SeenTime[], from: Instant, to: Instant): number =>
  seen.reduce((sum, time) => sum + Math.max(0, Math.min(time.to, to) - Math.max(time.from, from)), 0);
