import type { LookupFunction } from 'node:net';
import type { Clock } from '../../../core/port/clock.js';
import { type Duration, seconds } from '../../../core/time/instant.js';
import { startDeadline } from '../../net/deadline.js';
import { timeoutFailure } from '../../net/failure.js';
import { createLookup } from '../../net/lookup.js';
import { trustIn } from '../../net/trust.js';
import { MOST_BODY_BYTES } from '../body.js';
import { createCookies } from '../cookies.js';
import type { Answer, Wire } from '../exchange.js';
import { follow, isRedirect } from '../follow.js';
import { endpointOf, shownAddress } from '../web-address.js';

/** - `answered`: with what status, and its text. `failed`: why there is no answer that could be read. */
export type Asked =
  | { readonly kind: 'answered'; readonly url: URL; readonly status: number; readonly type: string; readonly text: string }
  | { readonly kind: 'failed'; readonly url: URL; readonly why: string };

/** Asks for an address, and follows it on as long as `isOurs` says that it is still of the site. */
export type AskPage = (url: URL, isOurs: (next: URL) => boolean) => Promise<Asked>;

export interface AskParts {
  readonly clock: Clock;
  readonly version: string;
  /** Longest time of one request; default 8 s. */
  readonly patience?: Duration;
  /** How names are looked up; default: as the machine does. */
  readonly lookup?: LookupFunction;
  /** Ends whatever is still asked. */
  readonly signal: AbortSignal;
}

const MOST_REDIRECTS = 3;
const PATIENCE = seconds(8);
/** It says nothing of the page: others were slow before it. */
const TOO_LATE = 'was not read: the time for the whole look was over';

/** One visitor who reads a few pages of a site, each in bounded time and memory. */
export const createAskPage = (parts: AskParts): AskPage => {
  const { clock, version, patience = PATIENCE, lookup = createLookup(), signal } = parts;
  const common = {
    clock,
    userAgent: `Watchroom/${version}`,
    accept: 'text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.8',
    trust: trustIn([]),
    maxBytes: MOST_BODY_BYTES,
    lookup,
    cookies: createCookies(),
    useBody: (status: number) => (isRedirect(status) ? 'skip' : 'keep'),
  } satisfies Partial<Wire>;
  const once = async (url: URL): Promise<Asked | Answer> => {
    const deadline = startDeadline(clock, patience, [signal]);
    const whenCut: Wire['whenCut'] = (at, stage) => timeoutFailure(endpointOf(at), stage, patience / 1_000);
    try {
      const got = await follow(url, { ...common, whenCut, signal: deadline.signal }, false);
      return got.ok ? got.value.answer : { kind: 'failed', url, why: signal.aborted ? TOO_LATE : got.error.text };
    } finally {
      deadline.stop();
    }
  };
  const ask = async (url: URL, isOurs: (next: URL) => boolean, left: number): Promise<Asked> => {
    const got = await once(url);
    if ('kind' in got) return got;
    const { status, headers, content } = got;
    if (!isRedirect(status) || headers.location === undefined) {
      const type = headers['content-type'] ?? '';
      return { kind: 'answered', url, status, type, text: (content ?? Buffer.alloc(0)).toString('utf8') };
    }
    const next = URL.canParse(headers.location, url.href) ? new URL(headers.location, url.href) : null;
    if (next === null) return { kind: 'failed', url, why: 'redirects to something that is not a web address' };
    next.username = '';
    next.password = '';
    if (!isOurs(next)) return { kind: 'failed', url, why: `sends visitors on to ${shownAddress(next)}, another site` };
    if (left === 0) return { kind: 'failed', url, why: `redirects more than ${MOST_REDIRECTS} times` };
    return ask(next, isOurs, left - 1);
  };
  return (url, isOurs) => ask(url, isOurs, MOST_REDIRECTS);
};
