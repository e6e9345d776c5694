import { z } from 'zod';
import { body, json, status } from './expectation.js';
import { days, duration, httpUrl, id, labels, name, positiveDuration } from './scalar.js';

const expect = z.strictObject({
  status: status.optional(),
  body: body.optional(),
  json: json.optional(),
  certificateDays: days.optional(),
});

/** One entry of `targets`. */
export const target = z.strictObject({
  id,
  name: name.optional(),
  url: httpUrl,
  every: positiveDuration.optional(),
  timeout: positiveDuration.optional(),
  confirm: z.strictObject({ tries: z.number().int().min(1).max(10).optional(), wait: duration.optional() }).optional(),
  expect: expect.optional(),
  assets: z.boolean().optional(),
  labels: labels.optional(),
});

export type TargetDocument = z.output<typeof target>;
