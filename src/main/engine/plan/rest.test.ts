import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configOf, NINE_O_CLOCK, siteDown, slowPage } from '../../../../tests/support/engine.js';
import { runs } from '../../../../tests/support/property-runs.js';
import {
  ACKNOWLEDGE,
  createScriptedDesk,
  type DeskStep,
  HANDLE,
  JUMP,
  READ,
  type ScriptedDesk,
  SLEEP,
  WAIT,
} from '../../../../tests/support/scripted-desk.js';
import { NO_CHANNELS } from '../../../../tests/support/telling.js';
import { after, hours, minutes } from '../../core/time/instant.js';

const any = { rule: null, severity: null, category: null, impact: null, labels: [] };
const soon = (length: number) => ({
  high: minutes(length),
  medium: minutes(length),
  low: minutes(length),
  none: minutes(length),
});

/** All that an alert can rest on: what explains it, planned work, the night, and levels that are told one after the other. */
const CONFIG = configOf({
  rules: [siteDown, slowPage],
  channels: { ...NO_CHANNELS, desktop: { enabled: true, sound: false } },
  inhibit: [{ when: { ...any, rule: siteDown.id }, mute: { ...any, category: 'performance' }, equal: ['page'] }],
  quietHours: { from: 10 * 60, to: 11 * 60, timeZone: 'Europe/London', holds: ['warning', 'info'] },
  escalation: {
    critical: [
      { level: 1, after: soon(5), team: 'senior' },
      { level: 2, after: soon(20), team: 'management' },
    ],
    warning: [{ level: 1, after: soon(15), team: 'senior' }],
    stopOnAcknowledge: false,
  },
  maintenance: [
    {
      name: 'Move',
      match: [{ label: 'page', operator: '=', value: 'prices' }],
      ...{ from: after(NINE_O_CLOCK, hours(1)), to: after(NINE_O_CLOCK, hours(3)), every: null, timeZone: 'Europe/London' },
    },
  ],
});

const STEPS = fc.array(fc.oneof(READ, READ, READ, WAIT, ACKNOWLEDGE, HANDLE, HANDLE, JUMP, SLEEP), {
  maxLength: 40,
  size: 'max',
});

/** A desk at which every alert is looked at in every turn. */
const restless = (): ScriptedDesk => {
  const desk = createScriptedDesk(CONFIG, ['desktop']);
  Object.defineProperty(desk.world.rest, 'until', { get: () => Number.NEGATIVE_INFINITY, set: () => undefined });
  return desk;
};

const storyOf = ({ done, world }: ScriptedDesk): unknown => ({ done, episodes: [...world.episodes.values()] });

const bothPlayed = (steps: readonly DeskStep[]): readonly [ScriptedDesk, ScriptedDesk] => {
  const desks = [createScriptedDesk(CONFIG, ['desktop']), restless()] as const;
  for (const desk of desks) for (const step of steps) desk.play(step);
  return desks;
};

describe('alerts that rest', () => {
  it('are told of as if each were looked at in every turn, and their stories are the same', () => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        const [resting, looking] = bothPlayed(steps);
        expect(storyOf(resting)).toEqual(storyOf(looking));
      }),
      { numRuns: runs(150) },
    );
  });

  it('have it in their story when one that another explains is suppressed as well', () => {
    const bad = { up: 0, seconds: 8 };
    const read: DeskStep = { kind: 'read', wait: minutes(1), pages: [bad, null, null] };
    const [resting, looking] = bothPlayed([
      ...Array.from({ length: 6 }, () => read),
      { kind: 'suppress', which: 1 },
      { kind: 'suppress', which: 0 },
      ...Array.from({ length: 6 }, () => read),
    ]);
    expect([...resting.world.suppressions.values()].length).toBeGreaterThan(0);
    expect(storyOf(resting)).toEqual(storyOf(looking));
  });
});
