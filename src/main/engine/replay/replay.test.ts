import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  configOf,
  createRig,
  httpTarget,
  NINE_O_CLOCK,
  pass,
  type Rig,
  siteDown,
  slowPage,
} from '../../../../tests/support/engine.js';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import { runs } from '../../../../tests/support/property-runs.js';
import type { Config } from '../../core/model/config.js';
import type { Rule, RuleId } from '../../core/model/rule.js';
import { instant, minutes, seconds } from '../../core/time/instant.js';
import type { TraceEvent } from '../trace.js';
import { recordedOf } from './recorded.js';
import { replay } from './replay.js';

/** How many random lives the property is tried on. */
const RUNS = runs(60);

const named = (id: string, rule: Rule, changes: Partial<Rule['when']> = {}): Rule => ({
  ...rule,
  id: id as RuleId,
  when: { ...rule.when, ...changes },
});

const response = (reduce: 'avg' | 'max' | 'count' | 'p90') =>
  ({ kind: 'metric', metric: 'http_response_seconds', reduce, window: minutes(2) }) as const;

/** One rule of each kind that samples and time can move. */
const RULES: readonly Rule[] = [
  { ...siteDown, resolve: { auto: true, after: minutes(1), goodReadings: 3 } },
  { ...slowPage, for: seconds(45), clear: { kind: 'below', threshold: 2 } },
  named('slow-on-average', { ...slowPage, for: seconds(0) }, { subject: response('avg') }),
  named('slowest', { ...slowPage, for: seconds(30) }, { subject: response('p90'), by: [] }),
  named('few-readings', siteDown, { subject: response('count'), test: { kind: 'below', threshold: 5 } }),
  named('silent', { ...siteDown, for: seconds(0) }, { test: { kind: 'absent', for: minutes(2) } }),
  named('unusual', slowPage, {
    subject: { ...response('avg'), reduce: 'last', window: null },
    test: { kind: 'outsideBand', side: 'above', atLeast: 3, of: 5, baseline: 'ema' },
  }),
];

const TARGETS = [
  httpTarget('home', { every: seconds(10) }),
  httpTarget('shop', { every: seconds(20), url: 'http://shop.example/' }),
];

type Happening =
  | { readonly kind: 'pass' | 'sleep' | 'doze' | 'stop' | 'offline'; readonly milliseconds: number }
  | {
      readonly kind: 'weather';
      readonly target: string;
      readonly up: boolean;
      readonly seconds: number;
      readonly failure: 'status' | 'connection';
    };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 1, max: 150_000 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('weather' as const),
      target: fc.constantFrom('home', 'shop'),
      up: fc.boolean(),
      seconds: fc.constantFrom(0.2, 1, 2.5, 4, 9),
      failure: fc.constantFrom('status' as const, 'connection' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('sleep' as const, 'doze' as const, 'stop' as const, 'offline' as const),
      milliseconds: fc.integer({ min: 16_000, max: 1_200_000 }),
    }),
  },
);

/** Woken and asleep again at once: it neither looks nor ticks in between. */
const SLEPT_ON: Happening[] = [
  { kind: 'weather', target: 'home', up: false, seconds: 9, failure: 'status' },
  { kind: 'pass', milliseconds: 399 },
  { kind: 'weather', target: 'shop', up: false, seconds: 9, failure: 'status' },
  { kind: 'sleep', milliseconds: 135_914 },
  { kind: 'sleep', milliseconds: 16_000 },
];

/** Lets the desk live through all of it; gives the last of its processes, stopped. */
const live = async (config: Partial<Config>, happenings: readonly Happening[]): Promise<{ rig: Rig; events: Rig['trace'] }> => {
  const events: Rig['trace'] = [];
  const clock = createFakeClock(NINE_O_CLOCK);
  let rig = await createRig({ config, clock });
  const weathers = new Map<string, { up: boolean; seconds: number; failure: 'status' | 'connection' }>();
  for (const happened of happenings) {
    if (happened.kind === 'weather') {
      weathers.set(happened.target, happened);
      rig.weatherOf.set(happened.target, happened);
    } else if (happened.kind === 'pass') await pass(rig, happened.milliseconds);
    else if (happened.kind === 'offline') {
      rig.network = false;
      await pass(rig, Math.min(180_000, happened.milliseconds));
      rig.network = true;
      // A desk that sleeps before it finds its network back calls all of that offline; its ticks fall elsewhere afterwards.
      await pass(rig, 6_000);
    } else if (happened.kind === 'doze') rig.clock.jump(happened.milliseconds);
    else if (happened.kind === 'sleep') {
      rig.engine.suspend();
      rig.clock.jump(happened.milliseconds);
      rig.engine.resume();
    } else {
      await rig.engine.stop();
      events.push(...rig.trace);
      clock.jump(happened.milliseconds);
      rig = await createRig({ config, clock, store: rig.store });
      for (const [id, weather] of weathers) rig.weatherOf.set(id, weather);
    }
  }
  await pass(rig, 120_000);
  await rig.engine.stop();
  events.push(...rig.trace);
  return { rig, events };
};

/** When alerts fired and resolved, in words that compare. */
const turningPoints = (events: readonly { readonly at: number; readonly event: TraceEvent }[]): readonly string[] =>
  events
    .flatMap(({ at, event }) =>
      event.event === 'alert' && (event.to === 'firing' || event.to === 'resolved')
        ? [`${new Date(at).toISOString()} ${event.rule} ${JSON.stringify(event.labels)} ${event.to}`]
        : [],
    )
    .sort();

const playedBack = async ({ store, clock }: Rig, config: Config): Promise<readonly string[]> => {
  const events: { at: number; event: TraceEvent }[] = [];
  const until = clock.now();
  await replay({
    config,
    recorded: recordedOf(store.history),
    series: await store.history.list({}),
    ledger: await store.journal.segments(instant(0), until),
    resolutions: [],
    from: instant(0),
    until,
    trace: (at, event) => events.push({ at, event }),
    breathe: () => null,
  });
  return turningPoints(events);
};

describe('a replay of what a desk recorded', () => {
  it('fires and resolves as the desk did, through sleep, stops and a lost network', { timeout: 0 }, async () => {
    const changes: Partial<Config> = {
      targets: TARGETS,
      rules: RULES,
      connectivity: { probes: [{ host: '192.0.2.1', port: 443 }], every: seconds(30) },
    };
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 10 }), async (happenings) => {
        const { rig, events } = await live(changes, happenings);
        expect(await playedBack(rig, configOf(changes))).toEqual(turningPoints(events));
      }),
      { numRuns: RUNS, examples: [[SLEPT_ON]] },
    );
  });
});
