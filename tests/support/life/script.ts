import fc from 'fast-check';
import type { Scenario, ScriptedAction, ScriptedAnswer, WorldEvent } from '../../../src/main/cli/simulate/scenario.js';
import { type Duration, duration, minutes, seconds } from '../../../src/main/core/time/instant.js';
import { NINE_O_CLOCK } from '../engine.js';
import { configFor, SETTING, type Setting } from './desk.js';
import { SKY } from './happenings.js';
import { inputOf, type Stretch } from './input.js';
import { slowedDown } from './slow.js';

/** What a scenario is made of; offsets are in quarters of a turn, so that some fall between two. */
export interface Script {
  readonly setting: Setting;
  /** A turn every 21 s and what is usual given, or one every quarter of an hour and three days before to learn it. */
  readonly pace: 'quick' | 'slow';
  readonly stretches: readonly Stretch[];
  readonly deeds: readonly { readonly at: number; readonly deed: Deed; readonly rule: number }[];
  readonly troubles: readonly { readonly at: number; readonly trouble: Trouble; readonly quarters: number }[];
  readonly answers: Scenario['receivers'];
  readonly restarts: readonly number[];
}

type Deed = 'acknowledge' | 'unacknowledge' | 'resolve' | 'reopen' | 'suppress' | 'unsuppress' | 'test-alert';
/**
 * Not a clock that is set back: of the stretch that it passes twice, history holds what was read in both passings, and a start takes
 * both in where the desk that goes on takes the second alone.
 */
type Trouble = 'suspend' | 'offline' | 'stop' | 'clock-forward';

const MOST_QUARTERS = 400;
const quarter = fc.nat({ max: MOST_QUARTERS });

const STRETCH: fc.Arbitrary<Stretch> = fc.record({
  turns: fc.integer({ min: 1, max: 9 }),
  sky: SKY,
  seen: fc.oneof(
    { weight: 8, arbitrary: fc.constant('read' as const) },
    { weight: 1, arbitrary: fc.constantFrom('gap' as const, 'stale' as const) },
  ),
});

const DEEDS: readonly Deed[] = ['acknowledge', 'unacknowledge', 'resolve', 'reopen', 'suppress', 'unsuppress', 'test-alert'];
const TROUBLES: readonly Trouble[] = ['suspend', 'offline', 'stop', 'clock-forward'];
const ANSWERS: readonly (readonly ScriptedAnswer[])[] = [
  ['ok'],
  ['ok'],
  [503, 'ok'],
  ['timeout', 503, 'ok'],
  ['reject', 'ok'],
  [503],
];

/** Anything that may befall a desk in a scenario, and when its process is started anew meanwhile. */
export const SCRIPT: fc.Arbitrary<Script> = fc.record({
  setting: SETTING,
  pace: fc.oneof(
    { weight: 11, arbitrary: fc.constant('quick' as const) },
    { weight: 1, arbitrary: fc.constant('slow' as const) },
  ),
  stretches: fc.array(STRETCH, { minLength: 2, maxLength: 12 }),
  deeds: fc.array(fc.record({ at: quarter, deed: fc.constantFrom(...DEEDS), rule: fc.nat({ max: 9 }) }), { maxLength: 4 }),
  troubles: fc.array(
    fc.record({ at: quarter, trouble: fc.constantFrom(...TROUBLES), quarters: fc.integer({ min: 1, max: 40 }) }),
    { maxLength: 2 },
  ),
  answers: fc.record({
    email: fc.constantFrom(...ANSWERS),
    sms: fc.constantFrom(...ANSWERS),
    webhook: fc.constantFrom(...ANSWERS),
  }) as fc.Arbitrary<Scenario['receivers']>,
  restarts: fc.array(quarter, { minLength: 1, maxLength: 12 }),
});

/**
 * A message is tried again 10 s and 40 s after it was decided. That never falls on a turn here, nor on a quarter of one: what is due
 * at the very instant of a stop leaves before it, and without the stop after all else that happens then.
 */
const PACES = { quick: { step: seconds(21), before: 0 }, slow: { step: minutes(15), before: 3 * 24 * 4 + 2 } } as const;

/** The scenario without its restarts, and the offsets of those. */
export const scenarioOf = (script: Script): { readonly scenario: Scenario; readonly restarts: readonly Duration[] } => {
  const { step, before } = PACES[script.pace];
  const turns = before + script.stretches.reduce((sum, stretch) => sum + stretch.turns, 0);
  const until = duration((turns - 1) * step);
  const offset = (quarters: number): Duration => duration(Math.min(until, before * step + (quarters * step) / 4));
  const config = { ...configFor(script.setting), targets: [] };
  const names = config.rules.map(({ id }) => id as string);
  return {
    scenario: {
      start: NINE_O_CLOCK,
      ...{ step, until },
      config: script.pace === 'slow' ? slowedDown(config, step / PACES.quick.step) : config,
      baselines: script.pace === 'slow' ? [] : USUAL,
      input: inputOf(before, script.stretches),
      actions: inOrder(script.deeds).map(({ at, deed, rule }) =>
        actionOf(offset(at), deed, names[rule % names.length] ?? '', step),
      ),
      world: worldOf(script, offset),
      receivers: script.answers,
      expect: [],
    },
    restarts: script.restarts.map(offset),
  };
};

const inOrder = <Thing extends { readonly at: number }>(things: readonly Thing[]): readonly Thing[] =>
  things.toSorted((a, b) => a.at - b.at);

const actionOf = (at: Duration, deed: Deed, rule: string, step: Duration): ScriptedAction => {
  if (deed === 'test-alert') return { at, 'test-alert': {} };
  return { at, [deed]: { rule }, ...(deed === 'suppress' ? { for: duration(7 * step) } : {}) };
};

/** One trouble after the other: what would begin during another does not. */
const worldOf = ({ troubles }: Script, offset: (quarters: number) => Duration): readonly WorldEvent[] => {
  const events: WorldEvent[] = [];
  for (const { at, trouble, quarters } of inOrder(troubles)) {
    if (offset(at) < (events.at(-1)?.at ?? 0)) continue;
    if (trouble === 'clock-forward') {
      events.push({ at: offset(at), event: 'clock-jump', by: jumpOf(quarters) });
    } else {
      const ends = { suspend: 'resume', offline: 'online', stop: 'start' } as const;
      events.push({ at: offset(at), event: trouble }, { at: offset(at + quarters), event: ends[trouble] });
    }
  }
  return events;
};

/** By seconds, minutes, or more than a day. */
const jumpOf = (quarters: number): string => (quarters > 30 ? '26h' : `${quarters * quarters}s`);

const seed = (name: string, target: string, mean: number, deviation: number): Scenario['baselines'][number] => ({
  series: { name, labels: { target } },
  ...{ mean, deviation, samples: 500 },
});

const USUAL: Scenario['baselines'] = ['home', 'shop'].flatMap((target) => [
  seed('http_response_seconds', target, 0.3, 0.1),
  seed('queue_items', target, 20, 2),
]);
