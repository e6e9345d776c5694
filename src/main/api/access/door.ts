import type { MiddlewareHandler } from 'hono';
import { mayAct, type Role } from '../../core/model/actor.js';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import { minutes } from '../../core/time/instant.js';
import { type Env, type HttpRefusal, refuse } from '../answer.js';
import { type Access, remoteAddress } from './access.js';
import { createLimiter } from './limiter.js';

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Headers of every answer, whatever it is. */
export const safeHeaders: MiddlewareHandler<Env> = async (ask, next) => {
  for (const [name, value] of Object.entries(HEADERS)) ask.header(name, value);
  await next();
};

const foreign = (what: string): HttpRefusal => ({
  code: 'forbidden',
  message: `A foreign ${what} may not ask this console.`,
  field: what,
});

/** Lets in only what asks for this console by its own name, and no page of another origin. */
export const ownOrigin =
  (hosts: () => ReadonlySet<string>): MiddlewareHandler<Env> =>
  async (ask, next) => {
    const host = ask.req.header('host')?.toLowerCase() ?? '';
    if (!hosts().has(host)) return refuse(ask, foreign('Host'));
    const origin = ask.req.header('origin');
    if (origin !== undefined && !isOwn(origin, hosts())) return refuse(ask, foreign('Origin'));
    const site = ask.req.header('sec-fetch-site') ?? 'none';
    if (site !== 'same-origin' && site !== 'none' && !isVisit(ask.req)) return refuse(ask, foreign('Sec-Fetch-Site'));
    return next();
  };

const isOwn = (origin: string, hosts: ReadonlySet<string>): boolean => {
  const { protocol, host, port } = URL.canParse(origin) ? new URL(origin) : { protocol: '', host: '', port: '' };
  return protocol === 'http:' && hosts.has(port === '' ? `${host}:80` : host);
};

/** Someone follows a link to the console's page; what they then see, no other page can read. */
const isVisit = (request: {
  readonly method: string;
  readonly path: string;
  header(name: string): string | undefined;
}): boolean => request.method === 'GET' && !request.path.startsWith('/api/') && request.header('sec-fetch-mode') === 'navigate';

export interface Guard {
  /** Lets in callers with at least this role. */
  need(role: Role): MiddlewareHandler<Env>;
  /** Lets in `share` requests a minute from each address. */
  atMost(share: number): MiddlewareHandler<Env>;
}

/** `remember` hears of refused attempts; at most twenty a minute, so that a flood of them fills no disk. */
export const createGuard = (
  access: Access,
  clock: Clock,
  log: Log,
  remember: (why: string, path: string) => Promise<void>,
): Guard => {
  const told = createLimiter(clock, 20, minutes(1));
  const tell = (why: string, path: string): void => {
    if (!told.take('refused')) return;
    log.warn('access.refused', { why, path });
    remember(why, path).catch((error: unknown) => log.error('audit.failed', { error: String(error) }));
  };
  return {
    need: (role) => async (ask, next) => {
      const who = access.identify(ask);
      if (!who.ok) {
        tell(who.error.code, ask.req.path);
        if (who.error.code === 'too-many') ask.header('Retry-After', '60');
        return refuse(ask, who.error);
      }
      const { actor, isByPlace } = who.value;
      if (!mayAct(actor, role)) {
        tell('forbidden', ask.req.path);
        return refuse(ask, {
          code: 'forbidden',
          message: `This needs the role ${role}; ${actor.name} is ${actor.role}.`,
        });
      }
      ask.set('actor', actor);
      ask.set('isByPlace', isByPlace);
      return next();
    },
    atMost: (share) => {
      const requests = createLimiter(clock, share, minutes(1));
      return async (ask, next) => {
        if (requests.take(remoteAddress(ask))) return next();
        ask.header('Retry-After', '60');
        return refuse(ask, { code: 'too-many', message: `At most ${share} requests a minute are taken here.` });
      };
    },
  };
};
