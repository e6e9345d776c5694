import { afterEach, describe, expect, it } from 'vitest';
import { ANA, createRig, pass, type Rig, type RigOptions } from '../../../../tests/support/engine.js';
import { NO_CHANNELS } from '../../../../tests/support/telling.js';
import type { EpisodeId } from '../../core/model/alert.js';
import { after, hours, minutes } from '../../core/time/instant.js';

const level = (number: 1 | 2, length: number, team: string) => ({
  level: number,
  after: { high: hours(length), medium: hours(length), low: hours(length), none: hours(length) },
  team,
});

const CONFIG: NonNullable<RigOptions['config']> = {
  channels: { ...NO_CHANNELS, email: { to: ['ops@example.org'], digest: minutes(15), dailySummary: null } },
  teams: {
    senior: { email: ['senior@example.org'], sms: [], slack: null },
    management: { email: ['management@example.org'], sms: [], slack: null },
  },
  escalation: { critical: [level(1, 1, 'senior'), level(2, 4, 'management')], warning: [], stopOnAcknowledge: false },
};

const rigs: Rig[] = [];
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.engine.stop()));
});

const broken = async (config = CONFIG): Promise<{ readonly rig: Rig; readonly alert: EpisodeId }> => {
  const rig = await createRig({ channels: ['email'], config });
  rigs.push(rig);
  rig.weather.up = false;
  await pass(rig, minutes(2));
  return { rig, alert: rig.alerts()[0]?.id as EpisodeId };
};

const escalated = (rig: Rig) =>
  rig.sent.filter(({ reason }) => reason === 'escalated').map(({ level, recipients }) => [level, ...recipients]);

describe('escalating by hand', () => {
  it('tells the next level now, and leaves the one after it its time', async () => {
    const { rig, alert } = await broken();
    expect(escalated(rig)).toEqual([]);
    const firedAt = rig.alerts()[0]?.firedAt;
    expect(await rig.engine.act({ kind: 'escalate', alert }, ANA)).toMatchObject({ ok: true });
    await pass(rig, minutes(1));
    expect(escalated(rig)).toEqual([[1, 'senior@example.org']]);
    expect(rig.alerts()[0]?.escalation).toMatchObject([
      { level: 1, done: true },
      { level: 2, done: false, at: firedAt === undefined ? 0 : after(firedAt, hours(4)) },
    ]);
    // The hour at which it would have been due tells nobody a second time.
    await pass(rig, hours(1));
    expect(escalated(rig)).toHaveLength(1);
    const story = await rig.store.journal.timeline(alert);
    expect(story.filter(({ kind }) => kind === 'escalated')).toMatchObject([
      { by: { name: 'Ana' }, text: 'Level 1, team senior, asked for now.' },
      { text: 'Level 1, team senior.' },
    ]);
    expect((await rig.store.journal.audit({ limit: 5 }))[0]).toMatchObject({ action: 'alert.escalate', subject: alert });
  });

  it('goes level by level, and is refused once all have been told', async () => {
    const { rig, alert } = await broken();
    for (const _ of [1, 2]) {
      await rig.engine.act({ kind: 'escalate', alert }, ANA);
      await pass(rig, minutes(1));
    }
    expect(escalated(rig)).toEqual([
      [1, 'senior@example.org'],
      [2, 'management@example.org'],
    ]);
    expect(await rig.engine.act({ kind: 'escalate', alert }, ANA)).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: `Alert ${alert} has no further level to tell.` },
    });
  });

  it('is refused, with the reason, where nobody would be told of it', async () => {
    const { rig, alert } = await broken();
    await rig.engine.act({ kind: 'suppress', alert, for: hours(1), why: 'known' }, ANA);
    expect(await rig.engine.act({ kind: 'escalate', alert }, ANA)).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('Nobody is told of alert') },
    });
    const stopping = await broken({ ...CONFIG, escalation: { ...CONFIG.escalation, stopOnAcknowledge: true } as never });
    await stopping.rig.engine.act({ kind: 'acknowledge', alert: stopping.alert, note: '', end: { kind: 'resolved' } }, ANA);
    expect(await stopping.rig.engine.act({ kind: 'escalate', alert: stopping.alert }, ANA)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('Ana has acknowledged') },
    });
  });
});
