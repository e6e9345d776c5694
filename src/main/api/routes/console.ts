import { Hono } from 'hono';
import { z } from 'zod';
import type { Gate } from '../../core/port/gate.js';
import type { Guard } from '../access/door.js';
import { type Env, refuse, statusOf } from '../answer.js';
import { jsonLimit, readJson } from '../request.js';

const CALLS_A_MINUTE = 1_200;

/** The console's own calls, through the gate: answered `{ ok, value }` or `{ ok, error }`. */
export const consoleRoutes = (gate: Gate, guard: Guard, signInUrl: () => string): Hono<Env> => {
  const routes = new Hono<Env>();
  routes.post('/call/:name', guard.need('viewer'), guard.atMost(CALLS_A_MINUTE), jsonLimit, async (ask) => {
    const input = await readJson(ask, z.unknown());
    if (!input.ok) return ask.json(input, statusOf(input.error.code));
    const answer = await gate(ask.req.param('name'), input.value, ask.get('actor'));
    return ask.json(answer, answer.ok ? 200 : statusOf(answer.error.code));
  });
  routes.post('/sign-in-code', guard.need('admin'), (ask) => ask.json({ url: signInUrl() }));
  routes.all('*', (ask) => refuse(ask, { code: 'not-found', message: 'There is nothing here.' }));
  return routes;
};
