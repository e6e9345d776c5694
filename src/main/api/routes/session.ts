import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import { minutes } from '../../core/time/instant.js';
import { remoteAddress } from '../access/access.js';
import { createLimiter } from '../access/limiter.js';
import { SESSION_LASTS, type Sessions } from '../access/sessions.js';
import type { Ask, Env } from '../answer.js';

export interface SessionParts {
  readonly sessions: Sessions;
  readonly cookie: () => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly remember: (action: 'session.sign-in' | 'session.refused' | 'session.sign-out') => Promise<void>;
}

const WRONG_CODES_A_MINUTE = 10;
const COOKIE = { httpOnly: true, sameSite: 'Strict', path: '/' } as const;

/** The browser's sign-in by a one-time code, and its sign-out. */
export const sessionRoutes = (parts: SessionParts): Hono<Env> => {
  const { sessions, cookie, clock } = parts;
  const wrong = createLimiter(clock, WRONG_CODES_A_MINUTE, minutes(1));
  const routes = new Hono<Env>();

  const remember: SessionParts['remember'] = (action) =>
    parts.remember(action).catch((error: unknown) => parts.log.error('audit.failed', { error: String(error) }));

  routes.get('/sign-in', async (ask) => {
    ask.header('Cache-Control', 'no-store');
    if (isPrefetch(ask)) return page(ask, 403, 'This link signs in when it is opened.');
    if (wrong.isSpent(remoteAddress(ask))) return page(ask, 429, 'Too many wrong codes. Wait a minute and try again.');
    const session = sessions.enter(ask.req.query('code') ?? '');
    if (session === null) {
      if (wrong.take(remoteAddress(ask))) await remember('session.refused');
      return page(ask, 401, 'This link was used before, or is too old. For a new one, run: watchroom token --sign-in');
    }
    setCookie(ask, cookie(), session, { ...COOKIE, maxAge: SESSION_LASTS / 1_000 });
    await remember('session.sign-in');
    return ask.redirect('/', 303);
  });

  routes.post('/sign-out', async (ask) => {
    const session = getCookie(ask, cookie());
    if (session !== undefined && sessions.isOpen(session)) {
      sessions.leave(session);
      await remember('session.sign-out');
    }
    deleteCookie(ask, cookie(), COOKIE);
    return ask.body(null, 204);
  });
  return routes;
};

/** A browser that loads ahead must not spend the code. */
const isPrefetch = (ask: Ask): boolean =>
  (ask.req.header('sec-purpose') ?? ask.req.header('purpose') ?? '').includes('prefetch');

const page = (ask: Ask, status: 401 | 403 | 429, text: string): Response =>
  ask.html(
    `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Watchroom</title><h1>Watchroom</h1><p>${text}</p></html>`,
    status,
  );
