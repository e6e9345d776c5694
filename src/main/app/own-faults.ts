import type { Clock } from '../core/port/clock.js';
import type { Faults, FaultsPlan } from '../core/port/faults.js';
import { scrub } from '../core/privacy/scrub.js';
import { minutes } from '../core/time/instant.js';
import type { KeptLog } from '../platform/log.js';

export interface OwnFaultsParts {
  readonly clock: Clock;
  readonly log: KeptLog;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly runtime: string;
  /** How this process tells of them. */
  readonly open: (plan: FaultsPlan) => Promise<Faults>;
}

/** One kind of fault is told so often at most: one that repeats every two seconds says nothing new. */
const PAUSE = minutes(10);
/** Told by whoever sees a process end, with the place where it happened. */
const CRASHED = 'console.crashed';

/**
 * Tells Sentry of what goes wrong in the console itself, where a DSN is set: one of its own, or the site's. Without one nothing
 * leaves. Answers what ends it.
 */
export const tellOwnFaults = async (parts: OwnFaultsParts): Promise<() => Promise<void>> => {
  const { log, clock, environment, version, runtime } = parts;
  const setting = SETTINGS.find((name) => (environment[name]?.trim() ?? '') !== '');
  if (setting === undefined) return async () => undefined;
  const dsn = environment[setting]?.trim() ?? '';
  if (!isDsn(dsn)) {
    log.warn('faults.dsn-refused', { setting, remedy: `Set ${setting} to https://<key>@<host>/<project>, or unset it.` });
    return async () => undefined;
  }
  const faults = await parts.open({ dsn, version, runtime, clean });
  const toldAt = new Map<string, number>();
  log.onError((name, text) => {
    const last = toldAt.get(name);
    if (name === CRASHED || (last !== undefined && clock.monotonic() - last < PAUSE)) return;
    toldAt.set(name, clock.monotonic());
    faults.tell(name, text);
  });
  return () => faults.stop();
};

const SETTINGS = ['WATCHROOM_SENTRY_DSN', 'NEXT_PUBLIC_SENTRY_DSN'] as const;

/** Of more lines than one each by itself: what follows a query string on one says nothing about the next. */
const clean = (text: string): string => text.split('\n').map(scrub).join('\n');

const isDsn = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, pathname } = new URL(text);
  return /^https?:$/.test(protocol) && username !== '' && /\/\d+$/.test(pathname);
};
