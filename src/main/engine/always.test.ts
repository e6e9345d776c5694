import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configOf, siteDown, slowPage } from '../../../tests/support/engine.js';
import { runs } from '../../../tests/support/property-runs.js';
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
} from '../../../tests/support/scripted-desk.js';
import { NO_CHANNELS } from '../../../tests/support/telling.js';
import type { Episode } from '../core/model/alert.js';
import type { ChannelKind } from '../core/model/reason.js';
import type { Rule, RuleId } from '../core/model/rule.js';
import { minutes } from '../core/time/instant.js';
import { openEpisodes } from './open.js';

/** Slow for half of ten minutes: judged over a window, and told to nobody at once. */
const oftenSlow: Rule = {
  ...slowPage,
  id: 'often-slow' as RuleId,
  when: {
    ...slowPage.when,
    subject: { kind: 'metric', metric: 'http_response_seconds', reduce: 'avg', window: minutes(10) },
  },
  clear: { kind: 'below', threshold: 2 },
};
const silent: Rule = {
  ...siteDown,
  id: 'silent' as RuleId,
  when: { ...siteDown.when, test: { kind: 'absent', for: minutes(20) } },
};
const NEWEST = [siteDown, slowPage];
const ALL = [...NEWEST, oftenSlow, silent];
const CHANNELS: readonly ChannelKind[] = ['desktop', 'email'];

const deskWith = (rules: readonly Rule[]): ScriptedDesk =>
  createScriptedDesk(
    configOf({
      rules,
      quietHours: null,
      channels: {
        ...NO_CHANNELS,
        desktop: { enabled: true, sound: false },
        email: {
          ...{ enabled: true, to: ['ops@example.org'], from: 'watch@example.org', digest: minutes(15), dailySummary: null },
          smtp: null,
        } as never,
      },
    }),
    CHANNELS,
  );

const script = (...steps: readonly fc.Arbitrary<DeskStep>[]) => fc.array(fc.oneof(...steps), { maxLength: 40, size: 'max' });

const played = (rules: readonly Rule[], steps: readonly DeskStep[]): ScriptedDesk => {
  const desk = deskWith(rules);
  for (const step of steps) desk.play(step);
  return desk;
};

/** What became of the alerts in the steps that both scripts have, without when it was. */
const changes = (desk: ScriptedDesk, steps: readonly DeskStep[], isShared: (step: DeskStep) => boolean): readonly string[] => {
  const shared = steps.map((step, index) => (isShared(step) ? index : -1)).filter((index) => index >= 0);
  return desk.done.flatMap(({ step, event }) => {
    if (event.event !== 'alert') return [];
    return [`${shared.indexOf(step)} ${event.rule} ${JSON.stringify(event.labels)} ${event.from} -> ${event.to}`];
  });
};

/** What began or ended to fire while something happened. */
const changedAfter = (desk: ScriptedDesk, happen: (desk: ScriptedDesk) => void): readonly string[] => {
  const before = desk.done.length;
  happen(desk);
  return desk.done.slice(before).flatMap(({ event }) => {
    if (event.event !== 'alert' || !['firing', 'resolved'].includes(event.to)) return [];
    return [`${event.rule} ${JSON.stringify(event.labels)} ${event.to}`];
  });
};

describe('whatever happens at the desk', () => {
  it('acknowledging, or taking that back, changes no alert', () => {
    const isOther = ({ kind }: DeskStep): boolean => kind !== 'acknowledge' && kind !== 'unacknowledge';
    fc.assert(
      fc.property(script(READ, READ, READ, WAIT, ACKNOWLEDGE, HANDLE, SLEEP), (steps) => {
        const without = steps.filter(isOther);
        expect(changes(played(ALL, steps), steps, isOther)).toEqual(changes(played(ALL, without), without, isOther));
      }),
      { numRuns: runs(100) },
    );
  });

  it('a clock that jumps by a day or less neither fires nor resolves anything by itself', () => {
    fc.assert(
      fc.property(script(READ, READ, WAIT, HANDLE, SLEEP), JUMP, (steps, jump) => {
        const usual = changedAfter(played(ALL, steps), (desk) => desk.tick());
        const jumped = changedAfter(played(ALL, steps), (desk) => {
          desk.play(jump);
          desk.tick();
        });
        expect(usual).toEqual(expect.arrayContaining([...jumped]));
      }),
      { numRuns: runs(100) },
    );
  });

  it('with clocks that jump, rules on the newest value judge as without', () => {
    const isOther = ({ kind }: DeskStep): boolean => kind !== 'jump';
    fc.assert(
      fc.property(script(READ, READ, READ, HANDLE, JUMP), (steps) => {
        const without = steps.filter(isOther);
        expect(changes(played(NEWEST, steps), steps, isOther)).toEqual(changes(played(NEWEST, without), without, isOther));
      }),
      { numRuns: runs(100) },
    );
  });

  it('every firing alert is told, held for a reason, or waits for an instant to come', () => {
    fc.assert(
      fc.property(script(READ, READ, READ, WAIT, ACKNOWLEDGE, HANDLE, SLEEP), (steps) => {
        const desk = played(ALL, steps);
        if (desk.world.settling !== null) return;
        for (const episode of openEpisodes(desk.world)) {
          for (const channel of CHANNELS)
            expect(answerFor(desk, episode, channel), `${episode.id} by ${channel}`).not.toBeNull();
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('nothing fires before its breach has been seen for as long as the rule asks', () => {
    fc.assert(
      fc.property(script(READ, READ, READ, WAIT, SLEEP, JUMP), (steps) => {
        const desk = deskWith(NEWEST);
        const breached = new Map<string, number>();
        let watched = 0;
        for (const step of steps) {
          const before = desk.done.length;
          desk.play(step);
          if (step.kind === 'read' || step.kind === 'wait') watched += step.wait;
          for (const { event } of desk.done.slice(before)) {
            if (event.event !== 'alert' || event.rule !== slowPage.id) continue;
            const key = JSON.stringify(event.labels);
            if (event.to === 'pending') breached.set(key, watched);
            if (event.to === 'firing') expect(watched - (breached.get(key) ?? watched)).toBeGreaterThanOrEqual(minutes(2));
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

/** What the desk says of a firing alert on a channel; null where it says nothing. */
const answerFor = (desk: ScriptedDesk, episode: Episode, channel: ChannelKind): string | null => {
  if (episode.told.some((one) => one.channel === channel)) return 'told';
  const waiting = episode.waiting.find((one) => one.channel === channel);
  if (waiting !== undefined) return waiting.until > desk.now() ? `waits until ${waiting.until}` : null;
  if (episode.acknowledgement !== null) return 'acknowledged before it was told';
  const held = episode.held.filter((one) => one.startsWith(`${channel}:`));
  return held.length > 0 ? `held: ${held.join(', ')}` : null;
};
