import { describe, expect, it } from 'vitest';
import { plainConfig } from '../../../../tests/support/settings.js';
import type { Config } from '../../core/model/config.js';
import type { Rule } from '../../core/model/rule.js';
import { sayDifferent } from './edited.js';

const rule = (id: string, name: string): Rule => ({ id, name }) as Rule;
const withRules = (...rules: readonly Rule[]): Config => plainConfig({ rules });

describe('what the record says of a document that was saved as a whole', () => {
  it('names the rules that were changed, added and taken away, and no others', () => {
    const before = withRules(rule('a', 'A'), rule('b', 'B'), rule('c', 'C'));
    expect(sayDifferent(before, withRules(rule('a', 'A'), rule('b', 'other'), rule('d', 'D')))).toBe('rules b, c, d');
  });

  it('names parts that are no lists, never what they say', () => {
    const before = plainConfig();
    const site = { ...before.site, name: 'Elsewhere' };
    expect(sayDifferent(before, plainConfig({ site, calendar: before.calendar === 'on' ? 'off' : 'on' }))).toMatch(
      /^(site; calendar|calendar; site)$/,
    );
  });

  it('says nothing where nothing is different, and counts what three hundred characters do not hold', () => {
    expect(sayDifferent(withRules(rule('a', 'A')), withRules(rule('a', 'A')))).toBe('');
    const many = Array.from({ length: 200 }, (_, n) => rule(`rule-${n}`, 'x'));
    const said = sayDifferent(withRules(), withRules(...many));
    expect(said).toMatch(/^rules rule-0, rule-1, .+, rule-\d+ and \d+ more$/);
    expect(said.length).toBeLessThanOrEqual(330);
    const [, last, more] = /rule-(\d+) and (\d+) more$/.exec(said) ?? [];
    expect(Number(last) + 1 + Number(more)).toBe(200);
  });
});
