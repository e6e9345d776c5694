import type { CheckPoint, Delivery } from '../../core/model/notification.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Background, Channel, SendError } from '../../core/port/channel.js';
import type { SecretReference, Secrets } from '../../core/port/secrets.js';
import type { WebhookEndpoint, WebhookTransport } from '../../core/port/transports.js';
import { MOST_CONNECTIONS } from '../connections.js';
import { judged, type Poster } from '../poster.js';
import { createRounds } from '../rounds.js';
import { payloadOf } from './payload.js';
import { SIGNATURE_HEADER, signatureOf } from './sign.js';

export interface WebhookChannelParts {
  /** As configured now; null: off. */
  readonly transport: () => WebhookTransport | null;
  readonly secrets: Secrets;
  readonly poster: Poster;
}

/** Posts every message to every endpoint as JSON. An endpoint that has taken a message is not given it again while others fail. */
export const createWebhookChannel = ({ transport, secrets, poster }: WebhookChannelParts): Channel => {
  const sendEach = createRounds();
  return {
    kind: 'webhook',
    pace: PACE,
    send: async (delivery, signal, background) => {
      const settings = transport();
      if (settings === null || settings.endpoints.length === 0) return fail(NOT_CONFIGURED);
      const known = background();
      const body = JSON.stringify(payloadOf(delivery, known));
      const signed = await signatureHeader(settings.secret, secrets, body, known);
      if (!signed.ok) return signed;
      const endpoints = new Map(settings.endpoints.map((endpoint) => [endpoint.url, endpoint]));
      return sendEach(delivery.id, [...endpoints.keys()], (url) =>
        postTo(endpoints.get(url) as WebhookEndpoint, { delivery, body, signal, headers: signed.value, secrets, poster }),
      );
    },
    lacks: () => (transport()?.endpoints.length === 0 ? NOT_CONFIGURED.text : null),
    check: async (signal) => {
      const endpoints = transport()?.endpoints ?? [];
      if (endpoints.length === 0) return [{ what: 'Settings', state: 'failed', text: NOT_CONFIGURED.text }];
      return Promise.all(endpoints.map((endpoint) => checkEndpoint(endpoint, secrets, poster, signal)));
    },
    stop: async () => undefined,
  };
};

/** Connects and asks for nothing but the answer's head, without credentials: receivers count what comes with them. */
const checkEndpoint = async (
  endpoint: WebhookEndpoint,
  secrets: Secrets,
  poster: Poster,
  signal: AbortSignal,
): Promise<CheckPoint> => {
  const { host } = new URL(endpoint.url);
  const authorization = await authorizationOf(endpoint, secrets);
  if (!authorization.ok) return { what: host, state: 'failed', text: authorization.error.text };
  const { url, allowInsecure } = endpoint;
  const reach = reachOf(endpoint);
  const asked = await poster.post({ url, method: 'HEAD', headers: {}, body: '', signal, allowInsecure, reach });
  if (!asked.ok) return { what: host, state: 'failed', text: asked.error.text };
  const { status } = asked.value;
  if (status >= 500 || (status >= 300 && status < 400)) {
    const outcome = judged(asked.value);
    return { what: host, state: 'failed', text: outcome.ok ? '' : outcome.error.text };
  }
  return {
    what: host,
    state: 'ok',
    text: `It can be reached (${status} to a question without a message). Whether it takes messages, a test shows.`,
  };
};

/**
 * A receiver of ours is a machine that is made for this; as many connections as the poster keeps open to one host. A disk takes
 * some ten milliseconds for a write: in that time the connections must not run out of what is written down already.
 */
const PACE = { atOnce: MOST_CONNECTIONS, ahead: 7 * MOST_CONNECTIONS, rate: null };

const NOT_CONFIGURED: SendError = {
  retry: 'never',
  code: 'not-configured',
  text: 'No endpoint is configured. Add channels.webhook.endpoints: [{ url: https://… }].',
};

const signatureHeader = async (
  secret: SecretReference | null,
  secrets: Secrets,
  body: string,
  { now }: Background,
): Promise<Result<Readonly<Record<string, string>>, SendError>> => {
  if (secret === null) return ok({});
  const read = await secrets.read(secret);
  return read.ok ? ok({ [SIGNATURE_HEADER]: signatureOf(body, read.value, now) }) : fail(secretMissing(read.error.message));
};

const secretMissing = (why: string): SendError => ({ retry: 'later', code: 'secret', text: `A secret cannot be had: ${why}.` });

interface Sending {
  readonly delivery: Delivery;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
  readonly poster: Poster;
}

const postTo = async (endpoint: WebhookEndpoint, sending: Sending): Promise<Result<string, SendError>> => {
  const authorization = await authorizationOf(endpoint, sending.secrets);
  if (!authorization.ok) return authorization;
  const posted = await sending.poster.post({
    url: endpoint.url,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': sending.delivery.id,
      ...sending.headers,
      ...authorization.value,
    },
    body: sending.body,
    signal: sending.signal,
    allowInsecure: endpoint.allowInsecure,
    reach: reachOf(endpoint),
  });
  const outcome = posted.ok ? judged(posted.value) : posted;
  return outcome.ok ? outcome : fail({ ...outcome.error, text: `${new URL(endpoint.url).host}: ${outcome.error.text}` });
};

const reachOf = ({ allowPrivate }: WebhookEndpoint): 'public' | 'anywhere' => (allowPrivate ? 'anywhere' : 'public');

const authorizationOf = async (
  { auth }: WebhookEndpoint,
  secrets: Secrets,
): Promise<Result<Readonly<Record<string, string>>, SendError>> => {
  if (auth === null) return ok({});
  const read = await secrets.read(auth.kind === 'bearer' ? auth.token : auth.password);
  if (!read.ok) return fail(secretMissing(read.error.message));
  if (auth.kind === 'bearer') return ok({ authorization: `Bearer ${read.value}` });
  return ok({ authorization: `Basic ${Buffer.from(`${auth.user}:${read.value}`).toString('base64')}` });
};
