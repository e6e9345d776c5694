import { z } from 'zod';
import { body, headers, json, status } from './expectation.js';
import { keep, stepUrl } from './journey.js';
import { request } from './request.js';
import { count, days, duration, httpUrl, id, labels, name, positiveDuration, size } from './scalar.js';

const expect = z.strictObject({
  status: status.optional(),
  body: body.optional(),
  json: json.optional(),
  headers: headers.optional(),
  within: positiveDuration.optional(),
  size: size.optional(),
  redirects: count.max(10).optional(),
  certificateDays: days.optional(),
});

const step = z.strictObject({
  name: name.optional(),
  url: stepUrl,
  request: request.optional(),
  expect: expect.omit({ certificateDays: true }).optional(),
  keep: keep.optional(),
});

/** One entry of `targets`. */
export const target = z.strictObject({
  id,
  name: name.optional(),
  url: httpUrl,
  every: positiveDuration.optional(),
  timeout: positiveDuration.optional(),
  confirm: z.strictObject({ tries: z.number().int().min(1).max(10).optional(), wait: duration.optional() }).optional(),
  request: request.optional(),
  expect: expect.optional(),
  keep: keep.optional(),
  steps: z.array(step).min(1).max(20).optional(),
  assets: z.boolean().optional(),
  labels: labels.optional(),
});

export type TargetDocument = z.output<typeof target>;
export type StepDocument = z.output<typeof step>;
