import { describe, expect, it } from 'vitest';
import { EMPTY_RULE, ruleErrors, ruleItemOf, toggleEdits } from './draft.js';

const DRAFT = { ...EMPTY_RULE, id: 'slow', name: 'Slow', threshold: '3', for: '5m' };
const row = (enabled: boolean) => ({ id: 'slow' as never, enabled });

describe('the rule form', () => {
  it('writes the condition with its limit', () => {
    expect(ruleItemOf(DRAFT)).toMatchObject({
      when: { metric: 'http_response_seconds', above: 3 },
      for: '5m',
      severity: 'warning',
    });
  });
  it('turns the comparison round without leaving the old one behind', () => {
    const before = { id: 'slow', when: { metric: 'm', above: 3, match: { page: 'home' } } };
    const after = ruleItemOf({ ...DRAFT, comparison: 'below' }, before);
    expect(after.when).toEqual({ metric: 'http_response_seconds', below: 3, match: { page: 'home' } });
  });
  it('ends a breach above at a value below, and the other way round', () => {
    expect(ruleItemOf({ ...DRAFT, clear: '2' }).clear).toEqual({ below: 2 });
    expect(ruleItemOf({ ...DRAFT, comparison: 'below', clear: '2' }).clear).toEqual({ above: 2 });
  });
  it('asks for a number as the limit', () => expect(ruleErrors({ ...DRAFT, threshold: 'much' })).toHaveProperty('threshold'));
});

describe('turning a rule off and on', () => {
  it('needs an addition where the document does not name it', () => expect(toggleEdits(row(true), [])).toBeNull());
  it('switches the one that the document names', () => {
    expect(toggleEdits(row(true), [{ id: 'slow' }])).toEqual([{ path: ['rules', { id: 'slow' }, 'enabled'], value: false }]);
  });
  it('takes out an item that did nothing but switch it off', () => {
    expect(toggleEdits(row(false), [{ id: 'slow', enabled: false }])).toEqual([{ path: ['rules', { id: 'slow' }] }]);
    expect(toggleEdits(row(false), [{ id: 'slow', name: 'x', enabled: false }])).toEqual([
      { path: ['rules', { id: 'slow' }, 'enabled'] },
    ]);
  });
});
