import { z } from 'zod';
import type { Instant } from '../../core/time/instant.js';

export const instantBody = z.iso.datetime().describe('An instant in UTC, ISO 8601.');
export const ratioBody = z.number().min(0).max(1);
export const countBody = z.number().int().min(0);
export const severityBody = z.enum(['critical', 'warning', 'info']);
export const bySeverityBody = z.object({ critical: countBody, warning: countBody, info: countBody });
export const labelsBody = z.record(z.string(), z.string());

export const iso = (at: Instant): string => new Date(at).toISOString();
export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));
