import type { Episode } from '../model/alert.js';
import { type Duration, minutes } from '../time/instant.js';

/** Why two alerts may be one matter: about the same target, about the same page, or begun together. */
export type Bond = 'target' | 'page' | 'time';

export interface Related {
  readonly episode: Episode;
  readonly bond: Bond;
}

/** What begins within so long of each other may have one cause. */
const TOGETHER: Duration = minutes(5);
const MOST = 10;
const RANK: Readonly<Record<Bond, number>> = { target: 0, page: 1, time: 2 };

/** Episodes that ran while this one did, and share something with it: the nearest bond first, then what began nearest to it. */
export const relatedTo = (episode: Episode, others: Iterable<Episode>): readonly Related[] => {
  const found: Related[] = [];
  for (const other of others) {
    const bond = bondOf(episode, other);
    if (bond !== null) found.push({ episode: other, bond });
  }
  const distance = ({ episode: other }: Related): number => Math.abs(other.startedAt - episode.startedAt);
  return found.sort((a, b) => RANK[a.bond] - RANK[b.bond] || distance(a) - distance(b)).slice(0, MOST);
};

const bondOf = (one: Episode, other: Episode): Bond | null => {
  if (other.id === one.id || other.fingerprint === one.fingerprint || other.test || one.test || !overlap(one, other))
    return null;
  if (isShared(one, other, 'target')) return 'target';
  if (isShared(one, other, 'page')) return 'page';
  return Math.abs(one.startedAt - other.startedAt) <= TOGETHER ? 'time' : null;
};

const isShared = (one: Episode, other: Episode, label: string): boolean =>
  one.labels[label] !== undefined && one.labels[label] === other.labels[label];

const endOf = ({ resolution }: Episode): number => resolution?.at ?? Number.POSITIVE_INFINITY;

const overlap = (one: Episode, other: Episode): boolean => one.startedAt <= endOf(other) && other.startedAt <= endOf(one);
