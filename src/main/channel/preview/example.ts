import type { Delivery, Message } from '../../core/model/notification.js';
import type { ExampleName } from '../../core/model/preview.js';
import type { ChannelKind, NotificationReason } from '../../core/model/reason.js';
import type { DailyReport } from '../../core/model/report.js';
import { digestMessage, summaryMessage } from '../../core/notify/digest-message.js';
import { groupedMessage } from '../../core/notify/message.js';
import type { Background } from '../../core/port/channel.js';
import type { PreviewQuestion } from '../../core/port/preview.js';
import type { Instant } from '../../core/time/instant.js';
import { type Case, type Made, made } from './case.js';
import { exampleDay } from './day.js';

const DOWN: Case = {
  number: 17,
  name: 'Site down',
  summary: 'Booking form is down: answered 503, expected 200-399',
  severity: 'critical',
  category: 'availability',
  impact: 'high',
  metric: 'up',
  test: { kind: 'below', threshold: 1 },
  value: 0,
  labels: { target: 'booking-form', page: 'booking' },
  businessImpact: 'Parents cannot book a lesson.',
  playbook: 'site-down',
  age: 14,
  over: null,
  acknowledgedBy: null,
  kind: 'real',
};

const SLOW: Case = {
  ...DOWN,
  number: 18,
  name: 'Slow page loads',
  summary: 'Slow page loads: Tutor search, 4.23 s (limit 3 s)',
  severity: 'warning',
  category: 'performance',
  impact: null,
  metric: 'http_response_seconds',
  test: { kind: 'above', threshold: 3 },
  value: 4.23,
  labels: { target: 'tutor-search', page: 'search' },
  businessImpact: 'Visitors leave before they see a tutor.',
  playbook: 'slow-page-loads',
  age: 22,
};

const ASSETS: Case = {
  ...SLOW,
  number: 12,
  name: 'Asset loading failures',
  summary: 'Asset loading failures: Home, 7.14 % (limit 5 %)',
  metric: 'asset_failure_ratio',
  test: { kind: 'above', threshold: 0.05 },
  value: 0.0714,
  labels: { target: 'home', page: 'home' },
  businessImpact: '',
  playbook: 'asset-loading-failures',
  age: 48,
  acknowledgedBy: 'Ana Ruiz',
};

const FORMS: Case = {
  ...DOWN,
  number: 21,
  name: 'Revenue form failures',
  summary: 'Inquiry form fails for 7.08 % of 113 submissions (limit 3 %)',
  category: 'business',
  metric: 'form_failure_ratio',
  test: { kind: 'above', threshold: 0.03 },
  value: 0.0708,
  labels: { form: 'inquiry' },
  businessImpact: 'Inquiries are lost while this lasts.',
  playbook: 'form-failures',
  age: 3,
};

const LONG: Case = {
  ...DOWN,
  number: 1_204,
  name: 'Response time of the pages for parents abroad against the promise of the royal client service',
  summary:
    'Response time of the pages for parents abroad against the promise of the royal client service: Tutors for A-level Further Mathematics and Physics in the Channel Islands, 12.4 s (limit 2 s) – “rebuilt” since Tuesday’s deployment',
  metric: 'http_response_seconds',
  test: { kind: 'above', threshold: 2 },
  value: 12.4,
  labels: {
    target: 'tutors-further-mathematics-and-physics-channel-islands',
    page: 'subject',
    device: 'mobile',
    country: 'GG',
  },
  businessImpact: 'Families abroad book by telephone instead, and half of them do not book at all.',
  age: 1_520,
};

interface Example {
  readonly title: string;
  readonly reason: NotificationReason;
  readonly cases: readonly Case[];
  /** Channels that would ever be given it. */
  readonly channels: readonly ChannelKind[];
  readonly level?: number;
}

const ALL: readonly ChannelKind[] = ['email', 'slack', 'sms', 'desktop', 'webhook'];
const NOT_SMS: readonly ChannelKind[] = ['email', 'slack', 'desktop', 'webhook'];

const TEST: Case = {
  ...DOWN,
  number: 30,
  name: 'Test alert',
  summary: 'Test alert: Ana',
  category: 'infrastructure',
  impact: null,
  metric: 'test',
  labels: { by: 'Ana' },
  businessImpact: 'This is a test: nothing is wrong.',
  playbook: null,
  age: 0,
  kind: 'test',
};

