import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../preload/contract/views.js';
import { EMPTY_RULE, ruleDraftOf, ruleItemOf } from './draft.js';
import { addRule, editRule, toggleRule } from './edits.js';
import { ruleErrors } from './errors.js';

const DRAFT = { ...EMPTY_RULE, id: 'slow', name: 'Slow', threshold: '3', for: '5m' };

const RULE = {
  id: 'slow',
  name: 'Slow pages',
  enabled: true,
  severity: 'warning',
  category: 'performance',
  impact: 'medium',
  when: {
    subject: { kind: 'metric', metric: 'http_response_seconds', reduce: 'avg', window: 900_000 },
    match: [
      { label: 'target', operator: '=', value: 'home' },
      { label: 'page', operator: '=~', value: 'home|book' },
    ],
    by: ['target', 'page'],
    stale: null,
    test: { kind: 'above', threshold: 3 },
  },
  for: 120_000,
  clear: { kind: 'below', threshold: 2.5 },
  resolve: { auto: true, after: 600_000, goodReadings: 4 },
  repeat: 14_400_000,
  channels: ['desktop'],
  businessImpact: 'Visitors leave.',
  playbook: 'slow-page-loads',
  labels: { group: 'operations' },
  origin: 'profile',
} as unknown as Rule;

describe('the rule form', () => {
  it('shows all that a rule says', () => {
    expect(ruleDraftOf(RULE)).toEqual({
      id: 'slow',
      name: 'Slow pages',
      severity: 'warning',
      category: 'performance',
      impact: 'medium',
      metric: 'http_response_seconds',
      target: 'home',
      match: 'page=~home|book',
      reduce: 'avg',
      window: '15m',
      comparison: 'above',
      threshold: '3',
      by: 'target, page',
      stale: '',
      for: '2m',
      clear: '2.5',
      auto: 'yes',
      goodFor: '10m',
      goodReadings: '4',
      repeat: '4h',
      reach: 'some',
      channels: ['desktop'],
      businessImpact: 'Visitors leave.',
      playbook: 'slow-page-loads',
    });
  });
  it('writes the same rule back', () => {
    expect(ruleItemOf(ruleDraftOf(RULE))).toEqual({
      id: 'slow',
      name: 'Slow pages',
      severity: 'warning',
      category: 'performance',
      impact: 'medium',
      when: {
        metric: 'http_response_seconds',
        match: { target: 'home', page: '=~home|book' },
        reduce: 'avg',
        window: '15m',
        by: ['target', 'page'],
        above: 3,
      },
      for: '2m',
      clear: { below: 2.5 },
      resolve: { auto: true, after: '10m', goodReadings: 4 },
      repeat: '4h',
      channels: ['desktop'],
      businessImpact: 'Visitors leave.',
      playbook: 'slow-page-loads',
    });
  });
  it('ends a breach above at a value below, and the other way round', () => {
    expect(ruleItemOf({ ...DRAFT, clear: '2' }).clear).toEqual({ below: 2 });
    expect(ruleItemOf({ ...DRAFT, comparison: 'below', clear: '4' }).clear).toEqual({ above: 4 });
  });
  it('keeps the sign of a matcher whose value would be read as one', () => {
    expect(ruleItemOf({ ...DRAFT, match: 'tag==x\npage = home\nform!=test' }).when).toMatchObject({
      match: { tag: '==x', page: 'home', form: '!=test' },
    });
  });
  it('names every field that cannot be saved', () => {
    const wrong = { ...DRAFT, name: ' ', metric: 'a b', threshold: 'much', for: 'soon', match: 'home', by: 'a-b' };
    expect(Object.keys(ruleErrors(wrong)).sort()).toEqual(['by', 'for', 'match', 'metric', 'name', 'threshold']);
    expect(ruleErrors({ ...DRAFT, reduce: 'avg' })).toHaveProperty('window');
    expect(ruleErrors({ ...DRAFT, goodReadings: '0', goodFor: '' })).toMatchObject({
      goodReadings: expect.any(String),
      goodFor: expect.any(String),
    });
    expect(ruleErrors(DRAFT)).toEqual({});
  });
  it('refuses an end that lies inside the breach', () => {
    expect(ruleErrors({ ...DRAFT, clear: '4' })).toHaveProperty('clear');
    expect(ruleErrors({ ...DRAFT, comparison: 'below', clear: '2' })).toHaveProperty('clear');
  });
});

describe('saving a rule', () => {
  it('adds a new one whole', () =>
    expect(addRule(DRAFT)).toEqual([{ path: ['rules', { id: 'slow' }], value: ruleItemOf(DRAFT) }]));
  it('touches only what was changed, where the document defines it', () => {
    const items = [{ id: 'slow', when: { metric: 'http_response_seconds', above: '300%' } }];
    const draft = { ...ruleDraftOf(RULE), threshold: '4', for: '' };
    expect(editRule(RULE, draft, items)).toEqual([
      { path: ['rules', { id: 'slow' }, 'when', 'above'], value: 4 },
      { path: ['rules', { id: 'slow' }, 'for'] },
    ]);
  });
  it('writes a rule that ships with the product out whole, with its labels', () => {
    const draft = { ...ruleDraftOf(RULE), threshold: '4' };
    const whole = { ...ruleItemOf(draft), labels: { group: 'operations' } };
    expect(editRule(RULE, draft, [])).toEqual([{ path: ['rules', { id: 'slow' }], value: whole }]);
  });
  it('leaves it turned off where it was', () => {
    const [edit] = editRule(RULE, { ...ruleDraftOf(RULE), threshold: '4' }, [{ id: 'slow', enabled: false }]);
    expect(edit?.value).toMatchObject({ enabled: false, when: { above: 4 } });
  });
  it('writes nothing where nothing was changed', () => expect(editRule(RULE, ruleDraftOf(RULE), [])).toEqual([]));
});

describe('turning a rule off and on', () => {
  const row = (enabled: boolean) => ({ id: 'slow' as never, enabled });
  it('adds an item that does only that, where the document does not name it', () =>
    expect(toggleRule(row(true), [])).toEqual([{ path: ['rules', { id: 'slow' }], value: { id: 'slow', enabled: false } }]));
  it('switches the one that the document names', () => {
    expect(toggleRule(row(true), [{ id: 'slow' }])).toEqual([{ path: ['rules', { id: 'slow' }, 'enabled'], value: false }]);
  });
  it('takes out an item that did nothing but switch it off', () => {
    expect(toggleRule(row(false), [{ id: 'slow', enabled: false }])).toEqual([{ path: ['rules', { id: 'slow' }] }]);
    expect(toggleRule(row(false), [{ id: 'slow', name: 'x', enabled: false }])).toEqual([
      { path: ['rules', { id: 'slow' }, 'enabled'] },
    ]);
  });
});
