import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { glimpse } from '../../cli/simulate/run.js';
import { readScenario } from '../../cli/simulate/scenario.js';
import { readShipped } from '../../config/profiles.js';
import type { Explanation, Gate } from '../../core/model/explanation.js';
import type { RuleId } from '../../core/model/rule.js';
import { minutes } from '../../core/time/instant.js';
import { answerFrom } from './answer.js';

const { profiles } = await readShipped(join(import.meta.dirname, '../../../../resources'));

const START = '2026-01-05T09:00:00Z';

interface Story {
  readonly rules?: readonly object[];
  readonly config?: object;
  readonly input: readonly { readonly series: string; readonly values: string }[];
  readonly [part: string]: unknown;
}

const slow = {
  id: 'slow',
  name: 'Slow',
  severity: 'critical',
  category: 'performance',
  when: { metric: 'load_seconds', above: 3 },
};

/** What is said of the rule `slow` so many minutes after the start of a story. */
const explainedAt = async (
  minute: number,
  { rules = [slow], config = {}, ...story }: Story,
  rule = 'slow',
): Promise<Explanation> => {
  const document = { scenario: 1, start: START, step: '1m', config: { channels: { desktop: {} }, ...config, rules }, ...story };
  const read = readScenario(stringify(document), profiles);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return glimpse(read.value, minutes(minute), ({ world, now }) => {
    const told = answerFrom(world, { rule: rule as RuleId, labels: null }, now);
    if (!told.ok) throw new Error(told.error.message);
    return told.value.explanation;
  });
};

const closed = (gates: readonly Gate[]): Gate | undefined => gates.find(({ state }) => state === 'blocked');

const iso = (gate: Gate | undefined): object => ({
  id: gate?.id,
  because: gate?.because,
  until: gate?.until == null ? null : new Date(gate.until).toISOString().slice(11, 16),
});

const load = (values: string): Story['input'] => [{ series: 'load_seconds{page="home"}', values }];
const ratio = {
  ...slow,
  when: { ratio: { bad: 'bad_total', total: 'all_total' }, window: '5m', stretchTo: '5m', minCount: 20, above: 0.05 },
};

const MOVE = { name: 'Move', match: { rule: 'slow' }, from: '2026-01-05T09:00:00Z', to: '2026-01-05T09:30:00Z' };

