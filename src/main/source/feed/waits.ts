import type { IncomingHttpHeaders } from 'node:http';
import { after, between, type Duration, duration, hours, type Instant, minutes, seconds } from '../../core/time/instant.js';

/** Until when servers have asked not to be asked again. */
export interface Waits {
  /** How long the server must still be left alone; null: it may be asked. */
  left(server: string, now: Instant): Duration | null;
  ask(server: string, length: Duration, now: Instant): void;
}

/** Longer than that nobody is left alone, whatever a server says: a clock that is wrong would silence it for ever. */
const LONGEST = hours(1);

export const createWaits = (): Waits => {
  const until = new Map<string, Instant>();
  return {
    left: (server, now) => {
      const end = until.get(server);
      const left = end === undefined ? 0 : between(now, end);
      if (left > 0 && left <= LONGEST) return duration(left);
      until.delete(server);
      return null;
    },
    ask: (server, length, now) => {
      until.set(server, after(now, Math.min(length, LONGEST)));
    },
  };
};

/** The instants at which a window of questions begins again, in seconds since 1970: of GitHub and Vercel, and of Sentry. */
const RESETS = ['x-ratelimit-reset', 'x-sentry-rate-limit-reset'];

/**
 * How long a server that answered so asks to be left alone; null: it does not ask. GitHub says 403 also where too much was
 * asked, and then that nothing is left.
 */
export const waitOf = (status: number, headers: IncomingHttpHeaders, now: Instant): Duration | null => {
  const isLimited = status === 429 || (status === 403 && isSpent(headers));
  const said = retryAfter(headers['retry-after'], now);
  if (!isLimited) return status === 503 ? said : null;
  return said ?? resetIn(headers, now) ?? minutes(1);
};

const isSpent = (headers: IncomingHttpHeaders): boolean =>
  headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined;

/** `Retry-After` holds seconds or a date. */
const retryAfter = (header: string | undefined, now: Instant): Duration | null => {
  if (header === undefined) return null;
  const length = /^\s*\d{1,9}\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(length) ? duration(Math.max(length, seconds(1))) : null;
};

const resetIn = (headers: IncomingHttpHeaders, now: Instant): Duration | null => {
  const [at] = RESETS.flatMap((name) => (typeof headers[name] === 'string' ? [Number(headers[name]) * 1_000] : []));
  return at !== undefined && at > now ? duration(at - now) : null;
};
