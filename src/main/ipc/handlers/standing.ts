import { fail, ok } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import type { HandlersOf } from './handler.js';

/** What the site earns, how fast it is, what it stands on, what was promised and how it is kept; what is usual, and the act that makes it be learnt anew. */
export const standingHandlers = (
  desk: Desk,
): HandlersOf<'business' | 'infrastructure' | 'performance' | 'objective' | 'baseline'> => ({
  'business.read': async ({ hours }) => ok(await desk.business(hours)),
  'infrastructure.read': async () => ok(await desk.infrastructure()),
  'performance.read': async ({ hours }) => ok(await desk.performance(hours)),
  'objective.list': async () => ok(await desk.objectives()),
  'objective.read': ({ objective }) => desk.objective(objective),
  'baseline.list': async ({ rule, target }) =>
    ok(await desk.baselines({ ...(rule === undefined ? {} : { rule }), ...(target === undefined ? {} : { target }) })),
  'baseline.read': async (question) =>
    question.from < question.to
      ? desk.baseline(question)
      : fail({ code: 'bad-input', message: 'The time asked for would end before it begins.', field: 'to' }),
  'baseline.reset': (input, actor) => desk.act({ kind: 'reset-baseline', ...input }, actor),
});
