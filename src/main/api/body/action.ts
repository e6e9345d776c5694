import { z } from 'zod';
import type { Action } from '../../core/model/action.js';
import type { EpisodeId } from '../../core/model/alert.js';
import { assertNever, fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import { parseDuration } from '../../core/time/duration.js';
import { type Duration, hours, instant } from '../../core/time/instant.js';
import { alertBody } from './alert.js';
import { instantBody } from './primitive.js';

const name = z.string().trim().min(1).max(100);
const text = z.string().max(2_000);

const dataBody = z
  .object({
    acknowledgedBy: name.optional().describe('Who acts, where no token says so; `user` means the same.'),
    user: name.optional(),
    reason: text.optional().describe('Why: kept with the alert.'),
    note: text.optional().describe('Kept with an acknowledgement; `reason` means the same there.'),
    duration: z.string().max(20).optional().describe('How long to suppress: "30m", "1h", "1d"; one hour unless told.'),
    until: instantBody.optional().describe('When an acknowledgement ends; until the alert resolves, unless told.'),
    judged: z.enum(['real', 'noise']).optional().describe('What a resolved alert turned out to be.'),
  })
  .strict();

export type ActionData = z.infer<typeof dataBody>;

export const actionRequest = z
  .object({
    action: z.enum(['acknowledge', 'unacknowledge', 'resolve', 'reopen', 'escalate', 'suppress', 'unsuppress', 'test-alert']),
    alertId: z.string().min(1).max(64).optional().describe('`alerts[].id`; not needed for a test alert.'),
    data: dataBody.optional(),
  })
  .strict()
  .describe('An act on an alert.');

export const actionBody = z
  .object({
    alert: alertBody.nullable(),
    waits: z
      .string()
      .optional()
      .describe('Only where it is not carried out yet: why. It is kept, and will be as soon as a desk leads.'),
  })
  .describe('The alert after the act.');

export type ActionBody = z.infer<typeof actionBody>;

export type ActionRequest = z.infer<typeof actionRequest>;

/** The act that a request asks for. */
export const toAction = ({ action, alertId, data = {} }: ActionRequest): Result<Action, Refusal> => {
  if (action === 'test-alert') return ok({ kind: 'test-alert' });
  if (alertId === undefined) return fail({ code: 'bad-input', message: `${action} needs an alertId.`, field: 'alertId' });
  const alert = alertId as EpisodeId;
  switch (action) {
    case 'acknowledge':
      return ok({ kind: action, alert, note: data.note ?? data.reason ?? '', end: acknowledgeEnd(data) });
    case 'resolve':
      return ok({ kind: action, alert, reason: data.reason ?? data.note ?? '', judged: data.judged ?? null });
    case 'suppress': {
      const length = suppressFor(data);
      return length.ok ? ok({ kind: action, alert, for: length.value, why: data.reason ?? data.note ?? '' }) : length;
    }
    case 'unsuppress':
      return ok({ kind: 'unsuppress-alert', alert });
    case 'unacknowledge':
    case 'reopen':
    case 'escalate':
      return ok({ kind: action, alert });
    default:
      return assertNever(action);
  }
};

const acknowledgeEnd = ({ until }: ActionData) =>
  until === undefined ? ({ kind: 'resolved' } as const) : ({ kind: 'until', at: instant(Date.parse(until)) } as const);

const suppressFor = ({ duration: asked }: ActionData): Result<Duration, Refusal> => {
  const length = asked === undefined ? hours(1) : parseDuration(asked);
  if (length !== undefined && length >= 1_000 && length <= 31_536_000_000) return ok(length);
  return fail({ code: 'bad-input', message: 'data.duration: like "30m", "1h" or "1d", at most 365d.', field: 'data.duration' });
};
