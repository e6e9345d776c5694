import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, instant, minutes, observedInstant } from '../time/instant.js';
import { beginObserving, coverage, missed, observedAt, shift, unobservedWithin } from './observation.js';

const NOON = instant(Date.parse('2026-01-05T12:00:00Z'));
const at = (minute: number) => instant(NOON + minutes(minute));

describe('the observed clock', () => {
  it('runs while the desk looks and stands while it does not', () => {
    const looking = beginObserving(NOON, observedInstant(0));
    const asleep = shift(looking, at(10), 'asleep').observation;
    const back = shift(asleep, at(70), 'observed').observation;
    expect(observedAt(looking, at(10))).toBe(minutes(10));
    expect(observedAt(asleep, at(50))).toBe(minutes(10));
    expect(observedAt(back, at(75))).toBe(minutes(15));
  });

  it('does not count a sleep that is found out afterwards', () => {
    const { observation, ended } = missed(beginObserving(NOON, observedInstant(0)), at(10), at(490), 'asleep');
    expect(observedAt(observation, at(495))).toBe(minutes(15));
    expect(ended.map(({ cause, from, to }) => [cause, from, to])).toEqual([
      ['observed', NOON, at(10)],
      ['asleep', at(10), at(490)],
    ]);
  });

  it('goes on where it was when the wall clock jumps back', () => {
    const { observation } = missed(beginObserving(NOON, observedInstant(0)), at(10), instant(at(10) - hours(26)), 'asleep');
    expect(observedAt(observation, instant(at(12) - hours(26)))).toBe(minutes(12));
  });

  it('never runs backwards, whatever happens', () => {
    const events = fc.array(
      fc.record({ move: fc.integer({ min: -200, max: 200 }), kind: fc.constantFrom('asleep', 'offline', 'observed', 'gap') }),
    );
    fc.assert(
      fc.property(events, (script) => {
        let observation = beginObserving(NOON, observedInstant(0));
        let now: number = NOON;
        let last = 0;
        for (const { move, kind } of script) {
          const before = instant(now);
          now += minutes(move);
          if (kind === 'gap') observation = missed(observation, before, instant(now), 'asleep').observation;
          else observation = shift(observation, instant(now), kind as 'asleep').observation;
          const observed = observedAt(observation, instant(now));
          expect(observed).toBeGreaterThanOrEqual(last);
          last = observed;
        }
      }),
    );
  });
});

describe('coverage', () => {
  const night = { scope: 'desk', from: at(0), to: at(60), cause: 'asleep' } as const;

  it('is the observed share, and nothing before the desk was born is charged', () => {
    expect(coverage([night], at(-60), at(60), at(-60))).toBe(0.5);
    expect(coverage([night], at(-6000), at(60), at(-60))).toBe(0.5);
    expect(coverage([], at(0), at(0), at(0))).toBe(1);
  });

  it('clips gaps to the asked stretch and lets an open one reach its end', () => {
    const open = { ...night, to: null };
    expect(unobservedWithin([open], at(30), at(45))).toEqual([{ from: at(30), to: at(45), cause: 'asleep' }]);
    expect(unobservedWithin([{ ...night, scope: 'source:http' }], at(0), at(60))).toEqual([]);
  });
});
