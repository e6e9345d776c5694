import { describe, expect, it } from 'vitest';
import { createRig, pass, type Rig, type RigOptions } from '../../../../tests/support/engine.js';
import { NO_CHANNELS } from '../../../../tests/support/telling.js';
import type { Actor } from '../../core/model/actor.js';
import type { DrillReport } from '../../core/model/drill.js';
import { fail, ok } from '../../core/model/result.js';
import { hours, minutes, seconds } from '../../core/time/instant.js';

const ANN: Actor = { name: 'Ann', role: 'admin', via: 'desk' };
const BEN: Actor = { name: 'Ben', role: 'responder', via: 'slack' };

const level = (number: 1 | 2 | 3, after: number, team: string) => ({
  level: number,
  after: { high: hours(after), medium: hours(after), low: hours(after), none: hours(after) },
  team,
});

const CONFIG: NonNullable<RigOptions['config']> = {
  channels: { ...NO_CHANNELS, email: { to: ['ops@example.org', 'desk@example.org'], digest: minutes(15), dailySummary: null } },
  teams: {
    senior: { email: ['senior@example.org', 'gone@example.org'], sms: [], slack: null },
    management: { email: [], sms: [], slack: null },
    executive: { email: ['executive@example.org'], sms: [], slack: null },
  },
  escalation: {
    critical: [level(1, 1, 'senior'), level(2, 4, 'management'), level(3, 24, 'executive')],
    warning: [],
    stopOnAcknowledge: false,
  },
};

const drilled = (change: Partial<RigOptions> = {}): Promise<Rig> =>
  createRig({
    channels: ['email'],
    config: CONFIG,
    answer: async ({ recipients }) =>
      recipients[0] === 'gone@example.org'
        ? fail({ retry: 'never', code: '550', text: 'no such mailbox here' })
        : ok({ text: '250 taken' }),
    ...change,
  });

const begin = async (rig: Rig): Promise<void> => {
  await pass(rig, minutes(2));
  expect(await rig.engine.act({ kind: 'start-drill', over: minutes(2) }, ANN)).toMatchObject({ ok: true });
};

const reportOf = async (rig: Rig): Promise<DrillReport> => {
  const [report] = await rig.engine.drills(5);
  if (report === undefined) throw new Error('no drill');
  return report;
};

const outcomes = ({ rows }: DrillReport) => rows.map((row) => [row.level, row.recipient, row.outcome] as const);

describe('a fire drill', () => {
  it('walks the whole escalation in compressed time, to everybody alone, marked everywhere', async () => {
    const rig = await drilled();
    await begin(rig);
    const startedAt = rig.clock.now();
    await pass(rig, minutes(3));
    const drill = rig.sent.filter(({ rule }) => rule === 'fire-drill');
    expect(drill.map(({ recipients }) => recipients)).toEqual([
      ['ops@example.org'],
      ['desk@example.org'],
      ['senior@example.org'],
      ['gone@example.org'],
      ['executive@example.org'],
    ]);
    expect(drill.every(({ message }) => message.title.startsWith('DRILL · '))).toBe(true);
    const times = drill.map(({ dueAt }) => Math.round((dueAt - startedAt) / 1_000));
    expect(times).toEqual([0, 0, 5, 5, 120]);
    await rig.engine.stop();
  });

  it('has a report of each person: told, acknowledged or failed, and what the receiver said', async () => {
    const rig = await drilled();
    await begin(rig);
    await pass(rig, seconds(30));
    const before = await reportOf(rig);
    const senior = before.rows.find(({ recipient }) => recipient === 'senior@example.org');
    const confirmed = await rig.engine.act({ kind: 'confirm-drill', alert: before.id, delivery: senior?.delivery ?? '' }, ANN);
    expect(confirmed).toMatchObject({ ok: true });
    await pass(rig, minutes(2));
    const report = await reportOf(rig);
    expect(outcomes(report)).toEqual([
      [0, 'desk@example.org', 'told'],
      [0, 'ops@example.org', 'told'],
      [1, 'gone@example.org', 'failed'],
      [1, 'senior@example.org', 'acknowledged'],
      [3, 'executive@example.org', 'told'],
    ]);
    expect(report.levels.map(({ state }) => state)).toEqual(['told', 'told', 'nobody', 'told']);
    expect(report.rows.find(({ outcome }) => outcome === 'failed')?.said).toContain('no such mailbox here');
    expect(report.markdown).toContain('# Fire drill a1-1, 5 January 2026');
    expect(report.markdown).toContain('**4 of 5 got there, 1 acknowledged, 1 failed.**');
    expect(report.markdown).toContain('NOBODY');
    expect(report.markdown).toContain('| after 1 d |');
    await rig.engine.stop();
  });

  it('takes an acknowledgement of everybody, and ends by itself', async () => {
    const rig = await drilled();
    await begin(rig);
    await pass(rig, seconds(30));
    const { id } = await reportOf(rig);
    const acknowledge = { kind: 'acknowledge', alert: id, note: '', end: { kind: 'resolved' } } as const;
    expect(await rig.engine.act(acknowledge, ANN)).toMatchObject({ ok: true });
    expect(await rig.engine.act(acknowledge, BEN)).toMatchObject({ ok: true });
    expect(await rig.engine.act(acknowledge, ANN)).toMatchObject({ ok: false });
    await pass(rig, minutes(7));
    const report = await reportOf(rig);
    expect(report.endedAt).not.toBeNull();
    expect(report.acknowledgements.map(({ by, via }) => [by, via])).toEqual([
      ['Ann', 'desk'],
      ['Ben', 'slack'],
    ]);
    // The end is told once to those who were told first, and is no row of the report.
    expect(rig.sent.filter(({ reason }) => reason === 'recovered').map(({ recipients }) => recipients)).toEqual([
      ['ops@example.org'],
      ['desk@example.org'],
    ]);
    await rig.engine.stop();
  });

  it('counts nowhere: not in the view, not against a limit, not in the summary', async () => {
    const rig = await drilled();
    await begin(rig);
    await pass(rig, seconds(30));
    const { watch, targets } = rig.engine.view().view;
    expect(watch.firing).toEqual({ critical: 0, warning: 0, info: 0 });
    expect(Object.values(targets).every(({ firing }) => firing.critical === 0)).toBe(true);
    expect(rig.firing()).toMatchObject([{ isTest: true, isDrill: true }]);
    await rig.engine.stop();
  });

  it('runs once at a time, is audited, and goes on after a restart', async () => {
    const rig = await drilled();
    await begin(rig);
    expect(await rig.engine.act({ kind: 'start-drill', over: minutes(2) }, ANN)).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    await pass(rig, seconds(30));
    const again = await rig.restart();
    await pass(again, minutes(4));
    const report = await reportOf(again);
    expect(report.rows.filter(({ recipient }) => recipient === 'executive@example.org')).toHaveLength(1);
    expect(report.rows).toHaveLength(5);
    const audit = await again.store.journal.audit({ limit: 50 });
    expect(audit.find(({ action }) => action === 'alert.start-drill')).toMatchObject({ actor: ANN, subject: 'a1-1' });
    await again.engine.stop();
  });
});