/** A gate, the story in which it is closed, when it opens, and what is said. */
const GATES: readonly (readonly [id: string, because: string, minute: number, Story, until: string | null, words: string])[] = [
  ['rule', 'rule-off', 3, { rules: [{ ...slow, enabled: false }], input: load('9x9') }, null, 'the rule is turned off'],
  [
    'series',
    'no-series',
    3,
    { input: [{ series: 'up{page="home"}', values: '1x9' }] },
    null,
    'there is no series of load_seconds',
  ],
  [
    'observed',
    'asleep',
    3,
    {
      input: load('1x9'),
      world: [
        { at: '2m', event: 'suspend' },
        { at: '8m', event: 'resume' },
      ],
    },
    null,
    'this desk was asleep since 09:02',
  ],
  [
    'observed',
    'offline',
    3,
    {
      input: load('1x9'),
      world: [
        { at: '2m', event: 'offline' },
        { at: '8m', event: 'online' },
      ],
    },
    null,
    'network',
  ],
  ['fresh', 'stale', 9, { input: load('1 1 _x8') }, null, '8 min old in observed time; after 5 min it counts no more'],
  ['fresh', 'ended', 4, { input: load('1 1 stale _x3') }, null, 'its series was announced'],
  [
    'fresh',
    'empty',
    9,
    { rules: [{ ...slow, when: { ...slow.when, reduce: 'avg', window: '2m' } }], input: load('1 1 _x8') },
    null,
    'no sample within its window',
  ],
  [
    'baseline',
    'learning',
    9,
    { rules: [{ ...slow, when: { metric: 'load_seconds', increase: '20%', baseline: 'ema' } }], input: load('2x20') },
    null,
    'of 100 samples',
  ],
  [
    'events',
    'too-few',
    5,
    {
      rules: [ratio],
      input: [
        { series: 'bad_total', values: '0 1x9' },
        { series: 'all_total', values: '0 4x9' },
      ],
    },
    null,
    'only 4 events over 5 min, 1 of them bad: 20 are needed',
  ],
  ['breach', 'within-limit', 3, { input: load('2x9') }, null, 'the value is 2 s; the limit is 3 s'],
  [
    'for',
    'for',
    3,
    { rules: [{ ...slow, for: '5m' }], input: load('1 9x9') },
    '09:06',
    '2 min of 5 min observed; it fires at 09:06 if that goes on',
  ],
  [
    'resolved-by-hand',
    'resolved-by-hand',
    6,
    { input: load('9x20'), actions: [{ at: '4m', resolve: { rule: 'slow' }, by: 'ana' }] },
    '09:34',
    'resolved it by hand',
  ],
  [
    'acknowledged',
    'acknowledged',
    6,
    {
      config: { maintenance: [{ ...MOVE, to: '2026-01-05T09:05:00Z' }] },
      input: load('9x20'),
      actions: [{ at: '2m', acknowledge: { rule: 'slow' }, by: 'ana', note: 'mine' }],
    },
    null,
    'it is in the hands of ana since 09:02',
  ],
  [
    'settling',
    'settling',
    2.75,
    {
      config: { maintenance: [{ ...MOVE, to: '2026-01-05T09:02:10Z' }] },
      input: load('9x20'),
      world: [
        { at: '2m', event: 'suspend' },
        { at: '2m30s', event: 'resume' },
      ],
    },
    null,
    'every target is read afresh',
  ],
  [
    'suppressed',
    'suppressed',
    6,
    { input: load('1x3 9x9'), actions: [{ at: '1m', suppress: { rule: 'slow' }, by: 'ana', for: '20m', why: 'known' }] },
    '09:21',
    'it is suppressed by ana until 09:21: known',
  ],
  [
    'maintenance',
    'maintenance',
    6,
    {
      config: { maintenance: [MOVE] },
      input: load('9x20'),
    },
    '09:30',
    'maintenance “Move” runs until 09:30',
  ],
  [
    'inhibited',
    'inhibited',
    6,
    {
      rules: [slow, { ...slow, id: 'down', name: 'Site down', category: 'availability', when: { metric: 'up', below: 1 } }],
      config: { inhibit: [{ when: { rule: 'down' }, mute: { rule: 'slow' } }] },
      input: [{ series: 'up', values: '0x9' }, ...load('9x9')],
    },
    null,
    'the alert “Site down” explains it',
  ],
  [
    'flapping',
    'flapping',
    6,
    { rules: [{ ...slow, resolve: { after: '0s', goodReadings: 1 } }], input: load('1 9 1 9 1 9x70') },
    '10:01',
    'changes too often',
  ],
  [
    'channels',
    'no-channel',
    3,
    { rules: [{ ...slow, channels: ['email'] }], input: load('9x9') },
    null,
    'no channel of this desk',
  ],
];

describe('each gate in turn', () => {
  it.each(GATES)('%s is closed because of %s', async (id, because, minute, story, until, words) => {
    const { gates, outcome } = await explainedAt(minute, story);
    expect(iso(closed(gates))).toEqual({ id, because, until });
    expect(outcome.kind).toBe('silent');
    expect(outcome.text).toContain(`Did not wake anyone: because `);
    expect(outcome.text).toContain(words);
    const place = gates.findIndex(({ state }) => state === 'blocked');
    expect(gates.slice(0, place).map(({ state }) => state)).not.toContain('not-reached');
    expect(gates.slice(place + 1).map(({ state }) => state)).not.toContain('passed');
  });
});

const email = { email: { to: ['ops@example.org'], dailySummary: '08:00' } };
const sms = { sms: { to: ['+441110000001'], perHour: 1 } };
const warning = { ...slow, severity: 'warning' };
const info = { ...slow, severity: 'info' };
const pages = (count: number, values: string): Story['input'] =>
  Array.from({ length: count }, (_, index) => ({ series: `load_seconds{page="${index}"}`, values: `1x${index} ${values}` }));

