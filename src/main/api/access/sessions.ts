import type { Clock } from '../../core/port/clock.js';
import { after, days, type Instant, minutes } from '../../core/time/instant.js';
import { hashToken, newSecret } from './tokens.js';

export interface Sessions {
  /** A new code for the browser's address: good once, for ten minutes. */
  newCode(): string;
  /** Spends a code for a session; null where the code is unknown, spent or too old. */
  enter(code: string): string | null;
  isOpen(session: string): boolean;
  leave(session: string): void;
}

const CODE_LASTS = minutes(10);
export const SESSION_LASTS = days(30);
const MOST_CODES = 20;
const MOST_SESSIONS = 200;

/** Browser sign-ins of this run. Only hashes are kept; a restart signs everyone out. */
export const createSessions = (clock: Clock): Sessions => {
  const codes = new Map<string, Instant>();
  const sessions = new Map<string, Instant>();

  const issue = (kept: Map<string, Instant>, most: number, lasts: number): string => {
    const secret = newSecret();
    const oldest = kept.keys().next();
    if (kept.size >= most && oldest.done !== true) kept.delete(oldest.value);
    kept.set(hashToken(secret), after(clock.now(), lasts));
    return secret;
  };
  const isGood = (until: Instant | undefined): boolean => until !== undefined && clock.now() < until;

  return {
    newCode: () => issue(codes, MOST_CODES, CODE_LASTS),
    enter: (code) => {
      const hash = hashToken(code);
      const until = codes.get(hash);
      codes.delete(hash);
      return isGood(until) ? issue(sessions, MOST_SESSIONS, SESSION_LASTS) : null;
    },
    isOpen: (session) => isGood(sessions.get(hashToken(session))),
    leave: (session) => sessions.delete(hashToken(session)),
  };
};
