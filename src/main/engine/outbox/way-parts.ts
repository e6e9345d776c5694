import type { Delivery } from '../../core/model/notification.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { Background } from '../../core/port/channel.js';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { Duration, Instant } from '../../core/time/instant.js';

export interface WayParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether anything may leave by a channel now; the desk may be settling, or offline for it. What says that the desk is blind always may. */
  readonly mayLeave: (channel: ChannelKind) => boolean;
  /** Whether this is the newest of a delivery: a newer one that is not durable yet leaves instead, once it is. */
  readonly isNewest: (delivery: Delivery) => boolean;
  /** Why a delivery has become pointless (its alert is over before anybody was told); null while it has not. */
  readonly pointless: (delivery: Delivery) => string | null;
  /** What a channel may say besides the message, as it is now. */
  readonly background: (delivery: Delivery) => Background;
  /** How often a channel is tried before a delivery is given up. */
  readonly triesOf: (channel: ChannelKind) => number;
  /** How long a delivery may fail before another channel takes it over; null where none would. */
  readonly longestFailure: (delivery: Delivery) => Duration | null;
  /** Spreads a wait a little, so that many desks do not all come back at once. */
  readonly spread: (wait: Duration) => Duration;
  /** Notes that an attempt begins: should the console die before its outcome is kept, the next start knows. */
  readonly begin: (delivery: Delivery) => void;
  /** Takes that back: it has not left, and will not before the console ends. */
  readonly spare: (delivery: Delivery) => void;
  /** Keeps the delivery's new state. */
  readonly keep: (delivery: Delivery) => void;
}

export interface ChannelHealth {
  readonly state: 'ok' | 'failing';
  readonly lastAt: Instant;
  readonly text: string;
}
