import type { Measure, Problem, Reading, ReadingOutcome } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { FeedKind, FeedTarget } from '../../core/model/target.js';
import type { Feeds } from '../../core/port/feeds.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { Look, Source } from '../../core/port/source.js';
import type { Instant } from '../../core/time/instant.js';
import type { Wire } from '../http/exchange.js';
import { endpointOf } from '../http/web-address.js';
import { type Deadline, startDeadline } from '../net/deadline.js';
import { timeoutFailure } from '../net/failure.js';
import { createLookup } from '../net/lookup.js';
import { trustIn } from '../net/trust.js';
import { type Ask, startConversation } from './conversation.js';
import { createHeard, type Heard } from './heard.js';
import type { FeedServer } from './server.js';
import { createWaits, type Waits } from './waits.js';

export interface FeedParts {
  readonly feeds: () => Feeds;
  readonly secrets: Secrets;
  /** Watchroom's own version, for the user agent. */
  readonly version: string;
  /** PEM certificates of authorities that are trusted besides the built-in ones. */
  readonly authorities?: readonly string[];
}

/** What a look at another system's record found. */
export interface Found {
  readonly measures: readonly Measure[];
  readonly problems?: readonly Problem[];
  readonly note?: string | null;
}

/** What an adapter has at hand during one look. */
export interface Visit {
  readonly now: Instant;
  readonly feeds: Feeds;
  open(server: FeedServer): Promise<Result<Ask, string>>;
}

/** Reads one target; the failure says in words what to do. */
export type ReadFeed = (target: FeedTarget, visit: Visit) => Promise<Result<Found, string>>;

/** Most of one answer that is taken, transferred or decoded: what the adapters ask for is far smaller. */
const MOST_BYTES = 4 * 1_048_576;

/** A source that asks a server over HTTP: within the target's time, with bounded memory, and ended when it is not wanted any more. */
export const createFeedSource = (kind: FeedKind, parts: FeedParts, read: ReadFeed): Source<FeedTarget> => {
  const stopping = new AbortController();
  const shared = { trust: trustIn(parts.authorities ?? []), lookup: createLookup(), waits: createWaits() };
  const throwIfEnded = (look: Look): void => {
    look.signal.throwIfAborted();
    stopping.signal.throwIfAborted();
  };
  return {
    kind,
    read: async (target, look): Promise<Reading> => {
      throwIfEnded(look);
      const startedAt = look.clock.now();
      const deadline = startDeadline(look.clock, target.timeout, [look.signal, stopping.signal]);
      const ear = look.wantsAnswer === true ? { heard: createHeard(), secrets: [] } : null;
      try {
        const found = await read(target, visitOf(target, look, deadline, parts, { ...shared, ear }));
        throwIfEnded(look);
        const outcome = laidOpen(outcomeOf(found), ear);
        return { source: kind, target: target.id, startedAt, at: look.clock.now(), outcome };
      } finally {
        deadline.stop();
      }
    },
    stop: async () => stopping.abort(new Error(`the ${kind} source was stopped`)),
  };
};

/** What a person who tries a target hears of it, and the secrets that are cut out of that. */
interface Ear {
  readonly heard: Heard;
  readonly secrets: string[];
}

const laidOpen = (outcome: ReadingOutcome, ear: Ear | null): ReadingOutcome => {
  const raw = ear?.heard.raw(ear.secrets);
  if (raw === undefined) return outcome;
  return outcome.kind === 'source-failed' ? { ...outcome, raw } : { ...outcome, facts: { ...outcome.facts, raw } };
};

const visitOf = (
  target: FeedTarget,
  { clock }: Look,
  deadline: Deadline,
  { feeds, secrets, version }: FeedParts,
  { waits, ear, ...shared }: Pick<Wire, 'trust' | 'lookup'> & { readonly waits: Waits; readonly ear: Ear | null },
): Visit => {
  const wire = {
    ...shared,
    clock,
    signal: deadline.signal,
    whenCut: (url, stage) => timeoutFailure(endpointOf(url), stage, target.timeout / 1_000),
    userAgent: `Watchroom/${version}`,
    maxBytes: MOST_BYTES,
  } satisfies Partial<Wire>;
  return {
    now: clock.now(),
    feeds: feeds(),
    open: async (server) => {
      const secret = await secretOf(server, secrets);
      if (!secret.ok) return secret;
      const authorization = authorizationOf(server, secret.value);
      if (secret.value !== null) ear?.secrets.push(secret.value);
      const hear = ear === null ? null : ear.heard.take;
      return startConversation({ server, wire, authorization, secret: secret.value, waits, now: clock.now, hear });
    },
  };
};

const secretOf = async (
  { token, setting, tokenSetting }: FeedServer,
  secrets: Secrets,
): Promise<Result<string | null, string>> => {
  if (token === null) return ok(null);
  const read = await secrets.read(token);
  const where = `${setting}.${tokenSetting}`;
  if (!read.ok) return fail(`${where} cannot be read: ${read.error.message}.`);
  const secret = read.value.trim();
  // Anything else would not be taken as a header.
  return /^[\x21-\x7e]+$/.test(secret)
    ? ok(secret)
    : fail(`${where} is no token: it is empty, or holds spaces or letters with accents.`);
};

/** The token, or the name and password that stand in the address itself. */
const authorizationOf = ({ url }: FeedServer, secret: string | null): string | null => {
  if (secret !== null) return `Bearer ${secret}`;
  const { username, password } = URL.canParse(url) ? new URL(url) : { username: '', password: '' };
  return username === '' ? null : `Basic ${Buffer.from(`${unescaped(username)}:${unescaped(password)}`).toString('base64')}`;
};

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const outcomeOf = (found: Result<Found, string>): ReadingOutcome => {
  if (!found.ok) return { kind: 'source-failed', text: found.error };
  const { measures, problems = [], note = null } = found.value;
  return { kind: 'answered', measures, problems, facts: note === null ? {} : { note } };
};
