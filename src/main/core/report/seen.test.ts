import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservationSegment } from '../model/ledger.js';
import { instant } from '../time/instant.js';
import { seenTimes, seenWithin } from './seen.js';

const SCOPES = ['source:http', 'source:page'] as const;

interface Drawn {
  readonly desk: readonly (readonly [length: number, cause: ObservationSegment['cause']])[];
  readonly failing: readonly (readonly [source: number, from: number, length: number])[];
  readonly isOpen: boolean;
}

/** A ledger of whole units in which the desk was always in one state, and sources failed as they liked. */
const ledger: fc.Arbitrary<Drawn> = fc.record({
  desk: fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('observed' as const, 'asleep' as const, 'stopped' as const, 'offline' as const),
    ),
    {
      maxLength: 12,
    },
  ),
  failing: fc.array(fc.tuple(fc.nat(1), fc.nat(60), fc.integer({ min: 1, max: 12 })), { maxLength: 8 }),
  isOpen: fc.boolean(),
});

const segmentsOf = ({ desk, failing, isOpen }: Drawn): readonly ObservationSegment[] => {
  let at = 3;
  const own = desk.map(([length, cause], index): ObservationSegment => {
    const from = at;
    at += length;
    return { scope: 'desk', from: instant(from), to: isOpen && index === desk.length - 1 ? null : instant(at), cause };
  });
  const others = failing.map(
    ([source, from, length]): ObservationSegment => ({
      ...{ scope: SCOPES[source] ?? 'desk', from: instant(from), to: instant(from + length), cause: 'source-failing' },
    }),
  );
  return [...others, ...own];
};

/** Unit by unit: was the desk looking, and did nothing fail that it looks with? */
const isSeen = (segments: readonly ObservationSegment[], sources: readonly string[], unit: number): boolean => {
  const at = segments.filter(({ from, to }) => from <= unit && unit < (to ?? Number.POSITIVE_INFINITY));
  const lost = at.some(({ scope }) => sources.some((source) => scope === `source:${source}`));
  return !lost && at.some(({ scope, cause }) => scope === 'desk' && cause === 'observed');
};

describe('what was seen of a time', () => {
  it('is what every unit of it says by itself', () => {
    fc.assert(
      fc.property(ledger, fc.nat(40), fc.nat(60), fc.subarray(['http', 'page']), (drawn, from, length, sources) => {
        const segments = segmentsOf(drawn);
        const seen = seenTimes(segments, sources, instant(0), instant(200));
        const units = Array.from({ length }, (_, i) => from + i).filter((unit) => isSeen(segments, sources, unit));
        expect(seenWithin(seen, instant(from), instant(from + length))).toBe(units.length);
      }),
    );
  });
});
