import type { BacktestEpisode } from '../model/backtest.js';
import type { Labels } from '../model/labels.js';
import type { Instant } from '../time/instant.js';

/** What a played rule did: one of its alerts fired or resolved, or somebody was told of it at once. */
export interface Happening {
  readonly at: Instant;
  readonly kind: 'fired' | 'resolved' | 'paged';
  readonly labels: Labels;
}

type Growing = { -readonly [Key in keyof BacktestEpisode]: BacktestEpisode[Key] };

/** The episodes that happenings, in order, tell of; in the order in which they fired. */
export const episodesOf = (happenings: readonly Happening[]): readonly BacktestEpisode[] => {
  const episodes: Growing[] = [];
  const open = new Map<string, Growing>();
  for (const { at, kind, labels } of happenings) {
    const key = keyOf(labels);
    const episode = open.get(key);
    if (kind === 'fired') {
      const begun: Growing = { labels, firedAt: at, resolvedAt: null, pagedAt: null };
      episodes.push(begun);
      open.set(key, begun);
    } else if (episode !== undefined && kind === 'resolved') {
      episode.resolvedAt = at;
      open.delete(key);
    } else if (episode !== undefined) episode.pagedAt ??= at;
  }
  return episodes;
};

/** The same text for the same labels, in whatever order. */
export const keyOf = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Whether two label sets may be of the same thing: they agree where both say something. */
export const agree = (one: Labels, other: Labels): boolean =>
  Object.entries(one).every(([label, value]) => other[label] === undefined || other[label] === value);
