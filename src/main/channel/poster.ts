import { lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { fail, ok, type Result } from '../core/model/result.js';
import type { SendError } from '../core/port/channel.js';
import { type Duration, duration, seconds } from '../core/time/instant.js';
import { type Connections, createConnections } from './connections.js';
import { isLoopback } from './loopback.js';
import { anyLookup, isPrivateAddress, PRIVATE_CODE, publicLookup, type Resolve } from './private-address.js';

/** What the receiver answered, whatever it was. */
export interface Posted {
  readonly status: number;
  /** The body's beginning, at most 4,000 characters. */
  readonly text: string;
  readonly retryAfter: Duration | null;
}

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** POST, unless something is only looked at. */
  readonly method?: 'POST' | 'GET' | 'HEAD';
  readonly signal: AbortSignal;
  /** Whether plain http is taken beyond this machine. */
  readonly allowInsecure: boolean;
  /** Whether it may reach private networks too. This machine, written as such (`localhost`, `127.0.0.1`), may always be reached. */
  readonly reach: 'public' | 'anywhere';
}

export interface Poster {
  /** Posts once. Follows no redirect, so that no credentials go where nobody sent them. */
  post(post: Post): Promise<Result<Posted, SendError>>;
  stop(): void;
}

export interface PosterParts {
  readonly version: string;
  /** PEM certificates of authorities that are trusted besides the built-in ones. */
  readonly authorities?: readonly string[];
  /** Finds the addresses of a name; the system does unless told. */
  readonly resolve?: Resolve;
}

/** Posts over connections that stay open for the next message. */
export const createPoster = ({ version, authorities, resolve = systemLookup }: PosterParts): Poster => {
  const trusted = authorities === undefined ? {} : { authorities };
  // Connections that stay open are shared only by posts that may reach the same places.
  const connections = {
    anywhere: createConnections({ lookup: anyLookup(resolve), ...trusted }),
    public: createConnections({ lookup: publicLookup(resolve), ...trusted }),
  };
  return {
    post: (post) => {
      const url = new URL(post.url);
      if (url.protocol !== 'https:' && !isLoopback(url.hostname) && !post.allowInsecure)
        return Promise.resolve(fail(UNENCRYPTED));
      const reach = isLoopback(url.hostname) ? 'anywhere' : post.reach;
      const address = url.hostname.replace(/^\[|\]$/g, '');
      if (reach === 'public' && isIP(address) !== 0 && isPrivateAddress(address)) return Promise.resolve(fail(PRIVATE));
      return exchange(url, post, connections[reach], version);
    },
    stop: () => {
      for (const one of Object.values(connections)) one.stop();
    },
  };
};

const PRIVATE: SendError = {
  retry: 'never',
  code: 'private-address',
  text: 'The address is, or its name leads to, a private network. If that is meant, set allowPrivate: true beside it.',
};

const UNENCRYPTED: SendError = {
  retry: 'never',
  code: 'unencrypted',
  text: 'The address is plain http. Write https, or set allowInsecure: true beside it.',
};

const exchange = async (
  url: URL,
  { headers, body, method = 'POST', signal }: Post,
  connections: Connections,
  version: string,
): Promise<Result<Posted, SendError>> => {
  const sent = { 'user-agent': `Watchroom/${version}`, ...credentialsIn(url), ...headers };
  try {
    const { status, text, retryAfter } = await connections.ask({ url, method, headers: sent, body, signal });
    return ok({ status, text: withoutSecrets(text, secretsIn(url, sent)), retryAfter: retryAfterOf(retryAfter) });
  } catch (problem) {
    return fail(failureOf(problem as Error, signal));
  }
};

/** A name and a password may stand in the address itself. */
const credentialsIn = ({ username, password }: URL): { readonly authorization?: string } => {
  if (username === '' && password === '') return {};
  const both = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(both).toString('base64')}` };
};

/** What of a request nobody else may see: the credentials, the values of the query, and long parts of the path, as Slack's addresses have. */
const secretsIn = (url: URL, headers: Readonly<Record<string, string>>): readonly string[] => {
  const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(' ');
  const decoded = scheme === 'Basic' ? Buffer.from(credentials, 'base64').toString() : '';
  const password = decoded.slice(decoded.indexOf(':') + 1);
  const longParts = url.pathname.split('/').filter((part) => part.length >= LONG_PART);
  return [credentials, password, url.password, ...url.searchParams.values(), ...longParts].filter(
    ({ length }) => length >= LEAST,
  );
};

const LONG_PART = 20;
/** Anything shorter would take ordinary words out of what was said. */
const LEAST = 4;

/** A receiver may repeat in its answer what it was asked with: people read the answer, and the journal keeps it. */
const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text);

/** `Retry-After` as whole seconds; of dates nobody asks. Never longer than an hour: by then the message is old news. */
const retryAfterOf = (header: string | undefined): Duration | null =>
  header !== undefined && /^\d{1,6}$/.test(header.trim()) ? duration(Math.min(seconds(Number(header)), seconds(3_600))) : null;

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ECONNRESET: 'the connection was cut off',
  EPIPE: 'the connection was cut off',
  ENOTFOUND: 'the name is not known (DNS)',
  EAI_AGAIN: 'the name cannot be looked up now (DNS)',
  ETIMEDOUT: 'no answer',
};

/** What the library calls what the system has a name for. */
const SYSTEM_CODES: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};

/** Why nothing came back, in words. */
export const failureOf = (problem: Error & { readonly code?: string }, signal: AbortSignal): SendError => {
  if (signal.aborted) return { retry: 'later', code: 'timeout', text: 'no answer in time' };
  const code = SYSTEM_CODES[problem.code ?? ''] ?? problem.code ?? '';
  if (code === PRIVATE_CODE) return PRIVATE;
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) {
    const text = `its certificate is not trusted (${code.toLowerCase().replaceAll('_', ' ')}). Give it one of a known authority, or name your own authority in NODE_EXTRA_CA_CERTS.`;
    return { retry: 'later', code: 'certificate', text };
  }
  return { retry: 'later', code: code === '' ? 'failed' : code.toLowerCase(), text: WORDS[code] ?? problem.message };
};

/** Whether an answer means that the message was taken; else whether to try again, and in whose words why not. */
export const judged = ({ status, text, retryAfter }: Posted): Result<string, SendError> => {
  if (status >= 200 && status < 300) return ok(`answered ${status}`);
  const said = text.trim().replaceAll(/\s+/g, ' ').slice(0, 200);
  const words = said === '' ? `answered ${status}` : `answered ${status}: ${said}`;
  if (status >= 300 && status < 400)
    return fail({
      retry: 'never',
      code: String(status),
      text: `${words}. Redirects are not followed: write the final address.`,
    });
  const isPassing = status >= 500 || status === 408 || status === 429;
  const wait = retryAfter === null ? {} : { retryAfter };
  return fail({ retry: isPassing ? 'later' : 'never', code: String(status), text: words, ...wait });
};
