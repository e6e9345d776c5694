import type { Duration } from '../time/instant.js';
import type { SecretReference } from './secrets.js';

/** How email leaves. Null where the configuration does not say. */
export interface EmailTransport {
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    readonly user: string | null;
    readonly password: SecretReference | null;
    /** Plain text is taken beyond this machine too. */
    readonly allowInsecure: boolean;
  } | null;
  readonly from: string | null;
}

export interface SlackTransport {
  /** One way only: no buttons, no updates, no threads. */
  readonly webhookUrl: SecretReference | null;
  readonly botToken: SecretReference | null;
  /** For what comes back: buttons. */
  readonly appToken: SecretReference | null;
  /** Another address than Slack's own Web API. */
  readonly url: string | null;
}

export interface SmsTransport {
  readonly provider: 'twilio' | 'sns' | null;
  readonly twilio: {
    readonly accountSid: SecretReference;
    readonly authToken: SecretReference;
    readonly from: string;
    readonly url: string | null;
  } | null;
  readonly sns: {
    readonly region: string;
    readonly accessKeyId: SecretReference;
    readonly secretAccessKey: SecretReference;
    readonly senderId: string | null;
    readonly url: string | null;
  } | null;
}

export interface WebhookEndpoint {
  readonly url: string;
  readonly auth:
    | { readonly kind: 'bearer'; readonly token: SecretReference }
    | { readonly kind: 'basic'; readonly user: string; readonly password: SecretReference }
    | null;
  readonly allowInsecure: boolean;
  /** It may stand in a private network. */
  readonly allowPrivate: boolean;
}

export interface WebhookTransport {
  readonly endpoints: readonly WebhookEndpoint[];
  /** Key of the signature that receivers check; null: nothing is signed. */
  readonly secret: SecretReference | null;
}

/** Who is told, and how often, that this desk watches. */
export interface HeartbeatTransport {
  /** Whoever has it can pretend to be this desk: a secret like any other. */
  readonly url: SecretReference;
  readonly every: Duration;
  /** Plain http is taken beyond this machine. */
  readonly allowInsecure: boolean;
}

/**
 * By which servers and with which secrets messages leave: what the channels' adapters need and nobody else may see. Null: off.
 * The engine knows only who is told (`ChannelSettings`).
 */
export interface Transports {
  readonly email: EmailTransport | null;
  readonly slack: SlackTransport | null;
  readonly sms: SmsTransport | null;
  readonly webhook: WebhookTransport | null;
  readonly heartbeat: HeartbeatTransport | null;
}
