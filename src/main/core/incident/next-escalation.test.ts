import { describe, expect, it } from 'vitest';
import { episodeOf } from '../../../../tests/support/store.js';
import type { Episode } from '../model/alert.js';
import type { Mute } from '../model/mute.js';
import type { EscalationPlan } from '../model/telling.js';
import { after, days, hours, instant, minutes } from '../time/instant.js';
import { timetable } from './escalation.js';
import { nextEscalation } from './next-escalation.js';

const FIRED = instant(1_000_000);
const always = (delay: ReturnType<typeof hours>) => ({ high: delay, medium: delay, low: delay, none: delay });
const PLAN: EscalationPlan = {
  critical: [
    { level: 1, after: always(hours(1)), team: 'senior' },
    { level: 2, after: always(hours(4)), team: 'management' },
    { level: 3, after: always(days(1)), team: 'executive' },
  ],
  warning: [{ level: 1, after: always(days(1)), team: 'senior' }],
  stopOnAcknowledge: false,
};

const critical = (number: number, firedAt = FIRED, over: Partial<Episode> = {}): Episode => ({
  ...episodeOf(number, 1, firedAt),
  escalation: timetable({ severity: 'critical', impact: null }, PLAN, firedAt),
  ...over,
});

const nothing = (): null => null;
const suppressed = (length: number): Mute => ({ because: 'suppressed', by: 'ana', until: after(FIRED, length) });

describe('the next escalation', () => {
  it('is the first level that is due of all open episodes', () => {
    const [early, late] = [critical(1), critical(2, after(FIRED, minutes(10)))];
    const next = nextEscalation([late, early], PLAN, nothing);
    expect(next).toMatchObject({ episode: { id: early.id }, step: { level: 1, team: 'senior' }, at: FIRED + hours(1) });
  });

  it('passes over levels that were told', () => {
    const episode = critical(1, FIRED, { level: 1 });
    expect(nextEscalation([episode], PLAN, nothing)).toMatchObject({ step: { level: 2 }, at: FIRED + hours(4) });
  });

  it('waits for the end of a suppression, and is then the highest level that has passed', () => {
    const episode = critical(1);
    expect(nextEscalation([episode], PLAN, () => suppressed(hours(5)))).toMatchObject({
      step: { level: 2, team: 'management' },
      at: FIRED + hours(5),
    });
    expect(nextEscalation([episode], PLAN, () => suppressed(minutes(30)))).toMatchObject({
      step: { level: 1 },
      at: FIRED + hours(1),
    });
  });

  it('is that of another where a mute makes the first one later', () => {
    const [early, late] = [critical(1), critical(2, instant(FIRED + minutes(10)))];
    const muteOf = ({ id }: Episode): Mute | null => (id === early.id ? suppressed(hours(3)) : null);
    for (const open of [
      [early, late],
      [late, early],
    ]) {
      expect(nextEscalation(open, PLAN, muteOf)).toMatchObject({ episode: { id: late.id }, at: FIRED + minutes(70) });
    }
  });

  it('is none where nobody knows when a mute ends, where nothing is left, and of a test', () => {
    const inhibited: Mute = { because: 'inhibited', by: 'site-down', until: null };
    expect(nextEscalation([critical(1)], PLAN, () => inhibited)).toBeNull();
    expect(nextEscalation([critical(1, FIRED, { level: 3 })], PLAN, nothing)).toBeNull();
    expect(nextEscalation([critical(1, FIRED, { test: true })], PLAN, nothing)).toBeNull();
    expect(nextEscalation([], PLAN, nothing)).toBeNull();
  });

  it('is none once somebody has the alert, where the plan stops at that', () => {
    const by = { name: 'ana', role: 'responder', via: 'desk' } as const;
    const episode = critical(1, FIRED, { acknowledgement: { by, at: FIRED, note: '', end: { kind: 'resolved' } } });
    expect(nextEscalation([episode], { ...PLAN, stopOnAcknowledge: true }, nothing)).toBeNull();
    expect(nextEscalation([episode], PLAN, nothing)).not.toBeNull();
  });
});
