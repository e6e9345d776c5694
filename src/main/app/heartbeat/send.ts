import { judged, type Poster } from '../../channel/poster.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { HeartbeatTransport } from '../../core/port/transports.js';
import { after, type Duration, duration, seconds } from '../../core/time/instant.js';

export interface SendParts {
  readonly clock: Clock;
  readonly secrets: Pick<Secrets, 'read'>;
  readonly poster: Pick<Poster, 'post'>;
}

export interface BeatFailure {
  /** Holds no part of the address, and nothing that the receiver said: it may say again what it was asked with. */
  readonly text: string;
  /** So long the receiver wants to be left alone. */
  readonly wait: Duration;
}

/** How long the receiver may take to answer. */
const ANSWER_LIMIT = seconds(10);
const NO_WAIT = duration(0);
const NO_ADDRESS = 'heartbeat.url is no http or https address';

/** Asks the address once, by GET: that is what every service of this kind takes. */
export const sendBeat = async (
  { clock, secrets, poster }: SendParts,
  { url, allowInsecure }: HeartbeatTransport,
  stopped: AbortSignal,
): Promise<Result<null, BeatFailure>> => {
  const address = await secrets.read(url);
  if (!address.ok) return failed(address.error.message);
  if (!URL.canParse(address.value) || !/^https?:/i.test(address.value)) return failed(NO_ADDRESS);
  const limit = new AbortController();
  const end = (): void => limit.abort();
  stopped.addEventListener('abort', end, { once: true });
  const cancel = clock.wakeAt(after(clock.now(), ANSWER_LIMIT), end);
  const posted = await poster.post({
    ...{ url: address.value, method: 'GET', headers: {}, body: '', signal: limit.signal },
    ...{ allowInsecure, reach: 'anywhere' },
  });
  cancel();
  stopped.removeEventListener('abort', end);
  if (!posted.ok) return failed(posted.error.text);
  const { status, retryAfter } = posted.value;
  return judged(posted.value).ok ? ok(null) : failed(sayStatus(status), retryAfter ?? NO_WAIT);
};

const failed = (text: string, wait: Duration = NO_WAIT): Result<null, BeatFailure> =>
  fail({ text: text.replace(/\.$/, ''), wait });

const MEANINGS: readonly (readonly [least: number, most: number, meaning: string])[] = [
  [300, 399, ', a redirect, which is not followed: write the final address'],
  [401, 403, ': its key is not taken'],
  [404, 404, ': the check is not there any more'],
  [410, 410, ': the check was deleted there'],
  [429, 429, ': it is asked too often'],
];

const sayStatus = (status: number): string => {
  const [, , meaning = ''] = MEANINGS.find(([least, most]) => status >= least && status <= most) ?? [];
  return `the receiver answered ${status}${meaning}`;
};
