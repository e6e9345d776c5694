import { afterEach, describe, expect, it } from 'vitest';
import { ANA, createRig, httpTarget, pass, type Rig, type RigOptions } from '../../../../tests/support/engine.js';
import { NO_CHANNELS } from '../../../../tests/support/telling.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import { hours, minutes } from '../../core/time/instant.js';

const senior = {
  level: 1 as const,
  after: { high: hours(1), medium: hours(1), low: hours(1), none: hours(1) },
  team: 'senior',
};

const CONFIG: NonNullable<RigOptions['config']> = {
  targets: [httpTarget('home'), httpTarget('booking'), httpTarget('search')],
  channels: {
    ...NO_CHANNELS,
    desktop: { enabled: true, sound: true },
    email: { to: ['ops@example.org'], digest: minutes(15), dailySummary: null },
  },
  teams: { senior: { email: ['senior@example.org'], sms: [], slack: null } },
  escalation: { critical: [senior], warning: [], stopOnAcknowledge: true },
  // From a quarter of an hour after the start until half past eleven.
  quietHours: { from: 9 * 60 + 15, to: 11 * 60 + 30, timeZone: 'Europe/London', holds: ['warning', 'info'] },
};

const rigs: Rig[] = [];
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.engine.stop()));
});

const begun = async (config = CONFIG): Promise<Rig> => {
  const rig = await createRig({ channels: ['desktop', 'email'], config });
  rigs.push(rig);
  await pass(rig, minutes(5));
  return rig;
};

const breaks = (rig: Rig, target: string, seconds = 0.2): void => {
  rig.weatherOf.set(target, { up: seconds !== 0.2, seconds, failure: 'status' });
};

const of = (rig: Rig, target: string): AlertRow => {
  const found = rig.alerts().find((row) => row.target === target && !row.isTest);
  if (found === undefined) throw new Error(`nothing fires of ${target}`);
  return found;
};

describe('a handover', () => {
  it('sorts what is open by whose hands it is in, and says who was told and who is next', async () => {
    const rig = await begun();
    for (const target of ['home', 'booking', 'search']) breaks(rig, target);
    await pass(rig, minutes(2));
    await rig.engine.act({ kind: 'acknowledge', alert: of(rig, 'booking').id, note: 'mine', end: { kind: 'resolved' } }, ANA);
    await rig.engine.act({ kind: 'suppress', alert: of(rig, 'search').id, for: hours(2), why: 'known' }, ANA);
    await rig.engine.act({ kind: 'note', alert: of(rig, 'home').id, text: 'asked the host' }, ANA);
    await rig.engine.act({ kind: 'test-alert' }, ANA);
    await pass(rig, minutes(1));
    const handover = await rig.engine.handover(8);
    expect(handover.isClear).toBe(false);
    expect(handover.unacknowledged).toMatchObject([
      {
        row: { target: 'home' },
        told: [
          { channel: 'desktop', state: 'sent' },
          { channel: 'email', recipients: ['o…@example.org'], state: 'sent' },
        ],
        next: { kind: 'due', level: 1, team: 'senior', channels: ['email'] },
      },
    ]);
    expect(handover.acknowledged).toMatchObject([
      {
        row: { target: 'booking', acknowledged: { by: 'Ana', note: 'mine' } },
        next: { kind: 'rests', because: 'acknowledged' },
      },
    ]);
    expect(handover.suppressed).toMatchObject([{ row: { target: 'search' } }]);
    expect(handover.ending).toMatchObject([{ by: 'Ana', why: 'known', mutes: 1 }]);
    expect(handover.notes).toMatchObject([{ by: 'Ana', text: 'asked the host', alert: of(rig, 'home').id }]);
  });

  it('tells what quiet hours held back: what is to be told and when, and later that it was', async () => {
    const rig = await begun();
    await pass(rig, minutes(15));
    breaks(rig, 'home', 5);
    breaks(rig, 'search', 5);
    await pass(rig, minutes(5));
    const held = await rig.engine.handover(8);
    expect(held.held.map(({ channel, outcome }) => [channel, outcome.kind])).toContainEqual(['email', 'waits']);
    const until = held.held.find(({ channel }) => channel === 'email')?.outcome.at ?? 0;
    expect(new Date(until).toISOString()).toMatch(/T11:(30|45):00/);
    rig.weatherOf.set('search', { up: true, seconds: 0.2, failure: 'status' });
    await pass(rig, hours(3));
    const later = await rig.engine.handover(8);
    // What ended meanwhile is told all the same, once nobody is woken by it.
    const email = later.held.filter(({ channel }) => channel === 'email');
    expect(email.map(({ outcome }) => outcome.kind)).toEqual(['told', 'told']);
    expect(email.every(({ outcome }) => outcome.at >= until)).toBe(true);
    expect(later.ended.map(({ target }) => target)).toEqual(['search']);
  });

  it('of a shift in which nothing happened says that nothing is left, and how much of it was seen', async () => {
    const rig = await begun();
    rig.engine.suspend();
    rig.clock.jump(minutes(5));
    rig.engine.resume();
    await pass(rig, minutes(10));
    const handover = await rig.engine.handover(8);
    expect(handover).toMatchObject({ isClear: true, unacknowledged: [], ending: [], held: [], ended: [], notes: [] });
    expect(handover.unobserved).toMatchObject([{ cause: 'asleep' }]);
    // The desk is twenty minutes old: of the hours before it nothing is claimed.
    expect(handover.to - handover.from).toBe(minutes(20));
    expect(handover.coverage).toBeCloseTo(0.75, 1);
  });

  it('keeps every note of the shift, however much else was written down since', async () => {
    const rig = await begun();
    breaks(rig, 'home');
    await pass(rig, minutes(2));
    await rig.engine.act({ kind: 'note', alert: of(rig, 'home').id, text: 'asked the host' }, ANA);
    for (let n = 0; n < 1_200; n += 1) await rig.engine.remember('config.save', '', ANA, {});
    expect((await rig.engine.handover(8)).notes).toMatchObject([{ text: 'asked the host' }]);
  });
});
