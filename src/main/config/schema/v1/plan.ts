import { z } from 'zod';
import { minutes, seconds } from '../../../core/time/instant.js';
import { say } from '../../wording.js';
import { category, impact, match, severity } from './rule.js';
import {
  count,
  dateTime,
  duration,
  httpUrl,
  id,
  name,
  percentage,
  positiveDuration,
  rate,
  secret,
  size,
  textAs,
  threshold,
  timeOfDay,
  timeZone,
} from './scalar.js';

const alertMatch = z.strictObject({
  rule: id.optional(),
  severity: severity.optional(),
  category: category.optional(),
  impact: impact.optional(),
  labels: match.optional(),
});

export const inhibition = z.strictObject({ when: alertMatch, mute: alertMatch, equal: z.array(z.string().min(1)).optional() });

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const maintenance = z.strictObject({
  name: name.optional(),
  match: match.optional(),
  from: dateTime.optional(),
  to: dateTime.optional(),
  every: z.strictObject({ days: z.array(z.enum(DAYS)).min(1).optional(), at: timeOfDay, for: positiveDuration }).optional(),
  timeZone: timeZone.optional(),
});

export const quietHours = z.strictObject({
  from: timeOfDay,
  to: timeOfDay,
  timeZone: timeZone.optional(),
  holds: z.array(z.enum(['warning', 'info'])).optional(),
});

const delays = z.union([
  duration,
  z.strictObject({
    high: duration.optional(),
    medium: duration.optional(),
    low: duration.optional(),
    none: duration.optional(),
  }),
]);
const level = z.strictObject({ level: z.number().int().min(1).max(3), after: delays, team: id });

export const escalation = z.strictObject({
  critical: z.array(level).optional(),
  warning: z.array(level).optional(),
  stopOnAcknowledge: z.boolean().optional(),
});

export const objective = z.strictObject({
  id,
  kind: z.enum(['availability', 'latency', 'errors', 'lighthouse', 'web-vitals']),
  target: percentage,
  over: positiveDuration.optional(),
  under: z.union([positiveDuration, threshold]).optional(),
  match: match.optional(),
});

const budget = z.strictObject({
  javascriptInitial: size.optional(),
  javascript: size.optional(),
  cssCritical: size.optional(),
  css: size.optional(),
  imageHero: size.optional(),
  images: size.optional(),
  weight: size.optional(),
  requests: count.optional(),
  thirdParty: count.optional(),
});

export const budgets = z.strictObject({ defaults: budget.optional(), pages: z.record(z.string(), budget).optional() });

const score = z.number().min(0).max(100);
export const lighthouse = z.strictObject({
  performance: score.optional(),
  accessibility: score.optional(),
  bestPractices: score.optional(),
  seo: score.optional(),
});

export const store = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('embedded') }),
  z.strictObject({
    kind: z.literal('mongodb'),
    uri: secret,
    allowInsecure: z.boolean().optional(),
    desk: name.optional(),
    mayLead: z.boolean().optional(),
  }),
]);

export const retention = z.strictObject({
  raw: positiveDuration.optional(),
  minute: positiveDuration.optional(),
  fiveMinutes: positiveDuration.optional(),
  hour: positiveDuration.optional(),
  alerts: positiveDuration.optional(),
  audit: positiveDuration.optional(),
  logs: positiveDuration.optional(),
  recording: positiveDuration.optional(),
});

export const backup = z.strictObject({
  path: name,
  at: timeOfDay.optional(),
  keep: z.strictObject({ daily: count.optional(), weekly: count.optional(), monthly: count.optional() }).optional(),
  passphrase: secret.optional(),
});

const LEAST_BETWEEN_BEATS = seconds(10);

export const heartbeat = z.strictObject({
  url: secret,
  every: positiveDuration
    .refine((length) => length >= LEAST_BETWEEN_BEATS, {
      error: () => say('must be at least 10 s', 'Write "30s" or "1m": receivers refuse what comes more often.'),
    })
    .optional(),
  allowInsecure: z.boolean().optional(),
});

const LEAST_BETWEEN_LOOKS = minutes(5);

export const updates = z.strictObject({
  url: httpUrl,
  channel: textAs('a word of small letters, digits and dashes', 'latest or beta', (text) =>
    /^[a-z][a-z0-9-]{0,39}$/.test(text) ? text : undefined,
  ).optional(),
  every: positiveDuration
    .refine((length) => length >= LEAST_BETWEEN_LOOKS, {
      error: () => say('must be at least 5 min', 'Write "6h" or "1d": new versions do not come by the minute.'),
    })
    .optional(),
  allowInsecure: z.boolean().optional(),
});

export const business = z.strictObject({
  values: z.record(z.string(), z.number().min(0)).optional(),
  opportunity: z.number().min(0).optional(),
  experiments: z
    .record(
      z.string().min(1).max(60),
      z.strictObject({
        control: z.string().min(1).max(60).optional(),
        shares: z.record(z.string().min(1).max(60), z.number().min(0)).optional(),
      }),
    )
    .optional(),
});

export const competitor = z.strictObject({ name, url: httpUrl });

export const handOver = z.strictObject({
  order: z.array(z.enum(['desktop', 'email', 'slack', 'sms', 'webhook'])).min(2),
  after: positiveDuration.optional(),
});

export const rateLimits = z.strictObject({
  perRule: rate.optional(),
  storm: z.strictObject({ firings: z.number().int().min(1), within: positiveDuration }).optional(),
});
