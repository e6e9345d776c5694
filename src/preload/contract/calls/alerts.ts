import { z } from 'zod';
import type { ActionReceipt } from '../../../main/core/model/action.js';
import type { AlertDetail, AlertRow } from '../../../main/core/model/alert-view.js';
import type { DrillReport } from '../../../main/core/model/drill.js';
import type { ExplainAnswer } from '../../../main/core/model/explanation.js';
import { answers, call, nothing } from '../call.js';
import { alertId, duration, instant, labels, matcher, ruleId, text } from '../input.js';

export const ALERT_CALLS = {
  'alert.read': call('viewer', z.object({ alert: alertId }).strict(), answers<AlertDetail>),
  'alert.list': call(
    'viewer',
    z.object({ since: instant, limit: z.number().int().min(1).max(10_000) }).strict(),
    answers<readonly AlertRow[]>,
  ),
  'alert.acknowledge': call(
    'responder',
    z
      .object({
        alert: alertId,
        note: text,
        end: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('resolved') }).strict(),
          z.object({ kind: z.literal('until'), at: instant }).strict(),
          z.object({ kind: z.literal('worse') }).strict(),
        ]),
      })
      .strict(),
    answers<ActionReceipt>,
  ),
  /** `isOwn`: only an acknowledgement of one's own; somebody else's stays. */
  'alert.unacknowledge': call(
    'responder',
    z.object({ alert: alertId, isOwn: z.literal(true).optional() }).strict(),
    answers<ActionReceipt>,
  ),
  'alert.resolve': call(
    'responder',
    z.object({ alert: alertId, reason: text, judged: z.enum(['real', 'noise']).nullable() }).strict(),
    answers<ActionReceipt>,
  ),
  'alert.reopen': call('responder', z.object({ alert: alertId }).strict(), answers<ActionReceipt>),
  'alert.escalate': call('responder', z.object({ alert: alertId }).strict(), answers<ActionReceipt>),
  'alert.suppress': call('responder', z.object({ alert: alertId, for: duration, why: text }).strict(), answers<ActionReceipt>),
  'alert.unsuppress': call('responder', z.object({ alert: alertId }).strict(), answers<ActionReceipt>),
  'alert.note': call('responder', z.object({ alert: alertId, text: text.min(1) }).strict(), answers<ActionReceipt>),
  'alert.test': call('responder', nothing, answers<ActionReceipt>),
  'suppression.add': call(
    'responder',
    z.object({ matchers: z.array(matcher).max(20), for: duration, why: text }).strict(),
    answers<ActionReceipt>,
  ),
  'suppression.end': call('responder', z.object({ suppression: z.string().min(1).max(64) }).strict(), answers<ActionReceipt>),
  /** Tells everybody of the escalation for real, within `over`, marked as a drill. */
  'drill.start': call(
    'admin',
    z.object({ over: duration.refine((over) => over >= 30_000 && over <= 3_600_000, 'between 30 s and 1 h') }).strict(),
    answers<ActionReceipt>,
  ),
  'drill.list': call('viewer', z.object({ limit: z.number().int().min(1).max(20) }).strict(), answers<readonly DrillReport[]>),
  /** Somebody says that a message of the drill has arrived. */
  'drill.confirm': call(
    'responder',
    z.object({ drill: alertId, delivery: z.string().min(1).max(500) }).strict(),
    answers<ActionReceipt>,
  ),
  /** Why an alert of the rule woke somebody, or why not: `labels` null for the worst; `at` as people say it (`03:12`), null for now. */
  'explain.read': call(
    'viewer',
    z
      .object({
        rule: ruleId,
        labels: labels.nullable(),
        at: z.string().min(1).max(100).nullable(),
      })
      .strict(),
    answers<ExplainAnswer>,
  ),
} as const;
