import type { AlertRow } from '../../core/model/alert-view.js';
import type { Delivery } from '../../core/model/notification.js';
import { isPossibleRepeat } from '../../core/notify/attempt.js';
import type { Background } from '../../core/port/channel.js';
import type { Instant } from '../../core/time/instant.js';

/** Version of the payload: counts up when a key changes its meaning or goes; new keys may come without. Published in `resources/schema`. */
const PAYLOAD_VERSION = 1;

const iso = (at: Instant): string => new Date(at).toISOString();
const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));

/** What a webhook's receiver gets: the message, and all that is known of the alerts it tells. */
export const payloadOf = (delivery: Delivery, { now, site, alerts, count }: Background) => ({
  version: PAYLOAD_VERSION,
  /** The same in every try: who gets it twice may drop the second. */
  id: delivery.id,
  reason: delivery.reason,
  test: delivery.reason === 'test' || alerts.some(({ isTest }) => isTest),
  drill: alerts.some(({ isDrill }) => isDrill),
  level: delivery.level,
  decidedAt: iso(delivery.decidedAt),
  sentAt: iso(now),
  attempt: delivery.attempts.length + 1,
  /** An earlier attempt may have arrived, and nobody knows: who keeps `id` can tell. */
  possibleRepeat: isPossibleRepeat(delivery),
  site: { name: site.name, url: site.url, timeZone: site.timeZone },
  message: { title: delivery.message.title, body: delivery.message.body, severity: delivery.message.severity },
  count,
  alerts: alerts.map(alertOf),
});

const alertOf = (row: AlertRow) => ({
  id: row.id,
  episode: row.episode,
  rule: row.rule,
  name: row.name,
  severity: row.severity,
  category: row.category,
  impact: row.impact,
  state: row.state,
  labels: row.labels,
  summary: row.summary,
  metric: row.metric,
  comparison: row.comparison,
  value: row.value,
  threshold: row.threshold,
  worst: row.worst,
  businessImpact: row.businessImpact,
  playbook: row.playbook,
  startedAt: iso(row.startedAt),
  firedAt: iso(row.firedAt),
  resolvedAt: isoOrNull(row.resolvedAt),
  resolution: row.resolution,
  acknowledged:
    row.acknowledged === null ? null : { by: row.acknowledged.by, at: iso(row.acknowledged.at), note: row.acknowledged.note },
  level: row.level,
  escalation: row.escalation.map(({ level, at, team, done }) => ({ level, at: iso(at), team, done })),
  test: row.isTest,
  drill: row.isDrill,
});
