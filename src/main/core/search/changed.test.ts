import { describe, expect, it } from 'vitest';
import { mayHaveChanged, writeChanged } from './changed.js';

const parts = (said: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(Object.entries(said).map(([part, names]) => [part, new Set(names)]));

const ERRORS = { list: 'rules', id: 'errors' };

describe('what the record says of a change', () => {
  it('names each part with what of it was changed', () => {
    expect(writeChanged(parts({ targets: ['home', 'book.url'], site: ['url'], calendar: [] }))).toBe(
      'targets home, book.url; site url; calendar',
    );
  });

  it('counts what it does not name, part by part', () => {
    const many = Array.from({ length: 40 }, (_, n) => `a-long-name-${n}`);
    expect(writeChanged(parts({ rules: many, targets: ['home'] }))).toMatch(
      /^rules a-long-name-0, .+, a-long-name-\d+ and \d+ more; targets and 1 more$/,
    );
  });
});

describe('whether a change was one of a rule', () => {
  it.each([
    ['rules errors', true],
    ['rules errors.when', true],
    ['site url; rules slow, errors.when, other', true],
    ['rules errors-burn-fast', false],
    ['rules errors-burn-fast.when, my-errors', false],
    ['rules errors.fast.when', false],
    ['targets errors.url', false],
    ['rules-of errors', false],
    ['site url', false],
    // Nobody knows whether it is among those that are only counted, or which one a place in the list is.
    ['rules a, b and 12 more', true],
    ['rules and 3 more', true],
    ['targets a and 12 more; rules slow', false],
    ['rules 3.when', true],
    ['rules', true],
    ['all', true],
    ['targets a, b, c…', true],
  ])('%s: %s', (changed, expected) => {
    expect(mayHaveChanged(changed, ERRORS)).toBe(expected);
  });

  it('misses none of a large save, whichever of its rules is asked for', () => {
    const ids = Array.from({ length: 200 }, (_, n) => `rule-${n}`);
    const changed = writeChanged(parts({ rules: ids }));
    expect(ids.filter((id) => !mayHaveChanged(changed, { list: 'rules', id }))).toEqual([]);
  });
});
