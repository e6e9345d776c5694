import { readDocument } from '../../src/main/config/read.js';
import type { Config } from '../../src/main/core/model/config.js';
import type { ChannelKind } from '../../src/main/core/model/reason.js';
import type { SeriesSample } from '../../src/main/core/model/sample.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { after, hours, instant, minutes } from '../../src/main/core/time/instant.js';
import { emptyDraft } from '../../src/main/engine/draft.js';
import { recall } from '../../src/main/engine/recall/remember.js';
import { noTrace } from '../../src/main/engine/trace.js';
import { attend, turn } from '../../src/main/engine/turn.js';

const CHANNELS: readonly ChannelKind[] = ['desktop', 'email', 'slack', 'sms', 'webhook'];
const START = instant(Date.parse('2026-01-05T09:00:00Z'));

/** Turns every channel off. */
export const NO_TELLING_BENCH = { channels: {} };

const documentOf = (severity: string, over: object): object => ({
  version: 1,
  profile: 'none',
  rules: [
    { id: 'down', severity, category: 'availability', impact: 'high', when: { metric: 'up', below: 1 } },
    { id: 'never', severity, category: 'business', when: { metric: 'other', below: 1 } },
  ],
  inhibit: Array.from({ length: 20 }, (_, n) => ({
    when: { rule: 'never', labels: { zone: `z${n}` } },
    mute: { rule: 'down' },
    equal: ['page'],
  })),
  teams: { senior: { email: ['senior@example.org'], sms: ['+441110000001'], slack: '#senior' } },
  channels: {
    desktop: {},
    email: { to: ['ops@example.org'] },
    slack: {},
    sms: { to: ['+442220000001'] },
    webhook: { endpoints: [{ url: 'https://hooks.example.org/a' }] },
  },
  ...over,
});

const configOf = (severity: string, over: object): Config => {
  const context = { user: 'bench', timeZone: 'UTC', profiles: {}, playbooks: [], runtime: 'scenario' } as const;
  const { config, problems } = readDocument(documentOf(severity, over), {}, context);
  if (config === null) throw new Error(JSON.stringify(problems));
  return config;
};

const suppressions = Array.from({ length: 1_000 }, (_, n) => ({
  id: `s${n}`,
  matchers: [
    { label: 'rule', operator: '=', value: 'down' },
    { label: 'page', operator: '=', value: `elsewhere-${n}` },
  ] as const,
  by: { name: 'ana', role: 'responder', via: 'desk' } as const,
  why: '',
  startsAt: START,
  endsAt: after(START, hours(100)),
  ended: null,
}));

const samplesOf = (count: number): readonly SeriesSample[] =>
  Array.from({ length: count }, (_, n) => {
    const series = { name: 'up', labels: { page: `p${n}`, target: `t${n % 100}` } };
    return { id: seriesId(series), series, at: START, value: 0 };
  });

/** A desk whose alerts all fire in its next turn. */
export const worldOf = (alerts: number, severity: string, over: object = {}) => {
  const remembered = {
    ...{ alerts: [], episodes: [], sequences: {}, suppressions, deliveries: [], segments: [], latest: [], baselines: [] },
    marks: {},
  };
  const world = recall({ config: configOf(severity, over), remembered, now: START, channels: CHANNELS, trace: noTrace });
  const draft = emptyDraft();
  world.draft = () => draft;
  const samples = samplesOf(alerts);
  let now = START;
  return {
    fire: () => turn(world, { samples, every: minutes(1), scope: 'touched', read: 'all' }, START),
    tick: () => {
      now = after(now, 1_000);
      attend(world, now);
    },
  };
};
