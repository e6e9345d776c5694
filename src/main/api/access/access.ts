import { getCookie } from 'hono/cookie';
import type { Actor } from '../../core/model/actor.js';
import type { Config } from '../../core/model/config.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Settings } from '../../core/port/settings.js';
import { minutes } from '../../core/time/instant.js';
import type { Ask, HttpRefusal } from '../answer.js';
import { isLoopbackAddress, isLoopbackHost } from './address.js';
import { createLimiter } from './limiter.js';
import type { Sessions } from './sessions.js';
import { findToken, hashToken } from './tokens.js';

export interface Access {
  /** Who is asking, by token, session or place. */
  identify(ask: Ask): Result<Caller, HttpRefusal>;
}

export interface Caller {
  readonly actor: Actor;
  /** Neither a token nor a session says who it is: only that they sit at this machine. */
  readonly isByPlace: boolean;
}

const known = (actor: Actor): Result<Caller, never> => ok({ actor, isByPlace: false });

export interface AccessParts {
  readonly settings: Settings;
  readonly sessions: Sessions;
  readonly adminToken: string;
  readonly clock: Clock;
  readonly boundTo: string;
  readonly cookie: () => string;
}

const FAILURES_A_MINUTE = 20;

export const remoteAddress = (ask: Ask): string => ask.env.incoming.socket.remoteAddress ?? 'unknown';

/** The access rules. They read the settings each time, so that a saved change holds at once. */
export const createAccess = (parts: AccessParts): Access => {
  const { settings, sessions, clock, cookie } = parts;
  const admin = [{ name: 'admin-token', role: 'admin' as const, hash: hashToken(parts.adminToken) }];
  const failures = createLimiter(clock, FAILURES_A_MINUTE, minutes(1));

  const byToken = (token: string, config: Config): Actor | null => {
    if (findToken(token, admin) !== undefined) return { name: config.operator.name, role: 'admin', via: 'command' };
    const found = findToken(token, config.api.tokens);
    return found === undefined ? null : { name: found.name, role: found.role, via: 'api' };
  };

  const withCredentials = (ask: Ask, header: string, config: Config): Result<Caller, HttpRefusal> => {
    const address = remoteAddress(ask);
    if (failures.isSpent(address)) return fail({ code: 'too-many', message: 'Too many wrong tokens. Wait a minute.' });
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
    const actor = token === undefined ? null : byToken(token, config);
    if (actor !== null) return known(actor);
    failures.take(address);
    return fail({ code: 'unauthenticated', message: 'The token is not known here.' });
  };

  const byPlace = (ask: Ask, config: Config): boolean =>
    config.api.access === 'loopback' && isLoopbackHost(parts.boundTo) && isLoopbackAddress(remoteAddress(ask));

  return {
    identify: (ask) => {
      const { config } = settings.current();
      const header = ask.req.header('authorization');
      if (header !== undefined) return withCredentials(ask, header, config);
      const via = ask.req.path.startsWith('/api/console/') ? 'browser' : 'api';
      const session = getCookie(ask, cookie());
      if (session !== undefined && sessions.isOpen(session)) return known({ ...config.operator, via });
      if (byPlace(ask, config)) return ok({ actor: { name: config.operator.name, role: 'responder', via }, isByPlace: true });
      return fail({ code: 'unauthenticated', message: 'This console asks for a token, or for a sign-in in the browser.' });
    },
  };
};
