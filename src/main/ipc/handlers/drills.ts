import { ok } from '../../core/model/result.js';
import { maskedDrill } from '../../core/notify/mask.js';
import type { Desk } from '../../core/port/desk.js';
import type { HandlersOf } from './handler.js';

/** Practice of the escalation, and what came of it. */
export const drillHandlers = (desk: Desk): HandlersOf<'drill'> => ({
  'drill.start': ({ over }, actor) => desk.act({ kind: 'start-drill', over }, actor),
  // Whoever acts on a failure needs the address that failed; whoever looks on does not.
  'drill.list': async ({ limit }, actor) => {
    const reports = await desk.drills(limit);
    return ok(actor.role === 'viewer' ? reports.map(maskedDrill) : reports);
  },
  'drill.confirm': ({ drill, delivery }, actor) => desk.act({ kind: 'confirm-drill', alert: drill, delivery }, actor),
});
