import type { Duration, Instant } from '../time/instant.js';
import type { AuditEntry } from './audit.js';
import type { Delivery } from './notification.js';
import type { ChannelKind } from './reason.js';

/** Days of the site's clocks as `2026-11-24`, the first and the last of them included; without one the stretch has no such end. */
export interface DayStretch {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What came of a delivery; `hidden`: taken, and kept from people's eyes. */
export type DeliveryOutcome = Delivery['state']['kind'] | 'hidden';

/** Where a list of deliveries goes on. */
export type DeliveryPlace = Pick<Delivery, 'id' | 'decidedAt'>;

/** Which deliveries are wanted; what is not said narrows nothing. */
export interface DeliveryQuestion extends DayStretch {
  readonly channel?: ChannelKind | undefined;
  readonly outcome?: DeliveryOutcome | undefined;
  /** A room, an address, or a whole word of the name in it. */
  readonly recipient?: string | undefined;
  /** Words of the message, a rule's id or an alert's. */
  readonly about?: string | undefined;
  /** Only those that come after this one: the next page. */
  readonly after?: DeliveryPlace | undefined;
  readonly limit: number;
}

/** What an entry of the audit trail is about, broadly. */
export type AuditKind = 'alerts' | 'settings' | 'trials' | 'access' | 'watch' | 'care';

/** Which entries of the audit trail are wanted; what is not said narrows nothing. */
export interface AuditQuestion extends DayStretch {
  /** Part of a person's name, or their id where they acted from elsewhere. */
  readonly by?: string | undefined;
  readonly kind?: AuditKind | undefined;
  /** Words of the act, of what it was done to or of what is noted of it. */
  readonly text?: string | undefined;
  /** Only changes of this thing of the configuration, by its list and its id; those that may have been, too. */
  readonly changed?: { readonly list: string; readonly id: string } | undefined;
  /** Only entries with a lower sequence: the next page. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** One page of what a question finds, newest first. */
export interface Found<Row, Place> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null: all that is kept was looked through. A page may end early, with few rows or none. */
  readonly next: Place | null;
  /** How many records of the time that was asked for were looked through for this page. */
  readonly looked: number;
  /** How far back was looked. */
  readonly since: Instant;
  /** How long such records are kept. */
  readonly keptFor: Duration;
}

export type FoundDeliveries = Found<Delivery, DeliveryPlace>;

export interface FoundAudit extends Found<AuditEntry, number> {
  /** What was wrong, of the alerts that the entries name and the store still knows: by the alert's id. */
  readonly about: Readonly<Record<string, string>>;
}
