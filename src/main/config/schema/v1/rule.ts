import { z } from 'zod';
import { say } from '../../wording.js';
import {
  count,
  duration,
  id,
  labels,
  labelValue,
  name,
  percentage,
  positiveDuration,
  ratio,
  textAs,
  threshold,
  words,
} from './scalar.js';

const metricName = textAs('a metric name', 'http_response_seconds', (text) =>
  /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(text) ? text : undefined,
);
const labelName = textAs('a label name', 'page', (text) => (/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text) ? text : undefined));
const matcherText = labelValue;

/** `match`: a plain value, or a matcher such as "=~inquiry|booking". */
export const match = z.record(labelName, matcherText);

export const severity = z.enum(['critical', 'warning', 'info']);
export const category = z.enum(['availability', 'performance', 'business', 'build', 'infrastructure']);
export const impact = z.enum(['high', 'medium', 'low']);

const reduce = z.enum(['last', 'avg', 'min', 'max', 'sum', 'count', 'p50', 'p75', 'p90', 'p95', 'p99', 'increase']);

const outsideBand = z.strictObject({
  side: z.enum(['above', 'below', 'either']).optional(),
  atLeast: count.optional(),
  of: count.optional(),
});

const trend = z.strictObject({ direction: z.enum(['up', 'down']), over: positiveDuration.optional(), p: ratio.optional() });

const when = z.strictObject({
  metric: metricName.optional(),
  ratio: z.strictObject({ bad: metricName, total: metricName }).optional(),
  match: match.optional(),
  reduce: reduce.optional(),
  window: positiveDuration.optional(),
  stretchTo: positiveDuration.optional(),
  stale: positiveDuration.optional(),
  by: z.array(labelName).optional(),
  above: threshold.optional(),
  below: threshold.optional(),
  increase: percentage.optional(),
  decrease: percentage.optional(),
  increaseBy: threshold.optional(),
  decreaseBy: threshold.optional(),
  outsideBand: outsideBand.optional(),
  trend: trend.optional(),
  absent: positiveDuration.optional(),
  burnRate: z.strictObject({ objective: id }).optional(),
  event: z.string().min(1).max(100).optional(),
  baseline: z.enum(['ema', 'seasonal', 'auto']).optional(),
  minCount: count.optional(),
});

const CHANNELS = ['desktop', 'email', 'slack', 'sms', 'webhook'] as const;

/** One entry of `rules`. Only the id is always needed: `enabled: false` on a built-in rule's id turns that rule off. */
export const rule = z.strictObject({
  id,
  name: name.optional(),
  enabled: z.boolean().optional(),
  severity: severity.optional(),
  category: category.optional(),
  impact: impact.optional(),
  when: when.optional(),
  for: duration.optional(),
  clear: z.strictObject({ above: threshold.optional(), below: threshold.optional() }).optional(),
  resolve: z
    .strictObject({
      auto: z.boolean().optional(),
      after: duration.optional(),
      goodReadings: z.number().int().min(1).max(1_000).optional(),
    })
    .optional(),
  repeat: positiveDuration.optional(),
  channels: z
    .array(z.enum(CHANNELS, { error: () => say('must be a channel', `Write one of ${CHANNELS.join(', ')}.`) }))
    .optional(),
  businessImpact: words.optional(),
  playbook: id.optional(),
  labels: labels.optional(),
});

export type RuleDocument = z.output<typeof rule>;
export type WhenDocument = NonNullable<RuleDocument['when']>;
