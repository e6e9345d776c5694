import { describe, expect, it } from 'vitest';
import type { PaletteGroup } from '../ui/palette.js';
import { matching, usedNow } from './matching.js';

const item = (id: string, note?: string) => ({ id, text: id, run: () => undefined, ...(note === undefined ? {} : { note }) });
const GROUPS: readonly PaletteGroup[] = [
  { title: 'Pages', items: ['Overview', 'Alerts', 'Rules'].map((id) => item(id)) },
  { title: 'Targets', items: Array.from({ length: 9 }, (_, n) => item(`Target ${n}`, 'https://www.example.org')) },
  { title: 'This alert', isFirst: true, items: [item('Acknowledge')] },
];
const shown = (query: string, recent: readonly string[] = []) =>
  matching(GROUPS, query, recent).map(({ title, items }) => [title, items.map(({ id }) => id)]);

describe('the palette’s matches', () => {
  it('begin with what can be done to the alert at hand, then with what was used lately', () => {
    expect(shown('', ['Rules', 'Target 8']).slice(0, 3)).toEqual([
      ['This alert', ['Acknowledge']],
      ['Recent', ['Rules', 'Target 8']],
      ['Pages', ['Overview', 'Alerts']],
    ]);
  });

  it('fit every word, in the name or in the note', () => {
    expect(shown('target EXAMPLE 7')).toEqual([['Targets', ['Target 7']]]);
    expect(shown('nowhere')).toEqual([]);
  });

  it('show a recent one only while it matches and still is there', () => {
    expect(shown('over', ['Rules', 'gone'])).toEqual([['Pages', ['Overview']]]);
  });

  it('are six of a group at most', () => {
    expect(shown('target')[0]?.[1]).toHaveLength(6);
  });
});

describe('what was used lately', () => {
  it('is kept once, the newest first, ten at most', () => {
    expect(usedNow(['a', 'b', 'c'], 'c')).toEqual(['c', 'a', 'b']);
    expect(
      usedNow(
        Array.from({ length: 10 }, (_, n) => `${n}`),
        'new',
      ),
    ).toHaveLength(10);
  });
});
