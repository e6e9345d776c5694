import { describe, expect, it } from 'vitest';
import { scriptedAlert, scriptedView, T0 } from '../../../../tests/support/desk.js';
import type { ConsoleView, WatchView } from '../../core/model/view.js';
import { type Instant, instant, after as later, minutes } from '../../core/time/instant.js';
import { trayModel } from './model.js';
import { nextMorning } from './morning.js';

const view = (watch: Partial<WatchView>, over: Partial<ConsoleView> = {}): ConsoleView => {
  const whole = scriptedView();
  return { ...whole, ...over, watch: { ...whole.watch, ...watch } };
};

const NONE = { critical: 0, warning: 0, info: 0 };

describe('the tray', () => {
  it('says in words what is the matter', () => {
    const problem = trayModel(
      view({ state: 'problem', firing: { critical: 2, warning: 1, info: 0 }, acknowledged: 3, suppressed: 1 }),
    );
    expect(problem.headline).toBe('2 critical, 1 warning, 3 acknowledged, 1 suppressed');
    expect(problem.tooltip).toBe('Watchroom: 2 critical, 1 warning, 3 acknowledged, 1 suppressed');
    expect(problem.icon).toEqual({ state: 'problem', severity: 'critical', count: 3 });

    const ok = trayModel(view({ state: 'ok', firing: NONE }, { alerts: {} }));
    expect(ok.headline).toBe('All well: watching 2 targets');
    expect(ok.alerts).toEqual([]);
  });

  it('tells a problem that someone has from one that nobody has', () => {
    const taken = trayModel(view({ state: 'problem', firing: NONE, acknowledged: 1 }));
    expect(taken.headline).toBe('In hand, 1 acknowledged');
    expect(taken.icon).toMatchObject({ state: 'in-hand', count: 0 });
  });

  it('never looks well when it is blind, and says why and since when', () => {
    const blind = trayModel(view({ state: 'blind', blind: { since: T0, cause: 'offline' }, firing: NONE }));
    expect(blind.headline).toBe('Blind since Tue 09:00: this desk has no network');
    expect(blind.icon.state).toBe('blind');
  });

  it('still counts what fires while everything is muted', () => {
    const muted = trayModel(
      view(
        { state: 'muted', mutedUntil: later(T0, minutes(30)), firing: { ...NONE, warning: 1 } },
        {
          suppressions: {
            s1: { id: 's1', matchers: [], by: 'Ann', why: '', startsAt: T0, endsAt: later(T0, minutes(30)), mutes: 1 },
          },
        },
      ),
    );
    expect(muted.headline).toBe('Muted until Tue 09:30, 1 warning');
    expect(muted.mutes).toEqual(['s1']);
    expect(muted.icon).toEqual({ state: 'muted', severity: 'warning', count: 1 });
  });

  it('lists the worst eight that nobody has, and says how many more there are', () => {
    const rows = Array.from({ length: 10 }, (_, n) =>
      scriptedAlert(`a${n}-1`, { severity: n < 3 ? 'warning' : 'critical', firedAt: later(T0, n), summary: `Alert ${n}` }),
    );
    const taken = scriptedAlert('a99-1', { acknowledged: { by: 'Ann', at: T0, note: '', end: { kind: 'resolved' } } });
    const over = scriptedAlert('a98-1', { state: 'resolved' });
    const model = trayModel(view({}, { alerts: Object.fromEntries([taken, over, ...rows].map((row) => [row.id, row])) }));
    expect(model.alerts.map(({ label }) => label)).toEqual([
      ...[9, 8, 7, 6, 5, 4, 3].map((n) => `Critical: Alert ${n}`),
      'Warning: Alert 2',
    ]);
    expect(model.more).toBe(3);
    expect(model.acknowledgeable).toHaveLength(8);
  });

  it('says who has an alert, and offers no second acknowledgement', () => {
    const row = scriptedAlert('a1-1', {
      summary: 'Down',
      acknowledged: { by: 'Ann', at: T0, note: '', end: { kind: 'resolved' } },
    });
    const model = trayModel(view({}, { alerts: { 'a1-1': row } }));
    expect(model.alerts).toEqual([{ id: 'a1-1', label: 'Critical: Down (Ann has it)' }]);
    expect(model.acknowledgeable).toEqual([]);
  });

  it('names the newer version that waits', () => {
    const calm = view({ state: 'ok', firing: NONE });
    expect(trayModel(calm).update).toBeNull();
    const { desk, ...rest } = calm;
    const update = { state: 'ready', lastAt: null, offer: { version: '2.0.0', notes: '', address: null }, text: '' } as const;
    expect(trayModel({ ...rest, desk: { ...desk, update } }).update).toBe('2.0.0');
  });

  it('cuts what no menu could hold', () => {
    const model = trayModel(view({}, { alerts: { a: scriptedAlert('a', { summary: '£'.repeat(500) }) } }));
    expect(model.alerts[0]?.label).toHaveLength(72);
  });
});

describe('“until tomorrow”', () => {
  const at = (text: string): Instant => instant(Date.parse(text));
  const morning = (now: string, zone = 'Europe/London'): string => new Date(nextMorning(at(now), zone)).toISOString();

  it('is eight in the morning where the site is', () => {
    expect(morning('2026-11-24T15:00:00Z')).toBe('2026-11-25T08:00:00.000Z');
    expect(morning('2026-07-24T15:00:00Z')).toBe('2026-07-25T07:00:00.000Z');
    expect(morning('2026-11-24T15:00:00Z', 'Asia/Tokyo')).toBe('2026-11-24T23:00:00.000Z');
  });

  it('is right across the change of the clocks', () => {
    expect(morning('2026-03-28T22:00:00Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(morning('2026-10-24T22:00:00Z')).toBe('2026-10-25T08:00:00.000Z');
  });

  it('means this morning at two at night, and the next one at seven', () => {
    expect(morning('2026-11-24T02:00:00Z')).toBe('2026-11-24T08:00:00.000Z');
    expect(morning('2026-11-24T07:00:00Z')).toBe('2026-11-25T08:00:00.000Z');
  });
});
