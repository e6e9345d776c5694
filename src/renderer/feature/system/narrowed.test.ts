import { describe, expect, it } from 'vitest';
import { dayIn, isNarrowing, oneOf } from './narrowed.js';

const OPTIONS = [
  { value: '', label: 'Any' },
  { value: 'email', label: 'Email' },
] as const;

describe('what an address asks of a list', () => {
  it('is left out where it is none of the options or no day', () => {
    expect([oneOf(OPTIONS, 'email'), oneOf(OPTIONS, 'pigeon'), oneOf(OPTIONS, '')]).toEqual(['email', undefined, undefined]);
    expect([dayIn('2026-11-24'), dayIn('2026-13-01'), dayIn('tuesday')]).toEqual(['2026-11-24', undefined, undefined]);
  });

  it('narrows the list only with what is asked', () => {
    expect(isNarrowing({ channel: oneOf(OPTIONS, 'pigeon'), recipient: '', about: '  ', from: dayIn('tuesday') })).toBe(false);
    expect(isNarrowing({ channel: oneOf(OPTIONS, 'email'), recipient: '' })).toBe(true);
    expect(isNarrowing({ changed: { list: 'rules', id: 'slow' } })).toBe(true);
  });
});
