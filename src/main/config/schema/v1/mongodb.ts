import { z } from 'zod';
import { say } from '../../wording.js';
import { count, labelName, labels, name, positiveDuration, secret, textAs } from './scalar.js';

const field = textAs('the name of a field, with dots into the inside of others', 'price.total', (text) =>
  /^[\p{L}\p{N}_][\p{L}\p{N}_ -]*(?:\.[\p{L}\p{N}_ -]+)*$/u.test(text) && text.length <= 200 ? text : undefined,
);

const metric = textAs('the name of a metric, in small letters with its unit at the end', 'form_submissions_total', (text) =>
  /^[a-z][a-z0-9_]{0,99}$/.test(text) ? text : undefined,
);

const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);

const bounds = z
  .strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() })
  .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, {
    error: () => say('must have a bound', 'Write atLeast, atMost, or both.'),
  });

/** A value, several of which one must be, bounds of a number, or whether the field is there. */
const test = z.union([scalar, z.array(scalar).min(1).max(50), bounds, z.strictObject({ exists: z.boolean() })]);

const where = z.record(field, test);
const stretch = { over: positiveDuration.optional(), least: count.optional() };
const per = z.number().positive().optional();

/** One metric: what is computed, of which documents, and by which fields it is split. */
const measure = z
  .strictObject({
    metric,
    where: where.optional(),
    by: z.array(labelName).optional(),
    labels: labels.optional(),
    count: z.literal(true).optional(),
    sum: field.optional(),
    average: field.optional(),
    values: field.optional(),
    percentile: z.strictObject({ field, p: z.number().min(0).max(100) }).optional(),
    ratio: z.strictObject({ of: where, among: where.optional() }).optional(),
    funnel: z.record(labelName, where).optional(),
    per,
    ...stretch,
  })
  .refine((given) => COMPUTATIONS.filter((key) => given[key] !== undefined).length === 1, {
    error: () => say('must have exactly one computation', `Write one of ${COMPUTATIONS.join(', ')}.`),
  })
  .refine((given) => isCounter(given) === given.metric.endsWith('_total'), {
    path: ['metric'],
    error: () =>
      say(
        'must end in _total for count, sum and funnel, and in a unit for what is no counter',
        'Write for example form_submissions_total, or session_duration_seconds.',
      ),
  });

const COMPUTATIONS = ['count', 'sum', 'average', 'values', 'percentile', 'ratio', 'funnel'] as const;

const isCounter = (given: { readonly count?: unknown; readonly sum?: unknown; readonly funnel?: unknown }): boolean =>
  given.count !== undefined || given.sum !== undefined || given.funnel !== undefined;

const collection = z.strictObject({
  collection: name,
  time: field.optional(),
  late: positiveDuration.optional(),
  where: where.optional(),
  fields: z.record(labelName, field).optional(),
  by: z.array(labelName).optional(),
  measures: z.array(measure).min(1).max(100).optional(),
});

/** Where the backups are, or where the job that makes them writes down that one has ended. */
const backups = z
  .strictObject({ path: name.optional(), collection: name.optional(), time: field.optional(), where: where.optional() })
  .refine(({ path, collection: written }) => (path === undefined) !== (written === undefined), {
    error: () => say('must say where the backups are', 'Write either path, a folder or a file, or collection.'),
  })
  .refine(({ path, time, where: given }) => path === undefined || (time === undefined && given === undefined), {
    error: () => say('has time or where beside path', 'They belong to collection: leave them away.'),
  });

export const mongodb = z.strictObject({
  uri: secret.optional(),
  database: name.optional(),
  events: collection.optional(),
  business: z.record(z.string(), collection).optional(),
  backups: backups.optional(),
  allowInsecure: z.boolean().optional(),
  every: positiveDuration.optional(),
});

export type MongodbDocument = z.output<typeof mongodb>;
export type CollectionDocument = z.output<typeof collection>;
export type MeasureDocument = z.output<typeof measure>;
export type WhereDocument = z.output<typeof where>;
