import { z } from 'zod';
import { say } from '../../wording.js';
import { parseJson } from './expectation.js';
import { httpUrl, labelName, name, positiveDuration, secret, series, textAs } from './scalar.js';

const path = textAs('a JSON path', '"$.queue.length" or "$.jobs[0].state"', (text) => {
  const found = parseJson(text);
  return found === undefined || found.test !== null ? undefined : found.path;
});

const builds = z.strictObject({
  list: path,
  id: path,
  status: path,
  statuses: z.record(z.string().min(1).max(100), z.enum(['passed', 'failed', 'cancelled'])).optional(),
  at: path,
  project: name.optional(),
  branch: path.optional(),
  workflow: path.optional(),
  environment: labelName.optional(),
});

/** One address, and what is read of its answers. */
export const address = z
  .strictObject({
    url: httpUrl,
    bearer: secret.optional(),
    allowInsecure: z.boolean().optional(),
    every: positiveDuration.optional(),
    values: z.array(z.strictObject({ series, path })).min(1).max(200).optional(),
    builds: builds.optional(),
  })
  .refine(({ values, builds: listed }) => values !== undefined || listed !== undefined, {
    error: () => say('must say what is to be read', 'Write values, builds, or both.'),
  });

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, {
  error: say('must be a name of small letters, digits and hyphens', 'Write for example mail-queue.'),
});

export const json = z.record(id, address);

export type JsonDocument = z.output<typeof json>;
