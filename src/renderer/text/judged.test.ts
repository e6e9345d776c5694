import { describe, expect, it } from 'vitest';
import type { AlertRow, RuleRow } from '../../preload/contract/views.js';
import { sayJudged } from './judged.js';

const alert = (over: Partial<AlertRow>): AlertRow =>
  ({
    state: 'firing',
    isTest: false,
    metric: 'form_failures_ratio',
    severity: 'warning',
    acknowledged: null,
    suppressed: null,
    ...over,
  }) as AlertRow;
const rule = (over: Partial<RuleRow>): RuleRow =>
  ({ enabled: true, metric: 'form_failures_ratio', health: { state: 'ok', text: '' }, ...over }) as RuleRow;
const held = { by: 'ana', at: 1, note: '', end: { kind: 'resolved' } } as unknown as NonNullable<AlertRow['acknowledged']>;
const judged = (alerts: readonly AlertRow[], rules: readonly RuleRow[] = [rule({})]) =>
  sayJudged(['form_failures_ratio'], alerts, rules);

describe('what rules say of a metric', () => {
  it('is its worst open alerts, however many lesser ones there are', () => {
    expect(judged([alert({}), alert({ severity: 'critical' }), alert({})])).toEqual({ tone: 'critical', word: '1 critical' });
  });

  it('does not shout about what somebody has in hand', () => {
    expect(judged([alert({ acknowledged: held })])).toEqual({ tone: 'muted', word: '1 alert in hand' });
  });

  it('is calm about resolved alerts, tests and other metrics', () => {
    const calm = [alert({ state: 'resolved' }), alert({ isTest: true }), alert({ metric: 'up' })];
    expect(judged(calm)).toEqual({ tone: 'good', word: 'No alert' });
  });

  it('never calls good what no working rule looks at', () => {
    const idle = [rule({ enabled: false }), rule({ health: { state: 'no-source', text: '' } }), rule({ metric: 'up' })];
    expect(judged([], idle)).toEqual({ tone: 'neutral', word: 'No rule judges it' });
  });

  it('does not deny rules that are there and have seen nothing yet', () => {
    const waiting = [rule({ health: { state: 'never', text: '' } })];
    expect(judged([], waiting)).toEqual({ tone: 'neutral', word: 'Rules wait for readings' });
  });
});
