import { drillReport } from '../../src/main/core/drill/report.js';
import { UNTOLD } from '../../src/main/core/incident/untold.js';
import type { Episode, EpisodeId, TimelineEntry } from '../../src/main/core/model/alert.js';
import type { DrillReport } from '../../src/main/core/model/drill.js';
import type { Delivery } from '../../src/main/core/model/notification.js';
import type { RuleId } from '../../src/main/core/model/rule.js';
import { after, duration, hours, type Instant, minutes, seconds } from '../../src/main/core/time/instant.js';
import { keyOfRecipients } from '../../src/main/engine/spread.js';
import { deliveryOf } from './delivery.js';
import { configOf } from './engine.js';

const ID = 'a31-1' as EpisodeId;

interface Told {
  readonly level: number;
  readonly channel: Delivery['channel'];
  readonly to: string;
  /** Seconds after the start. */
  readonly at: number;
  readonly said: string;
  readonly state?: 'delivered' | 'abandoned' | 'waiting';
}

const TOLD: readonly Told[] = [
  { level: 0, channel: 'desktop', to: '', at: 0, said: 'shown on this desktop' },
  { level: 0, channel: 'email', to: 'ops@example.org', at: 0, said: '250 2.0.0 Ok: queued as 4F2D81A0' },
  { level: 0, channel: 'slack', to: '#critical-alerts', at: 0, said: 'taken by Slack' },
  { level: 0, channel: 'webhook', to: 'https://hooks.example.org/alerts', at: 0, said: 'answered 202' },
  { level: 1, channel: 'email', to: 'senior@example.org', at: 5, said: '250 2.0.0 Ok: queued as 4F2D81A1' },
  { level: 1, channel: 'sms', to: '+447700900123', at: 5, said: 'taken by Twilio as SM8f2c' },
  {
    level: 1,
    channel: 'sms',
    to: '+447700900456',
    at: 5,
    said: 'refused for good: +44…56: This number cannot get short messages.',
    state: 'abandoned',
  },
];

const idOf = (level: number, channel: string, to: string): string => `${ID}:${level}:${channel}:${keyOfRecipients([to])}`;

const deliveries = (start: Instant): readonly Delivery[] =>
  TOLD.map(({ level, channel, to, at, said, state = 'delivered' }) => {
    const sentAt = after(start, seconds(at));
    const settledAt = after(sentAt, duration(420));
    const over = {
      delivered: { kind: 'delivered', at: settledAt },
      abandoned: { kind: 'abandoned', at: settledAt, why: said },
      waiting: { kind: 'waiting' },
    } as const;
    return deliveryOf(channel, {
      id: idOf(level, channel, to),
      reason: level === 0 ? 'test' : 'escalated',
      episode: ID,
      alerts: [ID],
      level,
      recipients: to === '' ? [] : [to],
      decidedAt: sentAt,
      attempts: [{ at: sentAt, took: duration(420), outcome: 'ok', text: said }],
      state: over[state],
    });
  });

const LEVELS = ([1, 2, 3] as const).map((level) => ({
  level,
  after: { high: hours(1), medium: hours(1), low: hours(1), none: hours([1, 4, 24][level - 1] ?? 1) },
  team: (['senior', 'management', 'executive'] as const)[level - 1] ?? '',
}));

const entry = (sequence: number, at: Instant, change: Partial<TimelineEntry>): TimelineEntry => ({
  episode: ID,
  sequence,
  at,
  kind: 'note',
  by: null,
  text: '',
  value: null,
  ...change,
});

/** A drill that runs: level 1 is told, one number failed, management has no address, and Ben pressed Slack's button. */
export const scriptedDrills = (now: Instant): readonly DrillReport[] => {
  const startedAt = after(now, duration(-seconds(50)));
  const sent = deliveries(startedAt);
  const ana = { name: 'Ana Ruiz', role: 'admin', via: 'browser' } as const;
  const ben = { name: 'Ben Okri', role: 'responder', via: 'slack' } as const;
  const episode: Episode = {
    ...UNTOLD,
    id: ID,
    fingerprint: '' as Episode['fingerprint'],
    number: 1,
    rule: 'fire-drill' as RuleId,
    labels: { by: ana.name },
    severity: 'critical',
    startedAt,
    firedAt: startedAt,
    value: null,
    threshold: 0,
    worst: null,
    resolution: null,
    acknowledgement: { by: ben, at: after(startedAt, seconds(31)), note: '', end: { kind: 'resolved' } },
    level: 2,
    escalation: [
      { level: 1, at: after(startedAt, seconds(5)), team: 'senior', done: true },
      { level: 2, at: after(startedAt, seconds(20)), team: 'management', done: true },
      { level: 3, at: after(startedAt, seconds(120)), team: 'executive', done: false },
    ],
    test: true,
    drill: {
      over: minutes(2),
      endsAt: after(startedAt, minutes(7)),
      confirmed: [{ delivery: idOf(1, 'email', 'senior@example.org'), by: ana.name, at: after(startedAt, seconds(44)) }],
    },
  };
  const timeline = [
    entry(1, startedAt, { kind: 'fired', by: ana }),
    entry(2, after(startedAt, seconds(31)), { kind: 'acknowledged', by: ben }),
  ];
  const plan = { critical: LEVELS, warning: [], stopOnAcknowledge: false };
  return [drillReport({ episode, timeline, deliveries: sent, plan, site: configOf().site })];
};
