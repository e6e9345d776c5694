import { describe, expect, it } from 'vitest';
import { type FoundFacts, sayFound, sayNewer, sayNoneFound } from './found.js';

const ZONE = 'Europe/London';
const NOW = Date.UTC(2026, 10, 28, 14, 30);
const DAY = 86_400_000;

const facts = (over: Partial<FoundFacts> = {}): FoundFacts => ({
  shown: 12,
  looked: 40,
  since: Date.UTC(2026, 10, 26, 9),
  keptFor: 90 * DAY,
  isWhole: true,
  isNarrowed: false,
  asOf: null,
  ...over,
});

/** Runtimes differ in whether a comma follows the day of the week. */
const even = (text: string): string => text.replace(/(Wed|Thu),/, '$1');
const said = (over: Partial<FoundFacts>): string => even(sayFound(facts(over), NOW, ZONE));
const none = (over: Partial<FoundFacts>): string => even(sayNoneFound(facts({ shown: 0, ...over }), NOW, ZONE));

describe('what is said of a list that was looked for', () => {
  it('says how much is shown, of what, and how far back', () => {
    expect(said({})).toBe('All 12 since Thu 26 Nov.');
    expect(said({ isNarrowed: true })).toBe('All 12 that match, of 40 since Thu 26 Nov.');
    expect(said({ isWhole: false })).toBe('The newest 12, back to Thu 26 Nov, 09:00.');
    expect(said({ isWhole: false, isNarrowed: true })).toBe('12 that match, of 40 looked through back to Thu 26 Nov, 09:00.');
    expect(none({ isNarrowed: true })).toBe(
      'Nothing matches since Thu 26 Nov: 40 were looked through. They are kept for 90 days.',
    );
  });

  it('names the year of a day that may be of another', () => {
    const since = Date.UTC(2025, 11, 3, 9);
    expect(said({ since })).toBe('All 12 since Wed 3 Dec 2025.');
    expect(said({ since, isWhole: false })).toBe('The newest 12, back to Wed 3 Dec 2025, 09:00.');
    expect(none({ since, isWhole: false })).toBe(
      'Nothing matches so far: 40 were looked through, back to Wed 3 Dec 2025, 09:00.',
    );
  });

  it('says as of when it is, in the site’s zone, where it is not read again by itself', () => {
    const asOf = Date.UTC(2026, 10, 28, 14, 5);
    expect(said({ asOf })).toBe('All 12 since Thu 26 Nov, as of 14:05.');
    expect(even(sayFound(facts({ asOf }), NOW, 'Europe/Paris'))).toBe('All 12 since Thu 26 Nov, as of 15:05.');
    expect(said({ asOf: asOf - DAY })).toBe('All 12 since Thu 26 Nov, as of 27 Nov, 14:05.');
    expect(none({ asOf, isNarrowed: true })).toBe(
      'Nothing matches since Thu 26 Nov: 40 were looked through, as of 14:05. They are kept for 90 days.',
    );
  });

  it('counts the newer ones that wait', () => {
    expect([sayNewer(1), sayNewer(3)]).toEqual(['1 newer waits until you pause.', '3 newer wait until you pause.']);
  });
});
