import { z } from 'zod';
import type { AuditEntry, AuditVerdict } from '../../../main/core/model/audit.js';
import type { HistoryAnswer } from '../../../main/core/model/history.js';
import type { Series, SeriesId } from '../../../main/core/model/sample.js';
import { answers, call, nothing } from '../call.js';
import { instant, matcher, seriesId } from '../input.js';

export const HISTORY_CALLS = {
  'history.range': call(
    'viewer',
    z
      .object({
        series: z.array(seriesId).min(1).max(50),
        from: instant,
        to: instant,
        maxPoints: z.number().int().min(1).max(600),
      })
      .strict(),
    answers<HistoryAnswer>,
  ),
  'history.list': call(
    'viewer',
    z.object({ name: z.string().max(200).optional(), matchers: z.array(matcher).max(20).optional() }).strict(),
    answers<readonly { readonly id: SeriesId; readonly series: Series }[]>,
  ),
  'audit.list': call(
    'viewer',
    z.object({ before: z.number().int().min(1).optional(), limit: z.number().int().min(1).max(500) }).strict(),
    answers<readonly AuditEntry[]>,
  ),
  'audit.verify': call('viewer', nothing, answers<AuditVerdict>),
} as const;
