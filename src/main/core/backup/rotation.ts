import type { BackupKeep } from '../model/backup.js';
import { dayOf, weekdayOf } from '../time/calendar.js';
import type { Instant } from '../time/instant.js';

/** A backup by the instant in its name. */
export interface Kept {
  readonly name: string;
  readonly at: Instant;
}

/**
 * Which of the backups may go: all but the newest of each of the last days, weeks (from Monday) and months that have one, on the
 * site's clocks. The newest of all never goes.
 */
export const outlived = (backups: readonly Kept[], keep: BackupKeep, zone: string): readonly Kept[] => {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at);
  const kept = new Set<Kept>(newestFirst.slice(0, 1));
  for (const one of newestOfEach(newestFirst, ({ at }) => String(dayOf(at, zone)), keep.daily)) kept.add(one);
  for (const one of newestOfEach(newestFirst, ({ at }) => String(weekOf(at, zone)), keep.weekly)) kept.add(one);
  for (const one of newestOfEach(newestFirst, ({ at }) => monthOf(at, zone), keep.monthly)) kept.add(one);
  return newestFirst.filter((one) => !kept.has(one));
};

const newestOfEach = (newestFirst: readonly Kept[], stretchOf: (one: Kept) => string, most: number): readonly Kept[] => {
  const newest = new Map<string, Kept>();
  for (const one of newestFirst) {
    const stretch = stretchOf(one);
    if (!newest.has(stretch)) newest.set(stretch, one);
  }
  return [...newest.values()].slice(0, most);
};

const weekOf = (at: Instant, zone: string): number => dayOf(at, zone) - weekdayOf(dayOf(at, zone));

const DAY = 86_400_000;

const monthOf = (at: Instant, zone: string): string => new Date(dayOf(at, zone) * DAY).toISOString().slice(0, 7);
