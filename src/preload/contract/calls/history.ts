import { z } from 'zod';
import type { AuditVerdict } from '../../../main/core/model/audit.js';
import type { HistoryAnswer } from '../../../main/core/model/history.js';
import type { Series, SeriesId } from '../../../main/core/model/sample.js';
import type { AuditKind, FoundAudit } from '../../../main/core/model/search.js';
import { answers, call, nothing } from '../call.js';
import { dayStretch, instant, matcher, seriesId, words } from '../input.js';

const AUDIT_KINDS = ['alerts', 'settings', 'trials', 'access', 'watch', 'care'] as const satisfies readonly AuditKind[];

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
    z
      .object({
        by: words,
        kind: z.enum(AUDIT_KINDS).optional(),
        text: words,
        changed: z
          .object({ list: z.string().min(1).max(60), id: z.string().min(1).max(200) })
          .strict()
          .optional(),
        ...dayStretch,
        before: z.number().int().min(1).optional(),
        limit: z.number().int().min(1).max(500),
      })
      .strict(),
    answers<FoundAudit>,
  ),
  'audit.verify': call('viewer', nothing, answers<AuditVerdict>),
} as const;
