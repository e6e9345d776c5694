import { describe, expect, it } from 'vitest';
import { episodeSpan } from './episode.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = 1_000 * HOUR;
const row = (resolvedAt: number | null) => ({ startedAt: START, resolvedAt }) as Parameters<typeof episodeSpan>[0];

describe('the stretch that shows an episode', () => {
  it('has a quarter of an hour around a short one', () =>
    expect(episodeSpan(row(START + 4 * MINUTE), START + 9 * HOUR)).toEqual({
      from: START - 15 * MINUTE,
      to: START + 19 * MINUTE,
    }));
  it('goes on until now while it fires', () => expect(episodeSpan(row(null), START + 2 * MINUTE).to).toBeNull());
  it('stands still while a firing one grows a little', () =>
    expect(episodeSpan(row(null), START + 5 * MINUTE)).toEqual(episodeSpan(row(null), START + 25 * MINUTE)));
  it('shows a day around one that lasted for days', () =>
    expect(episodeSpan(row(START + 60 * HOUR), START + 90 * HOUR)).toEqual({ from: START - 24 * HOUR, to: START + 84 * HOUR }));
});
