import { describe, expect, it } from 'vitest';
import { episodeOf } from '../../../../tests/support/store.js';
import type { Episode } from '../model/alert.js';
import type { Impact, Severity } from '../model/rule.js';
import type { EscalationPlan, LevelPlan } from '../model/telling.js';
import { after, days, hours, instant, minutes } from '../time/instant.js';
import { dueStep, nextStepAt, timetable, withStepDone } from './escalation.js';

const FIRED = instant(1_000_000);
const always = (delay: LevelPlan['after']['none']): LevelPlan['after'] => ({
  high: delay,
  medium: delay,
  low: delay,
  none: delay,
});
const impacts = { high: minutes(0), medium: minutes(30), low: hours(2) };
const PLAN: EscalationPlan = {
  critical: [
    { level: 1, after: { ...impacts, none: hours(1) }, team: 'senior' },
    { level: 2, after: always(hours(4)), team: 'management' },
    { level: 3, after: always(days(1)), team: 'executive' },
  ],
  warning: [{ level: 1, after: { ...impacts, none: days(1) }, team: 'senior' }],
  stopOnAcknowledge: false,
};

const minutesOf = (severity: Severity, impact: Impact | null): readonly number[] =>
  timetable({ severity, impact }, PLAN, FIRED).map(({ at }) => (at - FIRED) / 60_000);

describe('the timetable', () => {
  it.each<[Severity, Impact | null, readonly number[]]>([
    ['critical', 'high', [0, 240, 1440]],
    ['critical', 'medium', [30, 240, 1440]],
    ['critical', 'low', [120, 240, 1440]],
    ['critical', null, [60, 240, 1440]],
    ['warning', 'medium', [30]],
    ['warning', null, [1440]],
    ['info', 'high', []],
  ])('of %s with impact %s', (severity, impact, expected) => {
    expect(minutesOf(severity, impact)).toEqual(expected);
  });
});

describe('the level that is due', () => {
  const episode: Episode = {
    ...episodeOf(1, 1, FIRED),
    escalation: timetable({ severity: 'critical', impact: null }, PLAN, FIRED),
  };
  const at = (length: number) => after(FIRED, length);

  it('is the highest that has passed', () => {
    expect(dueStep(episode, at(minutes(59)))).toBeNull();
    expect(dueStep(episode, at(hours(1)))?.level).toBe(1);
    expect(dueStep(episode, at(hours(5)))?.level).toBe(2);
  });

  it('is done once, and those below with it', () => {
    const told = withStepDone(episode, dueStep(episode, at(hours(5))) as NonNullable<ReturnType<typeof dueStep>>, at(hours(5)));
    expect(told).toMatchObject({ level: 2, escalation: [{ done: true }, { done: true }, { done: false }] });
    expect(dueStep(told, at(hours(6)))).toBeNull();
    expect(nextStepAt(told, at(hours(6)))).toBe(at(days(1)));
  });

  it('is never one below the level that was told', () => {
    const late = { ...episode, level: 2, escalation: episode.escalation.map((step) => ({ ...step, done: step.level === 2 })) };
    expect(dueStep(late, at(hours(5)))).toBeNull();
  });
});
