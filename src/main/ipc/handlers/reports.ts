import { ok } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { HandlersOf } from './handler.js';

/** What is read in one piece: a shift, a day. */
export const reportHandlers = (desk: Desk): HandlersOf<'handover' | 'summary' | 'serviceLevel'> => ({
  'handover.read': async ({ hours }) => ok(await desk.handover(hours)),
  'summary.read': (question) => desk.report(question),
  'serviceLevel.read': (question, actor) => desk.serviceLevels(question, actor.name),
});
