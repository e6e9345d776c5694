import { z } from 'zod';
import type { ActionReceipt } from '../../../main/core/model/action.js';
import type { CalendarRow } from '../../../main/core/model/calendar.js';
import type { Handover } from '../../../main/core/model/handover.js';
import type { DailyReport } from '../../../main/core/model/report.js';
import type { ServiceLevelReport } from '../../../main/core/model/service-level.js';
import { answers, call, nothing } from '../call.js';
import { instant, text } from '../input.js';

const task = z.string().min(1).max(64);

export const REPORT_CALLS = {
  /** What a shift of so many hours, which ends now, leaves to the next. */
  'handover.read': call(
    'viewer',
    z.object({ hours: z.union([z.literal(8), z.literal(12), z.literal(24)]) }).strict(),
    answers<Handover>,
  ),
  /** What the daily summary tells, of any day, or of the week or the month that ends with it; `ends` null: up to now. */
  'summary.read': call(
    'viewer',
    z.object({ ends: z.string().max(10).nullable(), over: z.enum(['day', 'week', 'month']) }).strict(),
    answers<DailyReport>,
  ),
  /** How every task of the calendar stands; none where it is off. */
  'calendar.list': call('viewer', nothing, answers<readonly CalendarRow[]>),
  /** A task of the calendar is done, whenever it was due. */
  'calendar.done': call('responder', z.object({ task, note: text }).strict(), answers<ActionReceipt>),
  /** Takes back what was noted of it last, at `at`. */
  'calendar.undo': call('responder', z.object({ task, at: instant }).strict(), answers<ActionReceipt>),
  /** How the promises were kept over a calendar month (`2026-10`; null: this one), or the twelve that end with it. */
  'serviceLevel.read': call(
    'viewer',
    z.object({ ends: z.string().max(7).nullable(), over: z.enum(['month', 'year']) }).strict(),
    answers<ServiceLevelReport>,
  ),
} as const;
