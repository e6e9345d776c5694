import { describe, expect, it } from 'vitest';
import { additions, changes, idFor } from './edits.js';

describe('edits', () => {
  it('start a list that is not there, and append to one that is', () => {
    expect(additions('targets', 0, { id: 'a' })).toEqual([{ path: ['targets'], value: [{ id: 'a' }] }]);
    expect(additions('targets', 2, { id: 'a' })).toEqual([{ path: ['targets', 2], value: { id: 'a' } }]);
  });
  it('touch only the keys that differ', () => {
    const edits = changes('targets', 'a', { id: 'a', every: '60s', assets: true }, { id: 'a', every: '30s' });
    expect(edits).toEqual([
      { path: ['targets', { id: 'a' }, 'every'], value: '30s' },
      { path: ['targets', { id: 'a' }, 'assets'] },
    ]);
  });
});

it('makes ids that are short, plain and not taken', () => {
  expect(idFor('Booking form', [])).toBe('booking-form');
  expect(idFor('Éclair – Été', [])).toBe('eclair-ete');
  expect(idFor('Home', ['home', 'home-2'])).toBe('home-3');
  expect(idFor('—', [])).toBe('target');
});
