import type { BacktestEpisode, BacktestEvidence, RuleOutcome } from '../model/backtest.js';
import type { Labels } from '../model/labels.js';
import { quietUntil } from '../mute/quiet-hours.js';
import { hours, type Instant, minutes } from '../time/instant.js';
import { agree, keyOf } from './episodes.js';

/** A past episode of which somebody said what it was. */
export interface JudgedEpisode {
  readonly labels: Labels;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly judged: 'real' | 'noise';
}

export type Range = Pick<BacktestEvidence, 'from' | 'to' | 'night'>;

/** An alert that comes back this soon flaps. */
const SOON = hours(1);

/** The figures of one rule's episodes within a range. What fired before it counts for its time alone. */
export const outcomeOf = (
  episodes: readonly BacktestEpisode[],
  judged: readonly JudgedEpisode[],
  range: Range,
): RuleOutcome => {
  const within = episodes.filter(({ firedAt, resolvedAt }) => firedAt < range.to && (resolvedAt ?? range.to) > range.from);
  const begun = episodes.filter(({ firedAt }) => firedAt >= range.from && firedAt < range.to);
  const paged = within.flatMap(({ pagedAt }) => (pagedAt !== null && pagedAt >= range.from ? [pagedAt] : []));
  const isFound = (one: JudgedEpisode): boolean => episodes.some((episode) => meets(episode, one, range.to));
  const count = (kind: JudgedEpisode['judged'], found: boolean): number =>
    judged.filter((one) => one.judged === kind && isFound(one) === found).length;
  return {
    fired: begun.length,
    paged: paged.length,
    atNight: paged.filter((at) => quietUntil({ ...range.night, holds: [] }, at) !== null).length,
    minutesInAlert: inMinutes(lengthOfAll(within, range)),
    longestMinutes: inMinutes(within.reduce((longest, episode) => Math.max(longest, lengthOf(episode, range)), 0)),
    flaps: flapsOf(episodes, range),
    caught: count('real', true),
    missed: count('real', false),
    repeated: count('noise', true),
    spared: count('noise', false),
  };
};

const meets = ({ labels, firedAt, resolvedAt }: BacktestEpisode, judged: JudgedEpisode, end: Instant): boolean =>
  agree(labels, judged.labels) && firedAt <= judged.endedAt && (resolvedAt ?? end) >= judged.startedAt;

/** Tenths of a minute. */
const inMinutes = (length: number): number => Math.round((10 * length) / minutes(1)) / 10;

const lengthOf = ({ firedAt, resolvedAt }: BacktestEpisode, { from, to }: Range): number =>
  Math.min(resolvedAt ?? to, to) - Math.max(firedAt, from);

/** The time in which at least one of them fired. Episodes come in the order in which they fired. */
const lengthOfAll = (episodes: readonly BacktestEpisode[], { from, to }: Range): number => {
  let length = 0;
  let until: number = from;
  for (const { firedAt, resolvedAt } of episodes) {
    const end = Math.min(resolvedAt ?? to, to);
    length += Math.max(0, end - Math.max(firedAt, until));
    until = Math.max(until, end);
  }
  return length;
};

const flapsOf = (episodes: readonly BacktestEpisode[], { from, to }: Range): number => {
  const resolved = new Map<string, Instant>();
  let flaps = 0;
  for (const { labels, firedAt, resolvedAt } of episodes) {
    const key = keyOf(labels);
    const before = resolved.get(key);
    if (before !== undefined && firedAt - before < SOON && firedAt >= from && firedAt < to) flaps += 1;
    if (resolvedAt !== null) resolved.set(key, resolvedAt);
  }
  return flaps;
};
