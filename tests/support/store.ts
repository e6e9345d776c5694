import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bornBaseline } from '../../src/main/core/baseline/state.js';
import { UNTOLD } from '../../src/main/core/incident/untold.js';
import type { Actor } from '../../src/main/core/model/actor.js';
import type { Alert, AlertPhase, Episode, EpisodeId, Fingerprint, TimelineEntry } from '../../src/main/core/model/alert.js';
import type { AuditDraft } from '../../src/main/core/model/audit.js';
import type { BaselineHour, BaselineRecord } from '../../src/main/core/model/baseline.js';
import type { Retention } from '../../src/main/core/model/config.js';
import type { Suppression } from '../../src/main/core/model/mute.js';
import type { Delivery, DeliveryState } from '../../src/main/core/model/notification.js';
import type { RuleId } from '../../src/main/core/model/rule.js';
import type { Series, SeriesSample } from '../../src/main/core/model/sample.js';
import type { Commit } from '../../src/main/core/port/journal.js';
import type { Log } from '../../src/main/core/port/log.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { days, hours, type Instant, instant } from '../../src/main/core/time/instant.js';

/** An hour's start, Monday 5 January 2026 09:00 UTC. */
export const START: Instant = instant(Date.UTC(2026, 0, 5, 9));

export const MINUTE = 60_000;

/** Retention as it is by default. */
export const KEEP: Retention = {
  raw: days(14),
  minute: days(90),
  fiveMinutes: days(180),
  hour: days(365),
  alerts: days(90),
  audit: days(365),
  logs: days(30),
  recording: days(90),
};

/** A log that drops what it is told. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A folder of its own in the system's temporary one, and how to remove it. */
export const temporaryFolder = (): { readonly folder: string; remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'watchroom-store-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

const NOTHING: Commit = {
  samples: [],
  alerts: [],
  episodes: [],
  timeline: [],
  suppressions: [],
  deliveries: [],
  segments: [],
  audit: [],
  baselines: [],
  baselineHours: [],
  marks: {},
};

export const commitOf = (part: Partial<Commit>): Commit => ({ ...NOTHING, ...part });

/** A baseline with a season of two days, saved at an instant. */
export const baselineOf = (name: string, savedAt: number): BaselineRecord => ({
  series: seriesId(seriesNamed(name)),
  savedAt: instant(savedAt),
  state: {
    ...bornBaseline(name, 'weekly'),
    samples: 4,
    season: {
      newest: 400_000,
      centres: Float32Array.from({ length: 48 }, (_, i) => i),
      slopes: new Float32Array(48),
      noises: new Float32Array(48).fill(Number.NaN),
    },
  },
});

export const baselineHourOf = (name: string, at: number, mean: number): BaselineHour => ({
  series: seriesId(seriesNamed(name)),
  at: instant(at),
  n: 60,
  mean,
  deviation: 0.25,
});

export const seriesNamed = (name: string, target = 'shop'): Series => ({ name, labels: { source: 'http', target } });

export const sampleOf = (series: Series, at: number, value: number): SeriesSample => ({
  id: seriesId(series),
  series,
  at: instant(at),
  value,
});

/** `count` samples from `from` on, `every` milliseconds apart. */
export const samplesOf = (
  series: Series,
  from: number,
  every: number,
  count: number,
  value: (i: number) => number,
): SeriesSample[] => Array.from({ length: count }, (_, i) => sampleOf(series, from + i * every, value(i)));

const ANA: Actor = { name: 'ana', role: 'responder', via: 'desk' };

export const auditDraft = (action: string, at: number = START, details: AuditDraft['details'] = {}): AuditDraft => ({
  at: instant(at),
  actor: ANA,
  action,
  subject: 'a1-1',
  details,
});

export const fingerprintNumbered = (number: number): Fingerprint => `["rule",[["n","${number}"]]]` as Fingerprint;

export const alertNumbered = (number: number, phase: AlertPhase = { state: 'inactive' }): Alert => ({
  fingerprint: fingerprintNumbered(number),
  number,
  rule: 'rule' as RuleId,
  labels: { n: String(number) },
  phase,
  value: 1,
  episodes: 1,
  changes: [],
});

export const episodeOf = (alert: number, number: number, firedAt: number, resolvedAt: number | null = null): Episode => ({
  id: `a${alert}-${number}` as EpisodeId,
  fingerprint: fingerprintNumbered(alert),
  number,
  rule: 'rule' as RuleId,
  labels: { n: String(alert) },
  severity: 'critical',
  startedAt: instant(firedAt - 60_000),
  firedAt: instant(firedAt),
  value: 1,
  threshold: 0.5,
  worst: 2,
  resolution:
    resolvedAt === null ? null : { at: instant(resolvedAt), how: 'auto', by: null, reason: 'good again', judged: null },
  acknowledgement: null,
  escalation: [],
  ...UNTOLD,
  recoveryPlanned: resolvedAt !== null,
  told: [{ channel: 'desktop', delivery: `a${alert}-${number}:firing:desktop`, state: 'sent' }],
  test: false,
});

export const timelineEntry = (episode: EpisodeId, sequence: number, at: number = START): TimelineEntry => ({
  episode,
  sequence,
  at: instant(at),
  kind: 'note',
  by: ANA,
  text: `line ${sequence}`,
  value: null,
});

export const suppressionOf = (id: string, endedAt: number | null = null): Suppression => ({
  id,
  matchers: [{ label: 'target', operator: '=', value: 'shop' }],
  by: ANA,
  why: 'deploy',
  startsAt: START,
  endsAt: instant(START + hours(1)),
  ended: endedAt === null ? null : { at: instant(endedAt), by: null },
});

export const deliveryOf = (
  id: string,
  decidedAt: number,
  state: DeliveryState,
  episode: EpisodeId | null = null,
): Delivery => ({
  id,
  reason: 'firing',
  channel: 'desktop',
  episode,
  alerts: episode === null ? [] : [episode],
  rule: 'rule' as RuleId,
  level: 0,
  recipients: [],
  message: { title: 'down', body: 'it is down', severity: 'critical', alert: episode, sticky: true, sound: true },
  decidedAt: instant(decidedAt),
  dueAt: instant(decidedAt),
  state,
  attempts: [],
});
