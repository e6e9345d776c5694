import { ok } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { HandlersOf } from './handler.js';

/** Practice of the escalation, and what came of it. */
export const drillHandlers = (desk: Desk): HandlersOf<'drill'> => ({
  'drill.start': ({ over }, actor) => desk.act({ kind: 'start-drill', over }, actor),
  'drill.list': async ({ limit }) => ok(await desk.drills(limit)),
  'drill.confirm': ({ drill, delivery }, actor) => desk.act({ kind: 'confirm-drill', alert: drill, delivery }, actor),
});
