import { beforeAll, describe, expect, it } from 'vitest';
import { deskContext, readBody, ruleWith } from '../../../tests/support/config-text.js';
import type { ResolveContext } from './context.js';

let context: ResolveContext;

beforeAll(async () => {
  context = await deskContext();
});

const RATIO = 'ratio: { bad: failures_total, total: tries_total }';
const objectives = (text: string): string => `objectives: [${text}]`;
const critical = (text: string): string => text.replace('severity: warning', 'severity: critical');

/** [what, text, path, part of the message, part of the remedy] */
const REFUSED: readonly (readonly [string, string, string, string, string])[] = [
  [
    'an increase of a gauge',
    ruleWith('{ metric: up, reduce: increase, window: 1h, above: 1 }'),
    'when.reduce',
    'up is a gauge',
    '_total',
  ],
  [
    'a ratio of gauges',
    ruleWith('{ ratio: { bad: failures, total: tries_total }, window: 1h, above: 1% }'),
    'when.ratio.bad',
    'failures is a gauge',
    'metric:',
  ],
  ['a ratio without a window', ruleWith(`{ ${RATIO}, above: 3% }`), 'when.window', 'a ratio needs a window', 'window: 15m'],
  [
    'a ratio of one with itself',
    ruleWith('{ ratio: { bad: a_total, total: a_total }, window: 1h, above: 1% }'),
    'when.ratio.total',
    'always 1',
    'all events',
  ],
  ['a share above all', ruleWith(`{ ${RATIO}, window: 1h, above: 100% }`), 'when.above', 'at most 1', 'below 1'],
  ['a share below none', ruleWith(`{ ${RATIO}, window: 1h, below: 0 }`), 'when.below', 'at least 0', 'above 0'],
  [
    'a share of averages',
    ruleWith(`{ ${RATIO}, reduce: avg, window: 1h, above: 1% }`),
    'when.reduce',
    'two counters',
    'Remove reduce',
  ],
  [
    'a share of no events',
    ruleWith(`{ ${RATIO}, window: 1h, minCount: 0, above: 1% }`),
    'when.minCount',
    'at least 1',
    'how many events',
  ],
  [
    'a stretch shorter than the window',
    ruleWith(`{ ${RATIO}, window: 1d, stretchTo: 1h, above: 1% }`),
    'when.stretchTo',
    'shorter than the window of 1d',
    'longer',
  ],
  [
    'a least count without a ratio',
    ruleWith('{ metric: up, below: 1, minCount: 5 }'),
    'when.minCount',
    'belongs to a ratio',
    'Remove minCount',
  ],
  [
    'more points than there are',
    ruleWith('{ metric: up, outsideBand: { atLeast: 6, of: 5 } }'),
    'when.outsideBand.atLeast',
    '6 of 5',
    'at most 5',
  ],
  [
    'no point at all',
    ruleWith('{ metric: up, outsideBand: { atLeast: 0 } }'),
    'when.outsideBand.atLeast',
    'at least 1',
    'atLeast: 3',
  ],
  [
    'a fall by more than all',
    ruleWith('{ metric: http_response_seconds, decrease: 100% }'),
    'when.decrease',
    'can never be',
    'less than 100%',
  ],
  [
    'a rise beyond the range',
    ruleWith('{ metric: asset_failure_ratio, increaseBy: 100% }'),
    'when.increaseBy',
    'moves between 0 and 1',
    'below 1',
  ],
  [
    'a negative distance',
    ruleWith('{ metric: http_response_seconds, decreaseBy: -2 }'),
    'when.decreaseBy',
    'must not be negative',
    'direction',
  ],
  [
    'a baseline of a count',
    ruleWith('{ metric: up, reduce: count, window: 1h, decrease: 50% }'),
    'when.reduce',
    'no baseline of how many',
    'above or below',
  ],
  [
    'a baseline of a counter as it is',
    ruleWith('{ metric: errors_total, increase: 50% }'),
    'when.reduce',
    'only ever rises',
    'reduce: increase',
  ],
  [
    'a trend without a doubt',
    ruleWith('{ metric: up, trend: { direction: up, p: 0 } }'),
    'when.trend.p',
    'can never be',
    'p: 0.05',
  ],
  ['a trend of a counter', ruleWith('{ metric: a_total, trend: { direction: up } }'), 'when.metric', 'no trend', 'gauge'],
  [
    'a silence shorter than the interval',
    ruleWith('{ metric: up, absent: 30s }'),
    'when.absent',
    'interval of 1m',
    'three times',
  ],
  [
    'a staleness shorter than the interval',
    ruleWith('{ metric: up, below: 1, stale: 30s }'),
    'when.stale',
    'interval of 1m',
    'three times',
  ],
  [
    'a window shorter than the interval',
    ruleWith('{ metric: up, reduce: avg, window: 30s, below: 1 }'),
    'when.window',
    'interval of 1m',
    'several intervals',
  ],
  [
    'a reduced silence',
    ruleWith('{ metric: up, reduce: avg, absent: 10m }'),
    'when.reduce',
    'samples themselves',
    'Remove reduce',
  ],
  ['a silence of a ratio', ruleWith(`{ ${RATIO}, absent: 10m }`), 'when.ratio', 'looks at a metric', 'metric:'],
  ['an event that lasts', ruleWith('{ event: failed }', '    for: 5m'), 'for', 'no duration', 'Remove for'],
  [
    'an event of a counter',
    ruleWith('{ metric: builds_total, event: failed }'),
    'when.metric',
    'no status',
    'reduce: increase',
  ],
  [
    'a clear threshold of a silence',
    ruleWith('{ metric: up, absent: 10m }', '    clear: { below: 1 }'),
    'clear',
    'no threshold',
    'Remove clear',
  ],
  [
    'a clear threshold inside a rise',
    ruleWith('{ metric: http_response_seconds, increase: 50% }', '    clear: { above: 1 }'),
    'clear',
    'other side',
    'below',
  ],
  [
    'a burn rate that no objective reaches',
    critical(ruleWith('{ burnRate: { objective: loose } }', objectives('{ id: loose, kind: availability, target: 90% }'))),
    'when.burnRate.objective',
    'burns at most 10 times too fast, and this rule waits for 14.4',
    'Raise the target',
  ],
  [
    'an objective without a budget',
    ruleWith('{ burnRate: { objective: all } }', objectives('{ id: all, kind: availability, target: 100% }')),
    'when.burnRate.objective',
    'leaves no budget',
    'below 100%',
  ],
  [
    'a budget of scores',
    ruleWith('{ burnRate: { objective: lh } }', objectives('{ id: lh, kind: lighthouse, target: 90% }')),
    'when.burnRate.objective',
    'no budget of bad events',
    'above or below',
  ],
  [
    'an objective of errors without counters',
    ruleWith('{ burnRate: { objective: e } }', objectives('{ id: e, kind: errors, target: 99% }')),
    'when',
    'needs the counters',
    'ratio:',
  ],
  [
    'an objective of latency without a limit',
    ruleWith('{ burnRate: { objective: l } }', objectives('{ id: l, kind: latency, target: 99% }')),
    'when.burnRate.objective',
    'from when on a reading is slow',
    'under: 2s',
  ],
];

describe('a rule that could never be right is refused when it is saved', () => {
  it.each(REFUSED)('%s', (_, text, path, message, remedy) => {
    const { config, problems } = readBody(text, context);
    const found = problems.filter((problem) => problem.severity === 'error');
    expect(config).toBeNull();
    expect(found).toHaveLength(1);
    expect(found[0]?.path).toBe(`rules[0].${path}`);
    expect(found[0]?.line).toBeGreaterThan(2);
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.remedy).toContain(remedy);
  });

  it('in a scenario is held against its step', () => {
    const text = ruleWith('{ metric: up, absent: 10m }').replace(/^targets.*\n/, '');
    const scenario = { ...context, runtime: 'scenario' as const };
    expect(readBody(text, { ...scenario, step: 660_000 as never }).problems[0]?.message).toContain('interval of 11m');
    expect(readBody(text, { ...scenario, step: 60_000 as never }).config).not.toBeNull();
  });
});
