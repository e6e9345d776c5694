import type { SocketModeClient } from '@slack/socket-mode';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { SecretAnswer } from '../../core/port/secrets.js';
import { after, duration, minutes, seconds } from '../../core/time/instant.js';
import { callFailure } from './failure.js';
import { clientOptions, silence } from './web-api.js';

export interface SocketParts {
  /** Asked for each connection: a token that was mended is used with the next one. */
  readonly appToken: () => Promise<SecretAnswer<string>>;
  /** Another address than Slack's own Web API; null: Slack's. */
  readonly url: string | null;
  readonly clock: Clock;
  /** Somebody did something with a message of ours. It is acknowledged to Slack already. */
  readonly took: (payload: unknown) => void;
  /** Null: connected. Otherwise why not, in words. */
  readonly changed: (problem: string | null) => void;
}

/** A connection that is up at least this long counts as a good one. */
const GOOD = seconds(10);
const FIRST_WAIT = seconds(1);
const LONGEST_WAIT = minutes(1);
/** Slack refused the token: only a person mends that, and a new configuration is tried at once. */
const REFUSED_WAIT = minutes(10);

/**
 * Keeps one Socket Mode connection to Slack until it is stopped. Slack ends each after some hours, and the next follows at once.
 * The library's own reconnecting is off: where the network is gone as well, it rejects where nobody can catch it.
 */
export const keepSocket = (parts: SocketParts): (() => Promise<void>) => {
  const { clock } = parts;
  const stop = new AbortController();
  const run = async (): Promise<void> => {
    for (let failures = 0; !stop.signal.aborted; ) {
      const begunAt = clock.monotonic();
      const { problem, retry } = await connection(parts, stop.signal);
      if (stop.signal.aborted) return;
      const wasGood = problem === null && clock.monotonic() - begunAt >= GOOD;
      failures = wasGood ? 0 : failures + 1;
      // Slack renews a good connection every few hours: that is no news.
      if (!wasGood) parts.changed(problem ?? 'The connection to Slack ended, and is being made anew.');
      await pause(clock, retry === 'never' ? REFUSED_WAIT : waitAfter(failures), stop.signal);
    }
  };
  const running = run().catch((error: unknown) => parts.changed(String(error)));
  return async () => {
    stop.abort();
    await running;
  };
};

const waitAfter = (failures: number): number => (failures === 0 ? 0 : Math.min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT));

interface Ended {
  /** Null: it was up, and ended. */
  readonly problem: string | null;
  readonly retry: 'later' | 'never';
}

/** How long Slack may take to greet. */
const GREETING_LIMIT = seconds(30);

/** One connection, from its making to its end. Never rejects for what Slack or the network does. */
const connection = async (parts: SocketParts, signal: AbortSignal): Promise<Ended> => {
  const token = await parts.appToken();
  if (!token.ok) return { problem: `${token.error.message}.`, retry: 'later' };
  const client = await clientOf(token.value, parts, signal);
  const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
  const release = cutInTime(client, parts.clock, signal);
  try {
    await client.start();
    release.limit();
    if (!signal.aborted) parts.changed(null);
    await ended;
    return { problem: null, retry: 'later' };
  } catch (thrown) {
    const { text, retry } = thrown === undefined ? NO_GREETING : callFailure(thrown, signal);
    return { problem: text, retry };
  } finally {
    release.all();
  }
};

const clientOf = async (appToken: string, { url, took }: SocketParts, signal: AbortSignal): Promise<SocketModeClient> => {
  const { SocketModeClient } = await import('@slack/socket-mode');
  const clientParts = { logger: await silence(), autoReconnectEnabled: false, clientOptions: await clientOptions(url, signal) };
  const client = new SocketModeClient({ appToken, ...clientParts });
  client.on('interactive', ({ ack, body }: { readonly ack: () => Promise<void>; readonly body: unknown }) => {
    // Slack wants to hear within three seconds that it came; what came of it is said in the thread.
    ack().catch(() => undefined);
    took(body);
  });
  return client;
};

/** Ends the connection when the signal is given, or where Slack does not greet in time. `limit`: it has greeted. */
const cutInTime = (
  client: SocketModeClient,
  clock: Clock,
  signal: AbortSignal,
): { readonly limit: Stop; readonly all: Stop } => {
  // The second call cuts off whoever does not answer the first.
  const cut = (): void => {
    void client.disconnect();
    void client.disconnect();
  };
  // Stopped while it asked for an address: what it begins then is ended as soon as there is something to end.
  client.on('connecting', () => {
    if (signal.aborted) queueMicrotask(cut);
  });
  const limit = clock.wakeAt(after(clock.now(), GREETING_LIMIT), cut);
  signal.addEventListener('abort', cut, { once: true });
  const all = (): void => {
    limit();
    signal.removeEventListener('abort', cut);
  };
  return { limit, all };
};

const NO_GREETING = { text: 'The connection to Slack could not be made.', retry: 'later' } as const;

const pause = (clock: Clock, length: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.wakeAt(after(clock.now(), duration(length)), end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
