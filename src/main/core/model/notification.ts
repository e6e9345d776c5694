import type { Duration, Instant } from '../time/instant.js';
import type { EpisodeId } from './alert.js';
import type { Owed } from './owed.js';
import type { ChannelKind, NotificationReason } from './reason.js';
import type { RuleId, Severity } from './rule.js';

/** The text of a notification, made once from what was known when it was decided; channels only render it. */
export interface Message {
  readonly title: string;
  readonly body: string;
  readonly severity: Severity | 'ok' | 'blind';
  /** The alert that a click opens; null for the desk's own messages. */
  readonly alert: EpisodeId | null;
  /** Must stay on screen until someone reacts. */
  readonly sticky: boolean;
  readonly sound: boolean;
}

/** One notification on one channel, from the decision to the receipt. */
export interface Delivery {
  /** Dedup key: the same decision never gets a second one. */
  readonly id: string;
  readonly reason: NotificationReason;
  readonly channel: ChannelKind;
  readonly episode: EpisodeId | null;
  /** Every alert that a grouped message tells; otherwise just `episode`, or none. */
  readonly alerts: readonly EpisodeId[];
  readonly rule: RuleId | null;
  readonly level: number;
  readonly recipients: readonly string[];
  /** The channel that could not tell it, and handed it over. */
  readonly insteadOf?: ChannelKind;
  /** The delivery that told of the episode first on this channel: what an update belongs to. */
  readonly follows?: string;
  /** What a daily summary tells of, up to when it was decided; not of other messages. */
  readonly covers?: Owed;
  readonly message: Message;
  readonly decidedAt: Instant;
  readonly dueAt: Instant;
  /** After a failed attempt: when the next one may be made. */
  readonly nextAt?: Instant;
  readonly state: DeliveryState;
  readonly attempts: readonly Attempt[];
  /** Where the channel can find it again, in the channel's own words. */
  readonly references?: readonly string[];
}

/** What came of a test message. */
export interface ChannelTrial {
  readonly channel: ChannelKind;
  readonly recipients: readonly string[];
  readonly took: Duration;
  readonly isSent: boolean;
  /** What the receiver said, or why it did not get there and what to do. */
  readonly text: string;
}

/** One thing that was looked at to see whether a channel would work, without a message. */
export interface CheckPoint {
  /** `Server`, `Account`, `Scopes`: as a person would name it. */
  readonly what: string;
  /** `unknown`: it cannot be seen without a message, or not with these rights. */
  readonly state: 'ok' | 'failed' | 'unknown';
  /** What was found; of a failure also what to do. Holds no secret. */
  readonly text: string;
}

/** What can be said of a channel's set-up. */
export interface ChannelCheck {
  readonly channel: ChannelKind;
  readonly took: Duration;
  readonly points: readonly CheckPoint[];
}

export type DeliveryState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'delivered'; readonly at: Instant }
  | { readonly kind: 'abandoned'; readonly at: Instant; readonly why: string };

export interface Attempt {
  readonly at: Instant;
  readonly took: Duration;
  /** `ok`; `hidden`: taken, and kept from people's eyes; or the failure's code (`503`, `timeout`, `no-daemon`). */
  readonly outcome: string;
  readonly text: string;
}
