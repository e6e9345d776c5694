import type { Delivery } from '../model/notification.js';
import type { ChannelKind } from '../model/reason.js';
import type { Result } from '../model/result.js';
import type { Duration } from '../time/instant.js';

/** What the receiver said when it took a message. Holds no secret. */
export interface Receipt {
  readonly text: string;
}

export interface SendError {
  /** `later`: passing, try again. `never`: a permanent refusal. */
  readonly retry: 'later' | 'never';
  /** A status code or a short name (`timeout`, `no-daemon`). */
  readonly code: string;
  readonly text: string;
  readonly retryAfter?: Duration;
}

/** What a person did with a message that was shown. */
export interface Reaction {
  readonly kind: 'clicked' | 'dismissed' | 'acknowledged';
  readonly delivery: string;
}

/** A way out to people. */
export interface Channel {
  readonly kind: ChannelKind;
  /** Sends one delivery once; never throws for what the receiver does. */
  send(delivery: Delivery, signal: AbortSignal): Promise<Result<Receipt, SendError>>;
  stop(): Promise<void>;
}
