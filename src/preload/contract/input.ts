import { z } from 'zod';
import type { EpisodeId } from '../../main/core/model/alert.js';
import type { Matcher, RuleId } from '../../main/core/model/rule.js';
import type { SeriesId } from '../../main/core/model/sample.js';
import type { TargetId } from '../../main/core/model/target.js';
import type { Duration, Instant } from '../../main/core/time/instant.js';

export const instant = z
  .number()
  .int()
  .min(0)
  .max(8.64e15)
  .transform((at) => at as Instant);
export const duration = z
  .number()
  .int()
  .min(1_000)
  .max(31_536_000_000)
  .transform((length) => length as Duration);
export const alertId = z
  .string()
  .min(1)
  .max(64)
  .transform((id) => id as EpisodeId);
export const targetId = z
  .string()
  .min(1)
  .max(200)
  .transform((id) => id as TargetId);
export const seriesId = z
  .string()
  .min(1)
  .max(2_000)
  .transform((id) => id as SeriesId);
export const ruleId = z
  .string()
  .min(1)
  .max(200)
  .transform((id) => id as RuleId);
export const text = z.string().max(2_000);
export const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

const step = z.union([
  z.string().min(1).max(200),
  z.number().int().min(0),
  z.object({ id: z.string().min(1).max(200) }).strict(),
]);
export const edits = z
  .array(z.object({ path: z.array(step).min(1).max(12), value: z.unknown().optional() }).strict())
  .min(1)
  .max(200);
export const documentText = z.string().max(1_000_000);
export const matcher = z
  .object({ label: z.string().min(1).max(100), operator: z.enum(['=', '!=', '=~', '!~']), value: z.string().max(500) })
  .strict() satisfies z.ZodType<Matcher>;

export const labels = z.record(z.string().min(1).max(100), z.string().max(500));

/** What a list is narrowed by; absent: by nothing. */
export const words = z.string().max(200).optional();
/** The 31st of February would be taken for the 3rd of March. */
const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text && text < '9999';
};

/** A day of the site's clocks, as `2026-11-24`. */
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .refine(isDay, 'there is no such day');
/** The first and the last day of a stretch, both included. */
export const dayStretch = { from: day.optional(), to: day.optional() };
