import { describe, expect, it } from 'vitest';
import type { AlertRow } from '../../preload/contract/views.js';
import { byUrgency, sayHolder, sayNext } from './alert.js';

const rowOf = (id: string, change: Partial<AlertRow> = {}): AlertRow =>
  ({
    ...{ id, state: 'firing', severity: 'critical', firedAt: 0, acknowledged: null, suppressed: null, muted: null },
    ...{ good: null, resolution: null, escalation: [] },
    ...change,
  }) as unknown as AlertRow;

const explained = rowOf('explained', { firedAt: 9, muted: { because: 'inhibited', by: 'Site down', until: null } } as never);

describe('an alert that another explains', () => {
  it('stands below what calls somebody, however new it is', () => {
    const order = [explained, rowOf('down'), rowOf('slow', { severity: 'warning' })].sort(byUrgency);
    expect(order.map(({ id }) => id)).toEqual(['down', 'slow', 'explained']);
  });
  it('says by which', () => expect(sayHolder(explained, 0)).toBe('explained by Site down'));
});

describe('what happens next', () => {
  const step = { level: 1, at: 3_600_000, team: 'senior', done: false };
  it('names the team and when it is told', () =>
    expect(sayNext(rowOf('a', { escalation: [{ ...step, channels: ['email'] }] } as never), 0)).toBe('tells senior in 60 min'));
  it('says where nobody would be told', () =>
    expect(sayNext(rowOf('a', { escalation: [{ ...step, channels: [] }] } as never), 0)).toContain('no channel reaches them'));
});
