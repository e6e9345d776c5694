import { Hono } from 'hono';
import { z } from 'zod';
import type { Desk } from '../../core/port/desk.js';
import type { Guard } from '../access/door.js';
import type { Env } from '../answer.js';
import { openMetrics } from '../openmetrics.js';

export const healthzBody = z.object({ status: z.literal('ok') }).describe('The process runs and answers.');
export const readyzBody = z
  .object({ status: z.enum(['ready', 'starting', 'failing']), store: z.enum(['ok', 'failing']) })
  .describe('Whether the watch is on and its store keeps what it sees.');

/** For whatever watches the watch. The first two say nothing that a stranger on this machine may not know. */
export const healthRoutes = (desk: Desk, guard: Guard, memory: () => NodeJS.MemoryUsage = process.memoryUsage): Hono<Env> => {
  const routes = new Hono<Env>();
  routes.get('/healthz', (ask) => ask.json({ status: 'ok' } satisfies z.infer<typeof healthzBody>));
  routes.get('/readyz', (ask) => {
    const body = readiness(desk);
    return ask.json(body, body.status === 'ready' ? 200 : 503);
  });
  routes.get('/metrics', guard.need('viewer'), (ask) => {
    ask.header('Content-Type', 'application/openmetrics-text; version=1.0.0; charset=utf-8');
    return ask.body(openMetrics(desk.view().view, memory().rss));
  });
  return routes;
};

const readiness = (desk: Desk): z.infer<typeof readyzBody> => {
  const { system, watch } = desk.view().view;
  const store = system.store.state;
  if (store === 'failing') return { status: 'failing', store };
  return { status: watch.state === 'starting' ? 'starting' : 'ready', store };
};