/** Every example by its name. */
export const EXAMPLES: Readonly<Record<ExampleName, Example>> = {
  firing: { title: 'A critical alert fires', reason: 'firing', cases: [DOWN], channels: ALL },
  warning: { title: 'A warning fires', reason: 'firing', cases: [SLOW], channels: ['slack', 'desktop', 'webhook', 'email'] },
  escalated: {
    title: 'It is escalated to a team',
    reason: 'escalated',
    cases: [{ ...DOWN, age: 241 }],
    channels: ['email', 'slack', 'sms', 'webhook'],
    level: 2,
  },
  recovered: { title: 'It has recovered', reason: 'recovered', cases: [{ ...DOWN, value: 1, over: 0 }], channels: NOT_SMS },
  several: {
    title: 'Several fire at once',
    reason: 'firing',
    cases: [DOWN, FORMS, { ...SLOW, severity: 'critical' }],
    channels: ALL,
  },
  digest: {
    title: 'The digest of warnings',
    reason: 'digest',
    cases: [SLOW, ASSETS, { ...SLOW, number: 19, summary: 'Slow page loads: Contact, 3.4 s (limit 3 s)', over: 4, age: 11 }],
    channels: ['email'],
  },
  'daily-summary': {
    title: 'The daily summary',
    reason: 'daily-summary',
    cases: [DOWN, SLOW, ASSETS, { ...FORMS, severity: 'warning', over: 200, age: 231, acknowledgedBy: 'Ben Okri' }],
    channels: ['email'],
  },
  test: { title: 'A test', reason: 'test', cases: [TEST], channels: ALL },
  drill: {
    title: 'A fire drill',
    reason: 'escalated',
    cases: [{ ...TEST, name: 'Fire drill', summary: 'Fire drill: practice of the escalation', kind: 'drill', labels: {} }],
    channels: ['email', 'slack', 'sms', 'webhook'],
    level: 1,
  },
  long: { title: 'One with very long words', reason: 'firing', cases: [LONG], channels: ALL },
};

const TEAMS = ['', 'senior', 'management', 'executive'];

/** An example as it would leave by a channel at `now`. */
export const exampleOf = (
  question: PreviewQuestion,
): { readonly delivery: Delivery; readonly background: Background; readonly report: DailyReport | null } => {
  const { channel, example, site, templates, now } = question;
  const { reason, cases, level = 0 } = EXAMPLES[example];
  const all = cases.map((one) => made(one, now));
  const rows = all.map(({ row }) => row);
  const message = messageOf(reason, all, level, now);
  const [own] = rows;
  const delivery: Delivery = {
    id: `example:${example}:${channel}`,
    reason,
    channel,
    episode: rows.length === 1 ? (own?.id ?? null) : null,
    alerts: rows.map(({ id }) => id),
    rule: own?.rule ?? null,
    level,
    recipients: [],
    message,
    decidedAt: now,
    dueAt: now,
    state: { kind: 'waiting' },
    attempts: [],
  };
  const isDay = example === 'daily-summary';
  return {
    delivery,
    background: { now, site, templates, alerts: rows, count: rows.length, shown: [] },
    report: isDay ? exampleDay(rows, now) : null,
  };
};

const messageOf = (reason: NotificationReason, all: readonly Made[], level: number, now: Instant): Message => {
  const [own] = all;
  if (own !== undefined && all.length === 1) return own.message(reason, level, TEAMS[level]);
  const rows = all.map(({ row }) => row);
  const lines = rows.map((row) => lineOf(row, now));
  if (reason === 'digest') return digestMessage(lines);
  if (reason === 'daily-summary') {
    const open = lines.filter(({ state }) => state === 'firing');
    return summaryMessage([], { fired: { critical: 1, warning: 3, info: 0 }, resolved: 2, open });
  }
  return groupedMessage(reason, {
    count: rows.length,
    criticals: rows.filter(({ severity }) => severity === 'critical').length,
    named: rows.map(({ summary }) => summary),
  });
};

const lineOf = (row: Made['row'], now: Instant): Parameters<typeof digestMessage>[0][number] => ({
  text: row.summary,
  severity: row.severity,
  state: row.state,
  isAcknowledged: row.acknowledged !== null,
  lasted: row.resolvedAt === null ? null : Math.min(row.resolvedAt, now) - row.firedAt,
});
