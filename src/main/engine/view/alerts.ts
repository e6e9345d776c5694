import type { Alert, Episode } from '../../core/model/alert.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { Config } from '../../core/model/config.js';
import type { Mute, Suppression } from '../../core/model/mute.js';
import type { Reading } from '../../core/model/reading.js';
import type { Verdict } from '../../core/model/rule.js';
import type { TargetId } from '../../core/model/target.js';
import { days, type Instant } from '../../core/time/instant.js';
import type { MadeOf } from '../../core/view/made-of.js';
import { nothingTouched, type Touched } from '../attention.js';
import { type Mutes, muteOfMany, suppressionOf } from '../plan/mute.js';
import type { Binding, World } from '../world.js';
import { rowOf } from './row.js';

/** Resolved episodes stay in the view for a day, the newest of them. */
const SHOWN_FOR = days(1);
const MOST_SHOWN = 10_000;

/** An open alert, and what people muted it by. */
export interface OpenAlert {
  readonly episode: Episode;
  readonly suppression: Suppression | null;
}

export interface ShownAlerts {
  /** By their ids, the newest first; the same object as long as none of them changed. */
  readonly rows: Readonly<Record<string, AlertRow>>;
  /** The open ones, the oldest first. */
  readonly open: readonly OpenAlert[];
}

/** An episode, and what its row was made of; without a row where that is to be made again. */
interface Entry {
  episode: Episode;
  alert: Alert | undefined;
  binding: Binding | undefined;
  verdict: Verdict | undefined;
  mute: Mute | null;
  suppression: Suppression | null;
  reading: Reading | null | undefined;
  row: AlertRow | null;
}

/** What was shown last. */
interface Shown {
  readonly config: Config | null;
  /** By id, the oldest first. */
  readonly entries: Map<string, Entry>;
  at: Instant;
  /** When the first of the resolved ones leaves the view, in milliseconds since the epoch. */
  until: number;
  /** Whether a row is to be made again. */
  isStale: boolean;
  rows: Readonly<Record<string, AlertRow>>;
}

/**
 * Makes the rows of the alerts. With ten thousand of them in the view most of the time would go into looking up what did not change:
 * what the world holds of an alert is looked up again only where it was touched, and all of it after a new configuration.
 */
export const createAlertRows = (world: World, madeOf: MadeOf): ((mutes: Mutes) => ShownAlerts) => {
  let shown: Shown = { ...NOTHING_SHOWN, entries: new Map(), at: world.bornAt };
  return (mutes) => {
    const { now } = mutes.at;
    const { touched } = world;
    world.touched = nothingTouched();
    const isSame = touched !== null && shown.config === world.config && now >= shown.at && now < shown.until;
    const isFollowed = isSame && takeIn(world, shown, touched, now);
    if (!isFollowed) shown = lookThrough(world, shown, now);
    shown.at = now;
    renew(world, shown, mutes);
    if (shown.isStale) {
      const { rows, anew } = rowsOf(world, shown, mutes);
      // Beyond what is shown a new one takes the place of the oldest.
      if (isFollowed && shown.entries.size <= MOST_SHOWN) madeOf.note(rows, shown.rows, anew);
      shown.rows = rows;
    }
    shown.isStale = false;
    return { rows: shown.rows, open: openOf(shown) };
  };
};

const NOTHING_SHOWN = { config: null, until: Number.NEGATIVE_INFINITY, isStale: true, rows: {} } as const;

/** Takes in what was touched; false where that is not enough, for one came back or is no longer shown. */
const takeIn = (world: World, shown: Shown, touched: Touched, now: Instant): boolean => {
  for (const id of touched.episodes) {
    const episode = world.episodes.get(id);
    const entry = shown.entries.get(id);
    if (episode === undefined || !isShown(episode, now)) {
      if (entry !== undefined) return false;
      continue;
    }
    // One that is reopened after it left the view goes back to where it was among the others.
    if (entry === undefined && episode.firedAt < shown.at) return false;
    shown.until = Math.min(shown.until, leavesAt(episode));
    shown.isStale = true;
    if (entry === undefined) shown.entries.set(id, entryOf(world, episode));
    else tie(world, entry, episode);
  }
  if (touched.alerts.size === 0) return true;
  for (const entry of shown.entries.values()) {
    if (touched.alerts.has(entry.episode.fingerprint) && tie(world, entry, entry.episode)) shown.isStale = true;
  }
  return true;
};

