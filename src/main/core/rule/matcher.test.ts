import { describe, expect, it } from 'vitest';
import { matcherText, matches, parseMatcher, parseMatchers } from './matcher.js';

const meets = (match: Record<string, string>, labels: Record<string, string>): boolean => {
  const parsed = parseMatchers(match);
  if (!parsed.ok) throw new Error(parsed.error);
  return matches(parsed.value, labels);
};

describe('a matcher', () => {
  it.each([
    ['a plain text is equal', { page: 'home' }, { page: 'home' }, true],
    ['a plain text is not contained', { page: 'home' }, { page: 'home-2' }, false],
    ['= is the same as plain', { page: '=home' }, { page: 'home' }, true],
    ['!= refuses the value', { page: '!=home' }, { page: 'home' }, false],
    ['!= takes a missing label as empty', { page: '!=home' }, {}, true],
    ['=~ matches alternatives', { form: '=~inquiry|booking' }, { form: 'booking' }, true],
    ['=~ is anchored at both ends', { form: '=~inquiry|booking' }, { form: 'rebooking' }, false],
    ['=~ crosses line breaks', { form: '=~a.b' }, { form: 'a\nb' }, true],
    ['!~ refuses what matches', { form: '!~in.*' }, { form: 'inquiry' }, false],
    ['!~ takes a missing label as empty', { form: '!~in.*' }, {}, true],
    ['an empty plain text wants the label away', { form: '' }, {}, true],
    ['every matcher must be met', { form: 'a', tier: 'b' }, { form: 'a', tier: 'c' }, false],
    ['no matchers are met by everything', {}, { form: 'a' }, true],
    ['a value may hold an operator', { form: '==x' }, { form: '=x' }, true],
  ])('%s', (_, match, labels, expected) => {
    expect(meets(match as Record<string, string>, labels as Record<string, string>)).toBe(expected);
  });

  it('names the label whose regular expression is wrong', () => {
    expect(parseMatchers({ tier: 'x', form: '=~(' })).toEqual({
      ok: false,
      error: 'form: "(" is not a valid regular expression',
    });
  });

  it('does not let an expression break out of its anchors', () => {
    expect(parseMatcher('form', '=~a)|(b').ok).toBe(false);
  });

  it('meets nothing where its expression is invalid, in either direction', () => {
    expect(matches([{ label: 'a', operator: '=~', value: '(' }], { a: '(' })).toBe(false);
    expect(matches([{ label: 'a', operator: '!~', value: '(' }], { a: 'x' })).toBe(false);
  });

  it.each(['=x', '!=x', '=~x|y', '!~x', '=!x'])('is read back from its text: %s', (text) => {
    const parsed = parseMatcher('a', text);
    expect(parsed.ok && matcherText(parsed.value)).toBe(text);
  });
});
