import { expect, it } from 'vitest';
import { episodeOf } from '../../../../tests/support/store.js';
import { completed } from './untold.js';

it('reads an episode of an earlier version as told by its channels, with nothing that waits', () => {
  const { escalation: _, waiting: __, isEndOwed: ___, answerBy: ____, closed: _____, ...earlier } = episodeOf(1, 1, 1_000);
  const found = completed({ ...earlier, told: ['desktop'] } as unknown as Parameters<typeof completed>[0]);
  expect(found).toEqual({ ...episodeOf(1, 1, 1_000), told: [{ channel: 'desktop', delivery: '', state: 'sent' }] });
});

it('leaves an episode of this version alone', () => {
  const episode = episodeOf(1, 1, 1_000);
  expect(completed(episode)).toBe(episode);
});
