import { Hono } from 'hono';
import { z } from 'zod';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { RuleId } from '../../core/model/rule.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { ExplainQuery } from '../../core/port/explain.js';
import type { Settings } from '../../core/port/settings.js';
import { parseLabels } from '../../core/text/labels.js';
import { MOMENT_FORMS, readMoment } from '../../core/time/moment.js';
import type { Guard } from '../access/door.js';
import { type Ask, badInput, type Env, type HttpRefusal, refuse } from '../answer.js';
import { toExplanationBody } from '../body/explanation.js';
import { singleQuery } from '../request.js';

interface ExplainParts {
  readonly desk: Desk;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly guard: Guard;
}

/** A moment that is over is played again for each question. */
const QUESTIONS_A_MINUTE = 60;

const explainQuery = z
  .object({
    rule: z.string().min(1, 'the id of a rule').max(200),
    labels: z.string().max(2_000).optional(),
    at: z.string().max(100).optional(),
  })
  .strict();

/** Says why an alert woke somebody at a moment, or why it did not. */
export const explainRoutes = (parts: ExplainParts): Hono<Env> => {
  const routes = new Hono<Env>();
  routes.get('/', parts.guard.need('viewer'), parts.guard.atMost(QUESTIONS_A_MINUTE), async (ask) => {
    const query = parseQuery(parts, ask);
    if (!query.ok) return refuse(ask, query.error);
    const answer = await parts.desk.explain(query.value);
    return answer.ok ? ask.json(toExplanationBody(answer.value)) : refuse(ask, answer.error);
  });
  return routes;
};

const parseQuery = ({ settings, clock }: ExplainParts, ask: Ask): Result<ExplainQuery, HttpRefusal> => {
  const single = singleQuery(ask.req.queries());
  if (!single.ok) return single;
  const parsed = explainQuery.safeParse(single.value);
  if (!parsed.success) return fail(badInput(parsed.error));
  const labels = parsed.data.labels === undefined ? null : parseLabels(parsed.data.labels);
  if (labels === undefined) return fail(noLabels);
  const { timeZone } = settings.current().config.site;
  const at = parsed.data.at === undefined ? null : readMoment(parsed.data.at, clock.now(), timeZone);
  if (at === undefined)
    return fail({ code: 'bad-input', message: `at: “${parsed.data.at}” is no moment. ${MOMENT_FORMS}`, field: 'at' });
  return ok({ rule: parsed.data.rule as RuleId, labels, at });
};

const noLabels: HttpRefusal = {
  code: 'bad-input',
  message: 'labels: must be written as form=inquiry,page=home.',
  field: 'labels',
};