const CHANNELS: readonly (readonly [
  id: string,
  because: string,
  channel: string,
  minute: number,
  Story,
  until: string | null,
])[] = [
  [
    'route',
    'channel-off',
    'desktop',
    3,
    { config: { channels: { desktop: { enabled: false }, ...email } }, input: load('9x9') },
    null,
  ],
  [
    'route',
    'not-of-rule',
    'desktop',
    3,
    { rules: [{ ...slow, channels: ['email'] }], config: { channels: { desktop: {}, ...email } }, input: load('9x9') },
    null,
  ],
  ['route', 'severity', 'sms', 3, { rules: [warning], config: { channels: sms }, input: load('9x9') }, null],
  [
    'route',
    'no-recipients',
    'email',
    3,
    { config: { channels: { desktop: {}, email: { to: [] } } }, input: load('9x9') },
    null,
  ],
  [
    'quiet-hours',
    'quiet-hours',
    'desktop',
    3,
    { rules: [warning], config: { quietHours: { from: '08:00', to: '10:00' } }, input: load('9x9') },
    '10:00',
  ],
  ['digest', 'digest', 'email', 3, { rules: [warning], config: { channels: email }, input: load('1 9x9') }, '09:16'],
  ['digest', 'digest', 'email', 3, { rules: [info], config: { channels: email }, input: load('1 9x9') }, '08:00'],
  [
    'delivery',
    'retrying',
    'webhook',
    0,
    {
      config: { channels: { webhook: { endpoints: [{ url: 'https://example.org/hook' }] } } },
      input: load('9x9'),
      receivers: { webhook: [503] },
    },
    '09:00',
  ],
  [
    'delivery',
    'abandoned',
    'webhook',
    3,
    {
      config: { channels: { webhook: { endpoints: [{ url: 'https://example.org/hook' }] } } },
      input: load('9x9'),
      receivers: { webhook: ['reject'] },
    },
    null,
  ],
];

describe('each gate of a channel in turn', () => {
  it.each(CHANNELS)('%s is closed because of %s on %s', async (id, because, channel, minute, story, until) => {
    const { channels, outcome } = await explainedAt(minute, story);
    const found = channels.find((one) => one.channel === channel);
    expect(iso(closed(found?.gates ?? []))).toEqual({ id, because, until });
    const isOther = channels.some((one) => one.told?.state === 'sent');
    expect(outcome.kind).toBe(isOther ? 'woke' : 'silent');
  });

  it.each([
    ['rule-rate', 'desktop', { config: { rateLimits: { perRule: '1/h' } }, input: pages(2, '9x9') }, '1'],
    ['quota', 'sms', { config: { channels: sms }, input: pages(2, '9x9') }, '1'],
    ['storm', 'desktop', { step: '1s', input: pages(7, '9x90') }, '6'],
  ] as const)('%s holds the next alert on %s', async (id, channel, story, page) => {
    const read = readScenario(
      stringify({
        scenario: 1,
        start: START,
        step: '1m',
        ...story,
        config: { channels: { desktop: {} }, rules: [slow], ...('config' in story ? story.config : {}) },
      }),
      profiles,
    );
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const explanation = await glimpse(read.value, (7 * read.value.step) as never, ({ world, now }) =>
      answerFrom(world, { rule: 'slow' as RuleId, labels: { page } }, now),
    );
    if (!explanation.ok) throw new Error(explanation.error.message);
    const gates = explanation.value.explanation.channels.find((one) => one.channel === channel)?.gates ?? [];
    expect(closed(gates)).toMatchObject({ id, because: id, until: expect.any(Number) });
    expect(explanation.value.explanation.outcome.text).toMatch(/^Did not wake anyone: because .* leaves .*at \d\d:\d\d/);
  });
});