const lookThrough = (world: World, { config, entries: before, rows }: Shown, now: Instant): Shown => {
  const entries = new Map<string, Entry>();
  let until = Number.POSITIVE_INFINITY;
  for (const episode of world.episodes.values()) {
    if (!isShown(episode, now)) continue;
    until = Math.min(until, leavesAt(episode));
    const known = config === world.config ? before.get(episode.id) : undefined;
    if (known !== undefined) tie(world, known, episode);
    entries.set(episode.id, known ?? entryOf(world, episode));
  }
  return { config: world.config, entries, at: now, until, isStale: true, rows };
};

const leavesAt = ({ resolution }: Episode): number =>
  resolution === null ? Number.POSITIVE_INFINITY : resolution.at + SHOWN_FOR + 1;

const isShown = (episode: Episode, now: Instant): boolean => now < leavesAt(episode);

const entryOf = (world: World, episode: Episode): Entry => ({
  episode,
  alert: world.alerts.get(episode.fingerprint),
  binding: world.bindings.get(episode.fingerprint),
  verdict: undefined,
  mute: null,
  suppression: null,
  reading: undefined,
  row: null,
});

/** Ties an entry to what the world holds of it now; whether its row is to be made again. */
const tie = (world: World, entry: Entry, episode: Episode): boolean => {
  const alert = world.alerts.get(episode.fingerprint);
  // A resolved one is no longer what its alert is about.
  const isNew = entry.episode !== episode || (episode.resolution === null && entry.alert !== alert);
  if (isNew) entry.row = null;
  entry.episode = episode;
  entry.alert = alert;
  entry.binding = world.bindings.get(episode.fingerprint);
  return isNew;
};

/** Looks at what changes without a touch: what mutes an alert, and what was read last. */
const renew = (world: World, shown: Shown, mutes: Mutes): void => {
  for (const entry of shown.entries.values()) {
    if (entry.episode.resolution === null && renewOpen(world, entry, mutes)) shown.isStale = true;
  }
};

const renewOpen = (world: World, entry: Entry, mutes: Mutes): boolean => {
  const { episode, alert, binding } = entry;
  const verdict = binding?.judgement.verdict;
  const mute = muteOfMany(world, mutes, episode, alert);
  const suppression = suppressionOf(world, episode, mutes.at.now);
  const target = episode.labels.target;
  const reading = target === undefined ? undefined : world.targets.get(target as TargetId)?.reading;
  const isSame =
    verdict === entry.verdict && isSameMute(mute, entry.mute) && suppression === entry.suppression && reading === entry.reading;
  if (isSame) return false;
  entry.verdict = verdict;
  entry.mute = mute;
  entry.suppression = suppression;
  entry.reading = reading;
  entry.row = null;
  return true;
};

const isSameMute = (a: Mute | null, b: Mute | null): boolean =>
  a === b || (a !== null && b !== null && a.because === b.because && a.by === b.by && a.until === b.until);

/** All rows, and the ids of those that were made again. */
const rowsOf = (
  world: World,
  shown: Shown,
  mutes: Mutes,
): { readonly rows: Readonly<Record<string, AlertRow>>; readonly anew: readonly string[] } => {
  const rows: Record<string, AlertRow> = {};
  const anew: string[] = [];
  for (const entry of [...shown.entries.values()].reverse().slice(0, MOST_SHOWN)) {
    if (entry.row === null) anew.push(entry.episode.id);
    entry.row ??= rowOf(world, entry.episode, shown.at, mutes);
    rows[entry.episode.id] = entry.row;
  }
  return { rows, anew };
};

/** Those that their alert fires by. */
const openOf = ({ entries }: Shown): readonly OpenAlert[] => {
  const open: OpenAlert[] = [];
  for (const { episode, alert, suppression } of entries.values()) {
    if (alert?.phase.state === 'firing' && alert.phase.episode === episode.id) open.push({ episode, suppression });
  }
  return open;
};
