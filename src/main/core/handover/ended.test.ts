import { describe, expect, it } from 'vitest';
import { episodeOf } from '../../../../tests/support/store.js';
import type { Episode } from '../model/alert.js';
import type { AlertRow } from '../model/alert-view.js';
import { type Ended, MOST_NAMED, NOTHING_ENDED, withEnded } from './ended.js';
import { toldOf } from './tellings.js';

const ended = (n: number, change: Partial<Episode> = {}) => {
  const episode = { ...episodeOf(n, 1, 0, n), ...change };
  const row = { id: episode.id, summary: `alert ${n}`, severity: 'warning', firedAt: 0, resolvedAt: n } as unknown as AlertRow;
  return { episode, row };
};

const inPages = (all: readonly ReturnType<typeof ended>[], isNoted: (id: string) => boolean = () => false): Ended => {
  let known = NOTHING_ENDED;
  for (let from = 0; from < all.length; from += 1_000) known = withEnded(known, all.slice(from, from + 1_000), isNoted);
  return known;
};

describe('what ended within a shift', () => {
  it('of a flood is counted, and no more of it kept than is named: those that ended last', () => {
    const found = inPages(Array.from({ length: 10_000 }, (_, n) => ended((n * 7_919) % 10_000)));
    expect(found.named.count).toBe(10_000);
    expect(found.named.rows.map(({ resolvedAt }) => resolvedAt)).toEqual(
      Array.from({ length: MOST_NAMED }, (_, i) => 9_999 - i),
    );
    expect([found.held, found.noted]).toEqual([[], []]);
  });

  it('keeps of all that quiet hours held what is said of it, and the names of those on which somebody wrote', () => {
    const all = Array.from({ length: 2_500 }, (_, n) => ended(n, n % 1_000 === 3 ? { held: ['email:quiet-hours'] } : {}));
    const written = all[5]?.row.id as string;
    const found = inPages(all, (id) => id === written);
    expect(found.held.map(({ row }) => row.summary)).toEqual(['alert 3', 'alert 1003', 'alert 2003']);
    expect(Object.keys(found.held[0]?.episode ?? {})).toEqual(['held', 'waiting', 'resolution']);
    expect(found.noted).toEqual([[written, 'alert 5']]);
  });

  it('leaves tests and drills out', () => {
    expect(inPages([ended(1, { test: true })]).named.count).toBe(0);
  });
});

it('of a message about many alerts only those stay that are asked about', () => {
  const sent = {
    id: 'd',
    alerts: ['a', 'b', 'c'],
    channel: 'email',
    recipients: ['x'],
    state: { kind: 'waiting' },
    decidedAt: 1,
  };
  const [told, ...rest] = toldOf([sent, { ...sent, alerts: ['d'] }] as never, (id) => id === 'b');
  expect(told).toEqual({ alerts: ['b'], channel: 'email', recipients: ['x'], state: { kind: 'waiting' }, decidedAt: 1 });
  expect(rest).toEqual([]);
});
