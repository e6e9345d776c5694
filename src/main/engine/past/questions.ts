import type { Config } from '../../core/model/config.js';
import type { Desk } from '../../core/port/desk.js';
import type { Questions } from './answers.js';

/** Who answers what is recorded. */
export type Answering = Pick<Desk, 'objectives' | 'objective' | 'business' | 'performance' | 'infrastructure'>;

/** The range that a console shows unless somebody picks another one. */
const HOURS = 24;
/** Each of them has a page of its own; a desk has a handful. */
const MOST_OBJECTIVES = 20;

/** What is recorded besides the view: the pages with their default range, and every objective. */
export const questionsOf = (config: Config, desk: Answering): ReturnType<Questions> => ({
  'objective.list': () => desk.objectives(),
  ...Object.fromEntries(
    config.objectives.slice(0, MOST_OBJECTIVES).map(({ id }) => [
      `objective.read ${id}`,
      async () => {
        const answer = await desk.objective(id);
        if (!answer.ok) throw new Error(answer.error.message);
        return answer.value;
      },
    ]),
  ),
  'infrastructure.read': () => desk.infrastructure(),
  [`business.read ${HOURS}`]: () => desk.business(HOURS),
  [`performance.read ${HOURS}`]: () => desk.performance(HOURS),
});
