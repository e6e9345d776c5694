import { isOwed } from '../../core/incident/untold.js';
import type { Alert, Episode, TimelineEntry } from '../../core/model/alert.js';
import type { BaselineHour, BaselineRecord } from '../../core/model/baseline.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { Suppression } from '../../core/model/mute.js';
import type { Delivery } from '../../core/model/notification.js';
import type { Commit } from '../../core/port/journal.js';
import { saved } from '../saved-baseline.js';
import type { Bindable } from './sql.js';

/** A statement, and the values of each time that it is run, one run's behind the other's: `width` of them each. */
export interface Rows {
  readonly text: string;
  readonly width: number;
  readonly values: readonly Bindable[];
}

/** All that a commit writes but its samples and its audit, in the order in which it is written. */
export const rowsOf = (commit: Commit): readonly Rows[] =>
  [
    rows(ALERT, commit.alerts, alertRow),
    rows(EPISODE, commit.episodes, episodeRow),
    rows(TIMELINE, commit.timeline, timelineRow),
    rows(SUPPRESSION, commit.suppressions, suppressionRow),
    rows(DELIVERY, commit.deliveries, deliveryRow),
    rows(SEGMENT, commit.segments, segmentRow),
    rows(BASELINE, commit.baselines, baselineRow),
    rows(BASELINE_HOUR, commit.baselineHours, baselineHourRow),
    rows(MARK, Object.entries(commit.marks), markRow),
  ].filter(({ values }) => values.length > 0);

const rows = <Record>(text: string, records: readonly Record[], rowOf: (record: Record) => readonly Bindable[]): Rows => {
  const values: Bindable[] = [];
  for (const record of records) values.push(...rowOf(record));
  return { text, width: records.length === 0 ? 0 : values.length / records.length, values };
};

const ALERT = 'INSERT OR REPLACE INTO alert VALUES (?, ?)';
const alertRow = (alert: Alert): readonly Bindable[] => [alert.fingerprint, JSON.stringify(alert)];

// An update in place: a row that is deleted and written anew would touch every index, and a new page.
const EPISODE = `INSERT INTO episode VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  fingerprint = excluded.fingerprint, number = excluded.number, fired_at = excluded.fired_at,
  resolved_at = excluded.resolved_at, body = excluded.body, owes = excluded.owes`;
const episodeRow = (episode: Episode): readonly Bindable[] => {
  const { id, fingerprint, number, firedAt, resolution } = episode;
  return [id, fingerprint, number, firedAt, resolution?.at ?? null, JSON.stringify(episode), isOwed(episode) ? 1 : 0];
};

const TIMELINE = 'INSERT OR REPLACE INTO timeline VALUES (?, ?, ?)';
const timelineRow = (entry: TimelineEntry): readonly Bindable[] => [entry.episode, entry.sequence, JSON.stringify(entry)];

const SUPPRESSION = 'INSERT OR REPLACE INTO suppression VALUES (?, ?, ?)';
const suppressionRow = (suppression: Suppression): readonly Bindable[] => [
  suppression.id,
  suppression.ended?.at ?? null,
  JSON.stringify(suppression),
];

const DELIVERY = `INSERT INTO delivery VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  episode = excluded.episode, decided_at = excluded.decided_at, waiting = excluded.waiting, body = excluded.body`;
const deliveryRow = (delivery: Delivery): readonly Bindable[] => {
  const { id, episode, decidedAt, state } = delivery;
  return [id, episode, decidedAt, state.kind === 'waiting' ? 1 : 0, JSON.stringify(delivery)];
};

const SEGMENT = 'INSERT OR REPLACE INTO segment VALUES (?, ?, ?, ?)';
const segmentRow = (segment: ObservationSegment): readonly Bindable[] => {
  const { scope, from, to } = segment;
  return [scope, from, to, JSON.stringify(segment)];
};

const BASELINE = `INSERT INTO baseline (series, saved_at, body) VALUES (?, ?, ?)
  ON CONFLICT (series) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body`;
const baselineRow = ({ series, savedAt, state }: BaselineRecord): readonly Bindable[] => [
  series,
  savedAt,
  JSON.stringify(saved(state)),
];

const BASELINE_HOUR = 'INSERT OR REPLACE INTO baseline_hour SELECT id, ?, ?, ?, ? FROM baseline WHERE series = ?';
const baselineHourRow = ({ series, at, n, mean, deviation }: BaselineHour): readonly Bindable[] => [
  at,
  n,
  mean,
  deviation,
  series,
];

const MARK = 'INSERT OR REPLACE INTO mark VALUES (?, ?)';
const markRow = ([name, value]: readonly [string, unknown]): readonly Bindable[] => [name, JSON.stringify(value ?? null)];
