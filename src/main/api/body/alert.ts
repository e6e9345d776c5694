import { z } from 'zod';
import type { AlertRow } from '../../core/model/alert-view.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { bySeverityBody, countBody, instantBody, iso, isoOrNull, labelsBody, severityBody } from './primitive.js';

export const alertBody = z
  .object({
    id: z.string().describe('Names one episode: give it back as `alertId`.'),
    episode: z.number().int(),
    rule: z.string(),
    name: z.string(),
    severity: severityBody,
    category: z.enum(['availability', 'performance', 'business', 'build', 'infrastructure']),
    impact: z.enum(['high', 'medium', 'low']).nullable(),
    state: z.enum(['firing', 'resolved']),
    labels: labelsBody,
    target: z.string().nullable(),
    metric: z.string(),
    comparison: z.enum(['above', 'below']),
    value: z.number().nullable().describe('In the unit that the metric’s name states.'),
    threshold: z.number(),
    summary: z.string(),
    businessImpact: z.string(),
    playbook: z.string().nullable(),
    startedAt: instantBody,
    firedAt: instantBody,
    resolvedAt: instantBody.nullable(),
    resolution: z
      .object({ how: z.enum(['auto', 'hand', 'rule-removed']), by: z.string().nullable(), reason: z.string() })
      .nullable(),
    acknowledged: z.object({ by: z.string(), at: instantBody, note: z.string(), until: instantBody.nullable() }).nullable(),
    suppressed: z.object({ until: instantBody, by: z.string(), why: z.string() }).nullable(),
    muted: z
      .object({
        because: z.enum(['settling', 'suppressed', 'maintenance', 'inhibited', 'flapping']),
        by: z.string(),
        until: instantBody.nullable(),
      })
      .nullable()
      .describe('What keeps it from being told now, by whom or what, and until when where that is known.'),
    waiting: z
      .array(z.object({ channel: z.string(), because: z.enum(['digest', 'quiet-hours', 'rate-limit']), until: instantBody }))
      .describe('What is decided and waits, by channel.'),
    level: z.number().int().min(0).max(3),
    escalation: z.array(
      z.object({
        level: z.number().int(),
        at: instantBody,
        team: z.string(),
        done: z.boolean(),
        channels: z.array(z.string()).describe('By which the team can be reached; none: nobody would be told.'),
      }),
    ),
    isTest: z.boolean(),
    isDrill: z.boolean(),
  })
  .describe('One episode of an alert, from the moment it fired.');

export type AlertBody = z.infer<typeof alertBody>;

export const toAlertBody = (row: AlertRow): AlertBody => ({
  id: row.id,
  episode: row.episode,
  rule: row.rule,
  name: row.name,
  severity: row.severity,
  category: row.category,
  impact: row.impact,
  state: row.state,
  labels: { ...row.labels },
  target: row.target,
  metric: row.metric,
  comparison: row.comparison,
  value: row.value,
  threshold: row.threshold,
  summary: row.summary,
  businessImpact: row.businessImpact,
  playbook: row.playbook,
  startedAt: iso(row.startedAt),
  firedAt: iso(row.firedAt),
  resolvedAt: isoOrNull(row.resolvedAt),
  resolution: row.resolution === null ? null : { ...row.resolution },
  acknowledged: row.acknowledged === null ? null : acknowledgedBody(row.acknowledged),
  suppressed: row.suppressed === null ? null : suppressedBody(row.suppressed),
  muted: row.muted === null ? null : { because: row.muted.because, by: row.muted.by, until: isoOrNull(row.muted.until) },
  waiting: row.waiting.map(({ channel, because, until }) => ({ channel, because, until: iso(until) })),
  level: row.level,
  escalation: row.escalation.map(({ level, at, team, done, channels }) => ({
    ...{ level, at: iso(at), team, done },
    channels: [...channels],
  })),
  isTest: row.isTest,
  isDrill: row.isDrill,
});

const acknowledgedBody = ({ by, at, note, end }: NonNullable<AlertRow['acknowledged']>): AlertBody['acknowledged'] => ({
  by,
  at: iso(at),
  note,
  until: end.kind === 'until' ? iso(end.at) : null,
});

const suppressedBody = ({ until, by, why }: NonNullable<AlertRow['suppressed']>): AlertBody['suppressed'] => ({
  until: iso(until),
  by,
  why,
});

export const alertsBody = z
  .object({
    generatedAt: instantBody,
    from: instantBody,
    alerts: z.array(alertBody).describe('Open episodes, and those touched since `from`; newest first.'),
    statistics: z.object({
      active: countBody,
      bySeverity: bySeverityBody.describe('Of the open ones.'),
      acknowledged: countBody,
      suppressed: countBody,
      fired: countBody.describe('Fired since `from`.'),
      resolved: countBody.describe('Resolved since `from`.'),
      autoResolved: countBody,
      mttaSeconds: z.number().min(0).nullable().describe('Mean time from firing to acknowledgement; null where none was.'),
      mttrSeconds: z.number().min(0).nullable().describe('Mean time from firing to resolution; null where none was.'),
    }),
    isTruncated: z.boolean().describe('True where there are more episodes than one answer holds (1,000).'),
  })
  .describe('Alerts and how they were dealt with.');

export type AlertsBody = z.infer<typeof alertsBody>;

export const MOST_ALERTS = 1_000;

/** Test alerts are listed but count in no statistic. */
export const toAlertsBody = (rows: readonly AlertRow[], from: Instant, now: Instant): AlertsBody => ({
  generatedAt: iso(now),
  from: iso(from),
  alerts: rows.slice(0, MOST_ALERTS).map(toAlertBody),
  statistics: statisticsOf(
    rows.filter((row) => !row.isTest),
    from,
  ),
  isTruncated: rows.length > MOST_ALERTS,
});

const statisticsOf = (rows: readonly AlertRow[], from: Instant): AlertsBody['statistics'] => {
  const open = rows.filter(({ state }) => state === 'firing');
  const resolved = rows.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt >= from);
  return {
    active: open.length,
    bySeverity: countBySeverity(open),
    acknowledged: open.filter(({ acknowledged }) => acknowledged !== null).length,
    suppressed: open.filter(({ suppressed }) => suppressed !== null).length,
    fired: rows.filter(({ firedAt }) => firedAt >= from).length,
    resolved: resolved.length,
    autoResolved: resolved.filter(({ resolution }) => resolution?.how === 'auto').length,
    mttaSeconds: meanSeconds(
      rows.map(({ firedAt, acknowledged }) => (acknowledged === null ? null : acknowledged.at - firedAt)),
    ),
    mttrSeconds: meanSeconds(resolved.map(({ firedAt, resolvedAt }) => (resolvedAt ?? instant(0)) - firedAt)),
  };
};

const countBySeverity = (rows: readonly AlertRow[]): z.infer<typeof bySeverityBody> => {
  const counts = { critical: 0, warning: 0, info: 0 };
  for (const { severity } of rows) counts[severity] += 1;
  return counts;
};

const meanSeconds = (lengths: readonly (number | null)[]): number | null => {
  const known = lengths.filter((length) => length !== null);
  if (known.length === 0) return null;
  return Math.max(0, known.reduce((sum, length) => sum + length, 0) / known.length / 1_000);
};
