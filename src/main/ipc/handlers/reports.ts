import { ok } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { HandlersOf } from './handler.js';

/** What is read in one piece: a shift, a day, a month's or a year's promises, the care of the watch. */
export const reportHandlers = (desk: Desk): HandlersOf<'handover' | 'summary' | 'calendar' | 'serviceLevel'> => ({
  'handover.read': async ({ hours }) => ok(await desk.handover(hours)),
  'summary.read': (question) => desk.report(question),
  'calendar.list': async () => ok(await desk.calendar()),
  'calendar.done': ({ task, note }, actor) => desk.act({ kind: 'do-task', task, note }, actor),
  'calendar.undo': ({ task, at }, actor) => desk.act({ kind: 'undo-task', task, at }, actor),
  'serviceLevel.read': (question, actor) => desk.serviceLevels(question, actor.name),
});
