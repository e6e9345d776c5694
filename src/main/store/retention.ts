import type { Episode } from '../core/model/alert.js';
import type { AuditEntry } from '../core/model/audit.js';
import type { BaselineRecord } from '../core/model/baseline.js';
import type { ObservationSegment } from '../core/model/ledger.js';
import type { Suppression } from '../core/model/mute.js';
import type { Delivery } from '../core/model/notification.js';

/** What is still open never goes, however old; the rest goes once its end is older than `before`. */
export const isEpisodeDue = ({ resolution }: Episode, before: number): boolean => resolution !== null && resolution.at < before;

export const isSuppressionDue = ({ ended }: Suppression, before: number): boolean => ended !== null && ended.at < before;

export const isDeliveryDue = ({ state, decidedAt }: Delivery, before: number): boolean =>
  state.kind !== 'waiting' && decidedAt < before;

/** The ledger of observed time is kept as long as hourly rollups: uptime over a year needs both. */
export const isSegmentDue = ({ to }: ObservationSegment, before: number): boolean => to !== null && to < before;

/** What was usual is kept as long as hourly rollups; a baseline that learns is saved anew each hour. */
export const isBaselineDue = ({ savedAt }: BaselineRecord, before: number): boolean => savedAt < before;

export const isAuditDue = ({ at }: AuditEntry, before: number): boolean => at < before;
