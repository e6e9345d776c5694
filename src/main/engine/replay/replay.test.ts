import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NINE_O_CLOCK } from '../../../../tests/support/engine.js';
import { configFor, SETTING, type Setting } from '../../../../tests/support/life/desk.js';
import { HAPPENING, type Happening, SET_BACK, type Sky } from '../../../../tests/support/life/happenings.js';
import { type Lived, live } from '../../../../tests/support/life/live.js';
import { PAST_ENDS } from '../../../../tests/support/life/past.js';
import { RULES } from '../../../../tests/support/life/rules.js';
import { runs } from '../../../../tests/support/property-runs.js';
import { after, type Instant, instant } from '../../core/time/instant.js';
import type { TraceEvent } from '../trace.js';
import { evidenceOf } from './evidence.js';
import { replay } from './replay.js';

/** How many random lives the property is tried on. */
const RUNS = runs(60);
/** A life takes some 30 ms; one that never ends is a finding like any other. */
const ONE_LIFE = 20_000;
/** As many as are lived in every run are the same ones; asked for more, it takes others each time. */
const SEED = process.env.PROPERTY_RUNS === undefined ? { seed: 8 } : {};

const NEW: Setting = {
  rules: RULES.map(({ id }) => id),
  isNew: true,
  isQuiet: false,
  isMaintained: false,
  isInhibited: false,
  stopOnAcknowledge: false,
};

const skyOf = (target: string): Sky => ({
  ...{ target, up: false, failure: 'status', seconds: 9, submissions: 0, failing: 0, drift: 0, deploy: null, isReset: false },
});

const down = (target: string): Happening => ({ kind: 'sky', sky: skyOf(target) });

/** Woken and asleep again at once: it neither looks nor ticks in between. */
const SLEPT_ON: Happening[] = [
  down('home'),
  { kind: 'pass', milliseconds: 399 },
  down('shop'),
  { kind: 'sleep', milliseconds: 135_914 },
  { kind: 'sleep', milliseconds: 16_000 },
];

/** Slow on average once its quick readings are two minutes old, which its own tick finds: an escalation is due shortly before that. */
const SLOW_BY_TIME: Happening[] = [
  { kind: 'pass', milliseconds: 40_115 },
  { kind: 'sky', sky: { ...skyOf('shop'), seconds: 4 } },
  { kind: 'pass', milliseconds: 60_000 },
  { kind: 'sky', sky: { ...skyOf('shop'), failure: 'connection' } },
];

interface Event {
  readonly at: number;
  readonly event: TraceEvent;
}

/** Muted, ended and muted once more within one instant: what came between the two is told. */
const AT_ONCE: Happening[] = [
  { kind: 'pass', milliseconds: 119 },
  { kind: 'deed', deed: 'suppress', which: 0 },
  { kind: 'deed', deed: 'resolve', which: 3 },
  { kind: 'deed', deed: 'suppress-matching', which: 0 },
];

/** What fires as a desk starts is acknowledged in that very instant. */
const AT_THE_START: Happening[] = [
  { kind: 'pass', milliseconds: 20_006 },
  { kind: 'stop', milliseconds: 16_000 },
  { kind: 'deed', deed: 'acknowledge', which: 0 },
];

/** Its ticks fall where a look would end that takes as long as any other. */
const TICKS_AS_IT_LOOKS: Happening[] = [
  { kind: 'sleep', milliseconds: 16_003 },
  { kind: 'offline', milliseconds: 123_997 },
];

const EXAMPLES: [Setting, Happening[]][] = [
  [NEW, SLEPT_ON],
  [{ ...NEW, rules: ['slow-on-average', 'forms-fail-rarely-used', 'deploy-failed-lately'], isNew: false }, SLOW_BY_TIME],
  [{ ...NEW, rules: ['few-readings', 'uptime-burns'], isNew: false }, AT_ONCE],
  [{ ...NEW, rules: ['hardly-used', 'slower-than-usual'], isNew: false }, AT_THE_START],
  [{ ...NEW, rules: ['quicker-than-usual', 'fails-more-than-usual'], isNew: false }, TICKS_AS_IT_LOOKS],
];

/** When alerts fired and resolved and who was told, in words that compare. */
const wordsOf = (events: readonly Event[]): readonly string[] =>
  events.flatMap(({ at, event }) => saying(event).map((words) => `${new Date(at).toISOString()} ${words}`)).sort();

const saying = (event: TraceEvent): readonly string[] => {
  switch (event.event) {
    case 'alert': {
      const { rule, labels, to } = event;
      return to === 'firing' || to === 'resolved' ? [`${rule} ${JSON.stringify(labels)} ${to}`] : [];
    }
    case 'notification': {
      const { rule, labels, reason, channel, level, recipients, alerts = [] } = event;
      const listed = alerts.map((one) => JSON.stringify(one)).sort();
      return [`${channel} ${reason} ${level} ${recipients} ${rule} ${JSON.stringify(labels)} ${listed}`];
    }
    default:
      return [];
  }
};

const playedBack = async ({ store }: Lived, setting: Setting, until: Instant): Promise<readonly string[]> => {
  const events: Event[] = [];
  const range = { from: setting.isNew ? instant(0) : PAST_ENDS, until };
  const config = configFor(setting);
  const evidence = await evidenceOf(store, config, range);
  await replay({
    ...evidence,
    ...range,
    config,
    trace: (at, event) => events.push({ at, event }),
    breathe: () => null,
  });
  return wordsOf(events);
};

describe('a replay of what a desk recorded', () => {
  it('fires, resolves and tells as the desk did, whatever befell it and whatever people did', { timeout: 0 }, async () => {
    await fc.assert(
      fc.asyncProperty(SETTING, fc.array(HAPPENING, { maxLength: 10 }), async (setting, happenings) => {
        const lived = await live(setting, happenings);
        expect(await playedBack(lived, setting, lived.clock.now())).toEqual(wordsOf(lived.events));
      }),
      { numRuns: RUNS, examples: EXAMPLES, timeout: ONE_LIFE, ...SEED },
    );
  });

  it('ends where the clock was set back, and is true up to the moment that it came back to', { timeout: 0 }, async () => {
    const before = fc.array(HAPPENING, { maxLength: 8 });
    const afterwards = fc.array(HAPPENING, { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(SETTING, before, SET_BACK, afterwards, async (setting, earlier, setBack, later) => {
        const lived = await live(setting, [...earlier, setBack, ...later]);
        const back = lived.setBackTo ?? lived.clock.now();
        await playedBack(lived, setting, lived.clock.now());
        if (back <= NINE_O_CLOCK) return;
        const first = lived.events.filter(({ at }) => at < back);
        expect(await playedBack(lived, setting, after(back, -1))).toEqual(wordsOf(first));
      }),
      { numRuns: runs(20), timeout: ONE_LIFE, ...SEED },
    );
  });
});
