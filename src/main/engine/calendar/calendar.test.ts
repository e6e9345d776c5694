import { describe, expect, it } from 'vitest';
import { createRig, type Rig } from '../../../../tests/support/engine.js';
import type { Actor } from '../../core/model/actor.js';
import type { CalendarRow } from '../../core/model/calendar.js';
import { days, hours, type Instant } from '../../core/time/instant.js';

const ANN: Actor = { name: 'Ann', role: 'responder', via: 'browser' };
const CY: Actor = { name: 'Cy', role: 'viewer', via: 'browser' };

/** The desk is off meanwhile: what is due does not depend on whether it ran. */
const later = async (rig: Rig, length: number): Promise<Rig> => {
  await rig.engine.stop();
  await rig.clock.advance(days(length));
  return rig.restart();
};

const rowOf = async (rig: Rig, task: string): Promise<CalendarRow> => {
  const row = (await rig.engine.calendar()).find(({ id }) => id === task);
  if (row === undefined) throw new Error(`no task ${task}`);
  return row;
};

const counted = ({ engine }: Rig) => engine.view().view.system.calendar;
const did = (rig: Rig, note = '') => rig.engine.act({ kind: 'do-task', task: 'suppressions', note }, ANN);

describe('the calendar of a desk', () => {
  it('owes nothing on the first day, and counts what is due and overdue later', async () => {
    let rig = await createRig();
    expect(counted(rig)).toEqual({ due: 0, overdue: 0, changedAt: null });
    rig = await later(rig, 8);
    expect(counted(rig)).toMatchObject({ due: 3, overdue: 0 });
    rig = await later(rig, 4);
    expect(counted(rig)).toMatchObject({ due: 0, overdue: 3 });
    await rig.engine.stop();
  });

  it('remembers who did what and when, also after a restart, and tells it in the audit trail', async () => {
    let rig = await later(await createRig(), 12);
    const at = rig.clock.now();
    expect(await did(rig, 'Ended one of Ben’s.')).toMatchObject({ ok: true });
    expect(counted(rig)).toEqual({ due: 0, overdue: 2, changedAt: at });
    rig = await later(rig, 1);
    const row = await rowOf(rig, 'suppressions');
    expect(row).toMatchObject({ state: 'rests', last: { at, by: 'Ann', note: 'Ended one of Ben’s.' } });
    expect(counted(rig)).toEqual({ due: 0, overdue: 2, changedAt: at });
    const audit = await rig.store.journal.audit({ limit: 20 });
    expect(audit.find(({ action }) => action === 'calendar.done')).toMatchObject({
      ...{ at, actor: ANN, subject: 'suppressions', details: { note: 'Ended one of Ben’s.' } },
    });
    await rig.engine.stop();
  });

  it('takes back what was noted last, and nothing that was noted before it', async () => {
    const rig = await later(await createRig(), 12);
    const undo = (at: Instant) => rig.engine.act({ kind: 'undo-task', task: 'suppressions', at }, ANN);
    const first = rig.clock.now();
    await did(rig, 'first');
    await rig.clock.advance(hours(1));
    const second = rig.clock.now();
    await did(rig, 'second');
    expect(await undo(first)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await undo(second)).toMatchObject({ ok: true });
    expect((await rowOf(rig, 'suppressions')).last).toMatchObject({ at: first, note: 'first' });
    expect(await undo(first)).toMatchObject({ ok: true });
    expect(await rowOf(rig, 'suppressions')).toMatchObject({ state: 'overdue', last: null });
    const audit = await rig.store.journal.audit({ limit: 20 });
    expect(audit.filter(({ action }) => action === 'calendar.undo')).toHaveLength(2);
    await rig.engine.stop();
  });

  it('refuses those who only look on, and tasks that it does not have', async () => {
    const rig = await createRig();
    const task = { kind: 'do-task', task: 'suppressions', note: '' } as const;
    expect(await rig.engine.act(task, CY)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await rig.engine.act({ ...task, task: 'sweep' }, ANN)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    await rig.engine.stop();
  });

  it('is silent where it is off', async () => {
    const rig = await createRig({ config: { calendar: 'off' } });
    expect(counted(rig)).toBeNull();
    expect(await rig.engine.calendar()).toEqual([]);
    expect(await did(rig)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await rig.engine.stop();
  });

  it('is named in the report of a day, of a week, and of a time before it was done', async () => {
    const rig = await later(await createRig(), 12);
    const overdue = async (over: 'day' | 'week') => {
      const report = await rig.engine.report({ ends: null, over });
      return report.ok ? report.value.overdue.map(({ id }) => id) : report.error;
    };
    for (const over of ['day', 'week'] as const)
      expect(await overdue(over)).toEqual(['rule-quality', 'suppressions', 'comprehensive-report']);
    await did(rig);
    for (const over of ['day', 'week'] as const) expect(await overdue(over)).toEqual(['rule-quality', 'comprehensive-report']);
    await rig.engine.stop();
  });
});
