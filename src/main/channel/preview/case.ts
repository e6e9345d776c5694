import { UNTOLD } from '../../core/incident/untold.js';
import type { Episode, EpisodeId } from '../../core/model/alert.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { Labels } from '../../core/model/labels.js';
import type { Message } from '../../core/model/notification.js';
import type { NotificationReason } from '../../core/model/reason.js';
import type { Category, Impact, Rule, RuleId, Severity } from '../../core/model/rule.js';
import { episodeMessage } from '../../core/notify/message.js';
import { after, duration, type Instant, minutes, seconds } from '../../core/time/instant.js';
import { alertRow } from '../../core/view/alert.js';

/** An alert that we made up, in few words. Lengths in minutes. */
export interface Case {
  readonly number: number;
  readonly name: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly impact: Impact | null;
  readonly metric: string;
  readonly test: { readonly kind: 'above' | 'below'; readonly threshold: number };
  readonly value: number;
  readonly labels: Labels;
  readonly businessImpact: string;
  readonly playbook: string | null;
  /** So long ago it began. */
  readonly age: number;
  /** So long ago it ended; null while it fires. */
  readonly over: number | null;
  readonly acknowledgedBy: string | null;
  readonly kind: 'real' | 'test' | 'drill';
}

/** A made-up alert with the parts of the engine's that a message is made of. */
export interface Made {
  readonly row: AlertRow;
  message(reason: NotificationReason, level?: number, team?: string): Message;
}

export const made = (given: Case, now: Instant): Made => {
  const rule = ruleOf(given);
  const episode = episodeOf(given, now);
  const { summary } = given;
  const row = alertRow({
    episode,
    rule,
    alert: null,
    judgement: null,
    suppression: null,
    mute: null,
    summary,
    reach: () => ['email', 'slack', 'sms'],
  });
  return {
    row,
    message: (reason, level = 0, team) =>
      episodeMessage(reason, { episode, rule, summary, now, level, team: team ?? null, isFollowUp: false }),
  };
};

const ruleOf = (given: Case): Rule => ({
  id: given.name.toLowerCase().replaceAll(/\W+/g, '-') as RuleId,
  name: given.name,
  enabled: true,
  severity: given.severity,
  category: given.category,
  impact: given.impact,
  when: {
    subject: { kind: 'metric', metric: given.metric, reduce: 'last', window: null },
    match: [],
    by: null,
    stale: null,
    test: given.test,
  },
  for: seconds(0),
  clear: null,
  resolve: { auto: true, after: minutes(5), goodReadings: 3 },
  repeat: null,
  channels: null,
  businessImpact: given.businessImpact,
  playbook: given.playbook,
  labels: {},
  origin: 'profile',
  hasSource: true,
});

const ago = (now: Instant, length: number): Instant => after(now, duration(-minutes(length)));

const episodeOf = (given: Case, now: Instant): Episode => {
  const startedAt = ago(now, given.age);
  const { acknowledgedBy, over, kind } = given;
  return {
    ...UNTOLD,
    id: `a${given.number}-1` as EpisodeId,
    fingerprint: '' as Episode['fingerprint'],
    number: 1,
    rule: ruleOf(given).id,
    labels: given.labels,
    severity: given.severity,
    startedAt,
    firedAt: startedAt,
    value: given.value,
    threshold: given.test.threshold,
    worst: given.value,
    resolution: over === null ? null : { at: ago(now, over), how: 'auto', by: null, reason: '', judged: null },
    acknowledgement:
      acknowledgedBy === null
        ? null
        : {
            by: { name: acknowledgedBy, role: 'responder', via: 'desk' },
            at: ago(now, given.age - 2),
            note: 'The supplier has an incident open',
            end: { kind: 'resolved' },
          },
    escalation: given.severity === 'critical' ? stepsOf(startedAt, now) : [],
    test: kind !== 'real',
    ...(kind === 'drill' ? { drill: { over: minutes(2), endsAt: after(now, minutes(5)), confirmed: [] } } : {}),
  };
};

const stepsOf = (startedAt: Instant, now: Instant): Episode['escalation'] =>
  (
    [
      [1, 'senior', 0],
      [2, 'management', 240],
      [3, 'executive', 1_440],
    ] as const
  ).map(([level, team, length]) => {
    const at = after(startedAt, minutes(length));
    return { level, at, team, done: at <= now };
  });
