import { Hono } from 'hono';
import { z } from 'zod';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { Settings } from '../../core/port/settings.js';
import { MOMENT_FORMS, readMoment } from '../../core/time/moment.js';
import type { Guard } from '../access/door.js';
import { badInput, type Env, refuse } from '../answer.js';
import { pastText } from '../body/past.js';
import { singleQuery } from '../request.js';

interface PastParts {
  readonly desk: Desk;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly guard: Guard;
}

/** A minute is put together from up to half an hour of changes. */
const QUESTIONS_A_MINUTE = 120;

const pastQuery = z.object({ at: z.string().min(1, 'a moment').max(100) }).strict();

/** The console as it was pushed at a minute. */
export const pastRoutes = ({ desk, settings, clock, guard }: PastParts): Hono<Env> => {
  const routes = new Hono<Env>();
  routes.get('/', guard.need('viewer'), guard.atMost(QUESTIONS_A_MINUTE), async (ask) => {
    const single = singleQuery(ask.req.queries());
    if (!single.ok) return refuse(ask, single.error);
    const query = pastQuery.safeParse(single.value);
    if (!query.success) return refuse(ask, badInput(query.error));
    const at = readMoment(query.data.at, clock.now(), settings.current().config.site.timeZone);
    if (at === undefined)
      return refuse(ask, { code: 'bad-input', message: `at: “${query.data.at}” is no moment. ${MOMENT_FORMS}`, field: 'at' });
    const past = await desk.past(at);
    if (!past.ok) return refuse(ask, past.error);
    ask.header('Content-Type', 'application/json; charset=UTF-8');
    return ask.body(pastText(past.value));
  });
  return routes;
};
