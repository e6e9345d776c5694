import { Hono } from 'hono';
import { z } from 'zod';
import type { Actor } from '../../core/model/actor.js';
import { assertNever, fail, ok, type Result } from '../../core/model/result.js';
import type { AuditReports } from '../../core/port/audits.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import { parseSeries } from '../../core/sample/series.js';
import { after, hours, type Instant } from '../../core/time/instant.js';
import type { Guard } from '../access/door.js';
import { type Ask, badInput, type Env, type HttpRefusal, refuse } from '../answer.js';
import { type ActionRequest, actionRequest, toAction } from '../body/action.js';
import { MOST_ALERTS, toAlertBody, toAlertsBody } from '../body/alert.js';
import { readDashboardBody } from '../body/dashboard.js';
import { MOST_SERIES, type Past, readHistoryBody } from '../body/history.js';
import { readPerformanceBody } from '../body/performance.js';
import { toSlaBody } from '../body/sla.js';
import { toSummaryBody } from '../body/summary.js';
import { toSystemBody } from '../body/system.js';
import { jsonLimit, readJson, singleQuery } from '../request.js';

export interface DashboardParts extends Past {
  readonly desk: Desk;
  readonly clock: Clock;
  readonly guard: Guard;
  readonly audits: AuditReports;
}

const TYPES = ['dashboard', 'summary', 'alerts', 'system', 'performance', 'history'] as const;

const seriesText = z
  .string()
  .max(2_000)
  .refine((text) => parseSeries(text) !== undefined, 'a name, or name{label="value"}');

const dashboardQuery = z
  .object({
    type: z.enum(TYPES).default('dashboard'),
    timeframe: z
      .string()
      .regex(/^[1-9]\d{0,3}$/, 'whole hours, 1–8760')
      .transform(Number)
      .refine((count) => count <= 8_760, 'whole hours, 1–8760')
      .default(24),
    series: z.array(seriesText).max(MOST_SERIES).default([]),
  })
  .strict();

type Query = z.infer<typeof dashboardQuery>;

const ACTIONS_A_MINUTE = 120;

/** Reading the dashboard in all its types, and acting on alerts. */
export const dashboardRoutes = (parts: DashboardParts): Hono<Env> => {
  const read = createReader(parts);
  const routes = new Hono<Env>();
  routes.get('/', parts.guard.need('viewer'), async (ask) => {
    const query = parseQuery(ask);
    return query.ok ? ask.json(await read(query.value)) : refuse(ask, query.error);
  });
  routes.post('/', parts.guard.need('responder'), parts.guard.atMost(ACTIONS_A_MINUTE), jsonLimit, (ask) =>
    act(parts.desk, ask),
  );
  return routes;
};

const parseQuery = (ask: Ask): Result<Query, HttpRefusal> => {
  const { series = [], ...all } = ask.req.queries();
  const single = singleQuery(all);
  if (!single.ok) return single;
  const parsed = dashboardQuery.safeParse({ ...single.value, series });
  return parsed.success ? ok(parsed.data) : fail(badInput(parsed.error));
};

const createReader =
  ({ desk, clock, history, journal, audits }: DashboardParts): ((query: Query) => Promise<object>) =>
  async ({ type, timeframe, series }) => {
    const now = clock.now();
    const from: Instant = after(now, -hours(timeframe));
    switch (type) {
      case 'dashboard':
        return readDashboardBody(desk, history, from, now, timeframe);
      case 'summary':
        return toSummaryBody(desk.view().view, toSlaBody(await desk.objectives()), await desk.business(timeframe), now);
      case 'alerts':
        return toAlertsBody(await desk.alerts(from, MOST_ALERTS + 1), from, now);
      case 'system':
        return toSystemBody(desk.view().view, now);
      case 'performance':
        return readPerformanceBody(desk, { history, audits }, from, now, timeframe);
      case 'history':
        return readHistoryBody({ history, journal }, series, from, now);
      default:
        return assertNever(type);
    }
  };

const act = async (desk: Desk, ask: Ask): Promise<Response> => {
  const request = await readJson(ask, actionRequest);
  if (!request.ok) return refuse(ask, request.error);
  const action = toAction(request.value);
  if (!action.ok) return refuse(ask, action.error);
  const receipt = await desk.act(action.value, named(ask.get('actor'), request.value.data, ask));
  if (!receipt.ok) return refuse(ask, receipt.error);
  const { waits } = receipt.value;
  if (waits !== undefined) return ask.json({ alert: null, waits }, 202);
  const detail = receipt.value.alert === null ? null : await desk.alert(receipt.value.alert);
  if (detail !== null && !detail.ok) return refuse(ask, detail.error);
  return ask.json({ alert: detail === null ? null : toAlertBody(detail.value.row) });
};

/** Whoever came in by place alone may say who they are; a token or a session has said so already. */
const named = (actor: Actor, data: ActionRequest['data'], ask: Ask): Actor => {
  const name = data?.acknowledgedBy ?? data?.user;
  return ask.get('isByPlace') && name !== undefined ? { ...actor, name } : actor;
};
