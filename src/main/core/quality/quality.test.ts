import { describe, expect, it } from 'vitest';
import { episodeOf } from '../../../../tests/support/store.js';
import type { Episode, Resolution } from '../model/alert.js';
import type { RuleId } from '../model/rule.js';
import { hours, type Instant, instant, minutes } from '../time/instant.js';
import { qualityOf } from './quality.js';

const RULE = { id: 'slow-page' as RuleId, name: 'Slow page', severity: 'warning' } as const;
const NOON = instant(Date.UTC(2026, 0, 5, 12));
const NOW = instant(Date.UTC(2026, 0, 12));

const ended = (at: Instant, judged: Resolution['judged'] = null, how: Resolution['how'] = 'auto'): Resolution => ({
  ...{ at, how, by: null, reason: '', judged },
});

/** One that began so many hours after noon, told by email, and ended by itself after half an hour. */
const one = (after: number, changes: Partial<Episode> = {}): Episode => {
  const firedAt = instant(NOON + after * hours(1));
  return {
    ...episodeOf(1, after + 1, firedAt),
    told: [{ channel: 'email', delivery: 'd', state: 'sent' }],
    acknowledgement: null,
    resolution: ended(instant(firedAt + minutes(30))),
    test: false,
    ...changes,
  };
};

const quality = (...episodes: readonly Episode[]) => qualityOf(RULE, episodes, 'Europe/London', NOW);

describe('how good a rule is', () => {
  it('counts what fired, was told, fell in the night on the site’s clocks, and how long it lasted; tests apart', () => {
    const told = quality(one(0), one(11), one(18, { told: [] }), one(4, { test: true }));
    expect(told).toMatchObject({ rule: 'slow-page', fired: 3, told: 2, atNight: 1, acknowledged: 0, minutes: 90 });
    expect(quality(one(0, { resolution: null })).minutes).toBe((NOW - NOON) / minutes(1));
  });

  it('proposes a milder limit where people called half or more of it noise, and says of how many', () => {
    const judged = (after: number, word: 'real' | 'noise') =>
      one(after, { resolution: ended(instant(NOON + after * hours(1) + 1), word, 'hand') });
    expect(quality(judged(0, 'noise'), judged(5, 'noise'), judged(10, 'real')).proposals).toContainEqual({
      kind: 'mostly-noise',
      count: 2,
      of: 3,
    });
    expect(quality(judged(0, 'noise'), judged(5, 'noise')).proposals).toEqual([]);
    expect(quality(judged(0, 'real'), judged(5, 'real'), judged(10, 'noise')).proposals).toEqual([]);
  });

  it('sees that it comes back within the hour, and that nobody ever took it', () => {
    const found = quality(one(0), one(1), one(2), one(3));
    expect(found.cameBack).toBe(3);
    expect(found.proposals).toEqual([
      { kind: 'comes-back', count: 3, of: 4 },
      { kind: 'nobody-minds', count: 4, of: 4 },
    ]);
    const taken = one(0, { acknowledgement: { at: NOON } as never });
    expect(quality(taken, one(5), one(10), one(15)).proposals).toEqual([]);
  });

  it('sees that it wakes people for what is over within ten minutes', () => {
    const night = (day: number) =>
      one(12 + 24 * day, { resolution: ended(instant(NOON + (12 + 24 * day) * hours(1) + minutes(5))) });
    expect(quality(night(0), night(1), night(2), night(3)).proposals).toContainEqual({
      kind: 'wakes-for-little',
      count: 4,
      of: 4,
    });
  });
});