describe('an alert that woke somebody', () => {
  it('says when, by what and why, and what keeps it quiet since', async () => {
    const story = { input: load('1 9x20'), actions: [{ at: '5m', acknowledge: { rule: 'slow' }, by: 'ana', note: 'mine' }] };
    expect((await explainedAt(3, story)).outcome).toEqual({
      kind: 'woke',
      text: 'Woke: Pop-up at 09:01, because the rule Slow fired.',
    });
    expect((await explainedAt(9, story)).outcome.text).toBe(
      'Woke: Pop-up at 09:01, because the rule Slow fired. Nothing more is told now: it is in the hands of ana since 09:05, until it is resolved. “mine”.',
    );
  });

  it('fires on while its value is good again, and says for how long yet', async () => {
    const { gates, outcome } = await explainedAt(6, { input: load('1 9x3 1x20') });
    expect(outcome.kind).toBe('woke');
    expect(gates.find(({ id }) => id === 'breach')).toMatchObject({
      state: 'passed',
      text: 'The value is 1 s; the limit is 3 s. It fires until it is good for 5 min and in 3 readings (2 so far).',
    });
  });

  it('is over once resolved, and the last episode is named', async () => {
    const { outcome, state } = await explainedAt(20, { input: load('1 9x3 1x20') });
    expect(state).toBe('resolved');
    expect(outcome.text).toBe(
      'Did not wake anyone: because the value is 1 s; the limit is 3 s. Its last episode a1-1 ended at 09:10.',
    );
  });

  it('tells of each level whom and when', async () => {
    const rules = [{ ...slow, impact: 'medium' }];
    const config = { channels: { email: { to: ['ops@example.org'] } }, teams: { senior: { email: ['senior@example.org'] } } };
    const { levels, outcome } = await explainedAt(40, { rules, config, input: load('9x60') });
    expect(levels.map(({ team, state, text }) => [team, state, text])).toEqual([
      ['senior', 'told', 'It was due at 09:30, by Email.'],
      ['management', 'to-come', 'It is told at 13:00, but no channel of this desk reaches it.'],
      ['executive', 'to-come', 'It is told at 09:00 on 6 Jan, but no channel of this desk reaches it.'],
    ]);
    expect(outcome.text).toBe('Woke: Email at 09:00 and team senior at 09:30 (level 1), because the rule Slow fired.');
  });

  it('of a test says that nothing was judged', async () => {
    const { gates, outcome } = await explainedAt(
      3,
      { input: load('1x9'), actions: [{ at: '2m', 'test-alert': {} }] },
      'test-alert',
    );
    expect(gates.filter(({ state }) => state === 'not-applicable')).toHaveLength(9);
    expect(outcome.text).toBe('Woke: Pop-up at 09:02, because somebody sent a test.');
  });
});

describe('which alert is meant', () => {
  const story: Story = { input: [...load('1x9'), { series: 'load_seconds{page="tutors"}', values: '9x9' }] };

  it('is the worst one, unless labels name another', async () => {
    expect((await explainedAt(3, story)).labels).toEqual({ page: 'tutors' });
  });

  it('is answered with the nearest name where there is no such rule', async () => {
    await expect(explainedAt(3, story, 'slwo')).rejects.toThrow('There is no rule slwo. Did you mean slow?');
  });
});

describe('what is usual', () => {
  it('stands beside the value with the baseline behind it', async () => {
    const { seen } = await explainedAt(3, {
      rules: [{ ...slow, when: { metric: 'load_seconds', increase: '20%', baseline: 'ema' } }],
      baselines: [{ series: 'load_seconds{page="home"}', mean: 2, deviation: 0.1, samples: 500 }],
      input: load('2x9'),
    });
    expect(seen).toMatchObject({ verdict: 'ok', value: 2, threshold: 2.4, baseline: 'ema', band: { expected: 2 } });
    expect(seen.text).toBe('The value is 2 s; the limit is 2.4 s, for 2 s is usual (moving average).');
    expect(seen.series).toEqual([expect.objectContaining({ id: 'load_seconds{page="home"}', age: 0, isFresh: true })]);
  });
});
