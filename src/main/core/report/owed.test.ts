import { describe, expect, it } from 'vitest';
import { episodeOf } from '../../../../tests/support/store.js';
import { days, hours, type Instant, instant } from '../time/instant.js';
import { owedAfter, owedFrom, owedOf, owedSince, together, totalOf } from './owed.js';

const MONDAY = instant(Date.parse('2026-01-05T08:00:00Z'));
const on = (day: number, hour = 0): Instant => instant(MONDAY + days(day) + hours(hour));
const ended = (n: number, from: Instant, to: Instant) => episodeOf(n, 1, from, to);

describe('what a daily summary owes', () => {
  it('counts an episode as it fires, ends, is reopened and ends again', () => {
    const open = episodeOf(1, 1, on(0, 1));
    const over = ended(1, on(0, 1), on(1, 2));
    let owed = owedAfter(owedSince(MONDAY), undefined, open);
    owed = owedAfter(owed, open, { ...open, value: 7 });
    expect(totalOf(owed)).toMatchObject({ fired: { critical: 1 }, ended: 0 });
    owed = owedAfter(owed, open, over);
    expect(totalOf(owed)).toMatchObject({ fired: { critical: 1 }, ended: 1 });
    owed = owedAfter(owed, over, open);
    expect(totalOf(owed).ended).toBe(0);
    expect(totalOf(owedAfter(owed, open, over)).ended).toBe(1);
  });

  it('does not take from it what an earlier summary told as ended', () => {
    const over = ended(1, on(0, 1), on(0, 2));
    const owed = owedAfter(owedSince(on(1)), over, { ...over, resolution: null });
    expect(totalOf(owed).ended).toBe(0);
  });

  it('leaves tests and drills out', () => {
    const test = { ...episodeOf(1, 1, on(0, 1)), test: true };
    expect(owedAfter(owedSince(MONDAY), undefined, test).days).toEqual([]);
    expect(owedOf([test], MONDAY).days).toEqual([]);
  });

  it('is the same whether it was counted as it happened or is counted of what is remembered', () => {
    const past = [ended(3, on(2, 1), on(2, 3)), ended(2, on(0, 20), on(3)), ended(1, on(-1), on(0, 1)), episodeOf(4, 1, on(4))];
    const counted = past.reduce((owed, episode) => {
      const open = { ...episode, resolution: null };
      const fired = episode.firedAt > MONDAY ? owedAfter(owed, undefined, open) : owed;
      return episode.resolution === null ? fired : owedAfter(fired, open, episode);
    }, owedSince(MONDAY));
    expect(owedOf(past, MONDAY)).toEqual(counted);
    expect(totalOf(counted)).toMatchObject({ fired: { critical: 3 }, ended: 3 });
  });

  it('lets go of whole days, and says from when on it is complete', () => {
    const midnight = instant(Date.parse('2026-01-08T00:00:00Z'));
    const owed = owedOf([ended(1, on(0, 1), on(1)), ended(2, midnight, on(3)), episodeOf(3, 1, on(5))], MONDAY);
    const cut = owedFrom(owed, on(2));
    expect(cut.since).toBe(midnight - 1);
    expect(totalOf(cut)).toMatchObject({ fired: { critical: 2 }, ended: 1 });
    expect(owedFrom(cut, on(1))).toBe(cut);
    expect(owedOf([ended(1, on(0, 1), on(1)), ended(2, midnight, on(3)), episodeOf(3, 1, on(5))], cut.since)).toEqual(cut);
  });

  it('is told together with what was owed before', () => {
    const before = owedOf([ended(1, on(0, 1), on(1))], MONDAY);
    const since = owedOf([ended(2, on(1, 1), on(2))], on(1));
    expect(totalOf(together(since, before))).toMatchObject({ fired: { critical: 2 }, ended: 2 });
    expect(together(since, before).since).toBe(MONDAY);
  });
});
