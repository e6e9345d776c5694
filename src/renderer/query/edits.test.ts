import { describe, expect, it } from 'vitest';
import { additions, changes, idFor } from './edits.js';

describe('edits', () => {
  it('name what they add by its id, not by a place that someone else may have taken', () => {
    expect(additions('targets', 'a', { id: 'a' })).toEqual([{ path: ['targets', { id: 'a' }], value: { id: 'a' } }]);
  });
  it('touch only the keys that differ', () => {
    const edits = changes('targets', 'a', { id: 'a', every: '60s', assets: true }, { id: 'a', every: '30s' });
    expect(edits).toEqual([
      { path: ['targets', { id: 'a' }, 'every'], value: '30s' },
      { path: ['targets', { id: 'a' }, 'assets'] },
    ]);
  });
  it('reach into blocks, so that what stands beside a changed value stays', () => {
    const before = { id: 'a', when: { metric: 'm', above: 3, by: ['page'] }, for: '5m' };
    const after = { id: 'a', when: { metric: 'm', below: 1, by: ['page', 'form'] }, for: '5m' };
    expect(changes('rules', 'a', before, after)).toEqual([
      { path: ['rules', { id: 'a' }, 'when', 'above'] },
      { path: ['rules', { id: 'a' }, 'when', 'by'], value: ['page', 'form'] },
      { path: ['rules', { id: 'a' }, 'when', 'below'], value: 1 },
    ]);
  });
});

it('makes ids that are short, plain and not taken', () => {
  expect(idFor('Booking form', [], 'target')).toBe('booking-form');
  expect(idFor('Éclair – Été', [], 'target')).toBe('eclair-ete');
  expect(idFor('Home', ['home', 'home-2'], 'target')).toBe('home-3');
  expect(idFor('—', [], 'rule')).toBe('rule');
});
