import { expect, it } from 'vitest';
import { isAllRead, sayCalm } from './states.js';

const some = { total: 3, up: 3, down: 0, unknown: 0 };

it.each([
  ['ok', some, true, 'good', 'Nothing fires'],
  ['ok', some, false, 'neutral', 'Nothing fires, as far as it can be read'],
  ['starting', some, true, 'neutral', 'Nothing has been read yet'],
  ['blind', some, true, 'unseen', 'Nothing was firing when this desk last looked'],
  ['ok', { ...some, total: 0, up: 0 }, true, 'neutral', 'Nothing is watched yet'],
] as const)('no alert on a desk that is %s: %#', (state, targets, isRead, tone, title) =>
  expect(sayCalm({ state, targets }, isRead)).toMatchObject({ tone, title }),
);

it('all is read only where no source fails and no reading is too old', () => {
  expect(isAllRead([{ state: 'ok' }, { state: 'idle' }], false)).toBe(true);
  expect(isAllRead([{ state: 'ok' }, { state: 'failing' }], false)).toBe(false);
  expect(isAllRead([{ state: 'ok' }], true)).toBe(false);
});
