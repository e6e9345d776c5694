import type { IncomingHttpHeaders } from 'node:http';
import { fail, ok, type Result } from '../../core/model/result.js';
import { scrub } from '../../core/privacy/scrub.js';
import { formatDuration } from '../../core/time/duration.js';
import { duration, type Instant } from '../../core/time/instant.js';
import { type Answer, exchange, type Wire } from '../http/exchange.js';
import { isRedirect } from '../http/follow.js';
import { getAs } from '../http/question.js';
import { shownAddress } from '../http/web-address.js';
import { fieldsOf, textOf } from './fields.js';
import { baseOf, type FeedServer, placeOf } from './server.js';
import { type Waits, waitOf } from './waits.js';

/** One question to a server: a place under its base address. */
export interface Question {
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  /** What an earlier answer was marked with: unless something changed since, the answer is 304 and empty. */
  readonly unless?: string | null;
  /** What to do where this very question is answered with such a status. */
  readonly remedies?: Readonly<Record<number, string>>;
}

export interface Said {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** What the body holds; undefined with a 304. */
  readonly json: unknown;
}

/** Why there is no answer to work with, in words that say what to do. */
export interface Trouble {
  /** Null where no answer came. */
  readonly status: number | null;
  readonly text: string;
}

export type Ask = (question: Question) => Promise<Result<Said, Trouble>>;

export interface Conversing {
  readonly server: FeedServer;
  readonly wire: Omit<Wire, 'accept' | 'useBody' | 'headers'>;
  readonly authorization: string | null;
  /** The secret itself, so that it can be cut out of what the server says. */
  readonly secret: string | null;
  readonly waits: Waits;
  readonly now: () => Instant;
  /** Told of each question with its answer, before anything is made of it; null: nobody wants to know. */
  readonly hear: Hear | null;
}

export type Hear = (place: URL, answer: Answer) => void;

/** Asks a server for JSON. Whatever it does becomes a `Trouble`; nothing of the secret is in any text. */
const converse = (base: URL, parts: Conversing): Ask => {
  const { server, waits, now } = parts;
  const key = `${server.setting} ${base.host}`;
  return async ({ path, query, unless, remedies }) => {
    const left = waits.left(key, now());
    if (left !== null) return fail({ status: null, text: patience(server, left) });
    const headers = { ...server.headers, ...(unless == null ? {} : { 'if-none-match': unless }) };
    const wire: Wire = { ...parts.wire, accept: ACCEPT, useBody: () => 'keep', headers };
    const place = placeOf(base, path, query);
    const got = await exchange(place, getAs(parts.authorization), wire);
    if (!got.ok) return fail({ status: null, text: lost(server, got.error.text) });
    parts.hear?.(place, got.value);
    const wait = waitOf(got.value.status, got.value.headers, now());
    if (wait !== null) waits.ask(key, wait, now());
    if (wait !== null) return fail({ status: got.value.status, text: patience(server, wait) });
    return understood(got.value, parts, remedies ?? {});
  };
};

const ACCEPT = 'application/json';

const patience = ({ name, setting }: FeedServer, wait: number): string =>
  `${name} asks to be left alone for another ${formatDuration(duration(Math.ceil(wait / 1_000) * 1_000))} (rate limit), and is. If that happens often, write a longer ${setting}.every.`;

const lost = ({ name, setting }: FeedServer, text: string): string =>
  `${name} cannot be read: ${text}. Check ${setting}.url, and whether the server runs.`;

const understood = (answer: Answer, { server, secret }: Conversing, own: FeedServer['remedies']): Result<Said, Trouble> => {
  const { status, headers } = answer;
  const trouble = (text: string): Result<Said, Trouble> => fail({ status, text: withoutSecret(text, secret) });
  if (status === 304) return ok({ status, headers, json: undefined });
  if (isRedirect(status)) return trouble(redirected(server, answer));
  const body = (answer.content ?? Buffer.alloc(0)).toString('utf8');
  const json = parsed(body);
  if (status < 200 || status >= 300) return trouble(refused(server, own, status, json));
  if (json === undefined) return trouble(noJson(server, status, body));
  return ok({ status, headers, json });
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const redirected = ({ name, setting }: FeedServer, { status, headers }: Answer): string => {
  const to = headers.location !== undefined && URL.canParse(headers.location) ? shownAddress(new URL(headers.location)) : null;
  const where = to === null ? '' : ` to ${to}`;
  return `${name} redirects${where} (${status}). Redirects are not followed, so that no token goes where nobody sent it: write the final address in ${setting}.url.`;
};

const MOST_LETTERS = 200;

const refused = (
  { name, setting, remedies }: FeedServer,
  own: FeedServer['remedies'],
  status: number,
  json: unknown,
): string => {
  const words = wordsOf(json);
  const said = words === undefined ? '' : `: ${words}`;
  const remedy = own[status] ?? remedies[status] ?? (status >= 500 ? 'It is asked again.' : `Check ${setting}.`);
  return `${name} answered ${status}${said}. ${remedy}`;
};

/** What a server says of its own refusal: Prometheus under `error`, GitHub under `message`, Vercel under `error.message`, Sentry under `detail`. */
const wordsOf = (json: unknown): string | undefined => {
  const { error, message, detail } = fieldsOf(json);
  const text = textOf(error) ?? textOf(fieldsOf(error).message) ?? textOf(message) ?? textOf(detail);
  return text === undefined ? undefined : scrub(text.replaceAll(/\s+/g, ' ')).slice(0, MOST_LETTERS).replace(/\.$/, '');
};

const noJson = ({ name, setting }: FeedServer, status: number, body: string): string => {
  const what = /^\s*<(!doctype|html|head|body)/i.test(body)
    ? 'a page instead of JSON, as a sign-in or a proxy does'
    : 'no JSON';
  return `${name} answered ${status} with ${what}. Check ${setting}.url.`;
};

const withoutSecret = (text: string, secret: string | null): string =>
  secret === null || secret === '' ? text : text.replaceAll(secret, '…');

/** What the adapter says where an answer has not the documented shape. */
export const strange = ({ name, setting }: FeedServer, what: string): string =>
  `${name} answered in an unexpected shape: ${what}. Check that ${setting}.url leads to it; a newer version of it may need a newer Watchroom.`;

/** Opens a conversation; the failure says which part of the configuration to mend. */
export const startConversation = (parts: Conversing): Result<Ask, string> => {
  const base = baseOf(parts.server);
  return base.ok ? ok(converse(base.value, parts)) : base;
};
