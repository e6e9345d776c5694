import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../preload/contract/views.js';
import { complaintsOf } from './complaints.js';
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
      ...EMPTY_RULE,
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
      condition: 'above',
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
    expect(ruleItemOf({ ...DRAFT, condition: 'below', clear: '4' }).clear).toEqual({ above: 4 });
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
  it('takes a limit in per cent as it is typed, and compares it as the number that it is', () => {
    expect(ruleItemOf({ ...DRAFT, threshold: '3%', clear: ' 2 % ' })).toMatchObject({
      when: { above: '3%' },
      clear: { below: '2 %' },
    });
    expect(ruleErrors({ ...DRAFT, threshold: '3%', clear: '0.04' })).toHaveProperty('clear');
    expect(ruleErrors({ ...DRAFT, threshold: '3%', clear: '2%' })).toEqual({});
  });
  it('refuses an end that lies inside the breach', () => {
    expect(ruleErrors({ ...DRAFT, clear: '4' })).toHaveProperty('clear');
    expect(ruleErrors({ ...DRAFT, condition: 'below', clear: '2' })).toHaveProperty('clear');
  });
});

type Conditions = readonly [string, Partial<typeof EMPTY_RULE>, Readonly<Record<string, unknown>>][];

const METRIC = { metric: 'http_response_seconds', by: ['target'] };
const CONDITIONS: Conditions = [
  ['above', { threshold: '3' }, { ...METRIC, above: 3 }],
  ['below', { condition: 'below', threshold: '0.5' }, { ...METRIC, below: 0.5 }],
  [
    'a rise in per cent',
    { condition: 'increase', share: '50', baseline: 'ema' },
    { ...METRIC, increase: '50%', baseline: 'ema' },
  ],
  ['a fall in per cent', { condition: 'decrease', share: '15 %' }, { ...METRIC, decrease: '15%' }],
  ['a rise by an amount', { condition: 'increaseBy', distance: '2%' }, { ...METRIC, increaseBy: '2%' }],
  ['a fall by an amount', { condition: 'decreaseBy', distance: '5' }, { ...METRIC, decreaseBy: 5 }],
  [
    'a band',
    { condition: 'outsideBand', side: 'above', atLeast: '2', of: '4', baseline: 'seasonal' },
    { ...METRIC, outsideBand: { side: 'above', atLeast: 2, of: 4 }, baseline: 'seasonal' },
  ],
  ['a trend', { condition: 'trend', over: '3d', p: '0.01' }, { ...METRIC, trend: { direction: 'up', over: '3d', p: 0.01 } }],
  ['silence', { condition: 'absent', silence: '10m' }, { ...METRIC, absent: '10m' }],
  ['a burn rate', { condition: 'burnRate', objective: 'uptime' }, { by: ['target'], burnRate: { objective: 'uptime' } }],
  [
    'a burn rate of errors',
    { condition: 'burnRate', objective: 'errors', subject: 'ratio', bad: 'bad_total', total: 'all_total', window: '5m' },
    { ratio: { bad: 'bad_total', total: 'all_total' }, by: ['target'], burnRate: { objective: 'errors' } },
  ],
  [
    'an event',
    { condition: 'event', status: 'failed', otherMetric: 'build' },
    { metric: 'build', by: ['target'], event: 'failed' },
  ],
  [
    'a share',
    { subject: 'ratio', bad: 'bad_total', total: 'all_total', window: '15m', minCount: '30', stretchTo: '2d', threshold: '3%' },
    {
      ratio: { bad: 'bad_total', total: 'all_total' },
      window: '15m',
      stretchTo: '2d',
      minCount: 30,
      by: ['target'],
      above: '3%',
    },
  ],
];

describe('each condition', () => {
  it.each(CONDITIONS)('%s is written with its own keys, and with no others', (_, part, when) => {
    const draft = { ...EMPTY_RULE, id: 'slow', name: 'Slow', ...part };
    expect(ruleErrors(draft)).toEqual({});
    expect(ruleItemOf(draft).when).toEqual(when);
  });
  it.each([
    [{ condition: 'increase' }, 'share'],
    [{ condition: 'decreaseBy' }, 'distance'],
    [{ condition: 'outsideBand', atLeast: '0' }, 'atLeast'],
    [{ condition: 'trend', p: '2' }, 'p'],
    [{ condition: 'trend', over: 'long' }, 'over'],
    [{ condition: 'absent' }, 'silence'],
    [{ condition: 'burnRate' }, 'objective'],
    [{ condition: 'event' }, 'status'],
    [{ condition: 'event', status: 'failed', window: 'soon' }, 'window'],
    [{ subject: 'ratio', threshold: '3%', window: '5m', total: 'all_total' }, 'bad'],
    [{ threshold: '3', grouping: 'labels', by: '' }, 'by'],
  ] as const)('of %o says that %s is wrong, and nothing else', (part, field) => {
    expect(Object.keys(ruleErrors({ ...EMPTY_RULE, name: 'Slow', ...part }))).toEqual([field]);
  });
  it('has no end of its own where it compares with no limit, and no wait where it is an event', () => {
    const draft = { ...DRAFT, condition: 'event', status: 'failed', clear: '1', for: '5m' } as const;
    expect(ruleItemOf(draft)).not.toHaveProperty('clear');
    expect(ruleItemOf(draft)).not.toHaveProperty('for');
    expect(ruleErrors({ ...draft, clear: 'x', for: 'x' })).toEqual({});
  });
  it('is one alert for the whole rule where that is chosen', () =>
    expect(ruleItemOf({ ...DRAFT, grouping: 'rule' }).when).toMatchObject({ by: [] }));
});

describe('what the check complains of', () => {
  const about = (path: string, severity: 'error' | 'warning' = 'error') => ({
    severity,
    path,
    line: 3,
    column: 5,
    message: 'is shorter than the interval of 1m',
    remedy: 'Make it longer.',
  });
  it('stands beside the field that it means, in the same words', () => {
    const { errors, cautions, others } = complaintsOf(
      [about('when.window'), about('playbook', 'warning'), about('when')],
      DRAFT,
    );
    expect(errors).toEqual({ window: 'Is shorter than the interval of 1m. Make it longer.' });
    expect(cautions).toEqual({ playbook: 'Is shorter than the interval of 1m. Make it longer.' });
    expect(others.map(({ path }) => path)).toEqual(['when']);
  });
  it('finds a field from any depth, and the series of an event in its own field', () => {
    const fields = (path: string, draft = DRAFT) => Object.keys(complaintsOf([about(path)], draft).errors);
    expect(fields('when.trend.p')).toEqual(['p']);
    expect(fields('when.match.form')).toEqual(['match']);
    expect(fields('when.outsideBand.of')).toEqual(['of']);
    expect(fields('when.metric', { ...DRAFT, condition: 'event' })).toEqual(['otherMetric']);
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
