import type { Commit } from '../../core/port/journal.js';

/**
 * Commits that follow each other as one, after which the store holds the same: of a record that several of them wrote it has the last, in the place
 * of the first; of two samples of a series at one instant the later one stands behind the earlier.
 */
export const joined = ([first, ...rest]: readonly [Commit, ...Commit[]]): Commit => {
  if (rest.length === 0) return first;
  const all = [first, ...rest];
  return {
    samples: all.flatMap(({ samples }) => samples),
    alerts: newest(
      all.flatMap(({ alerts }) => alerts),
      ({ fingerprint }) => fingerprint,
    ),
    episodes: newest(
      all.flatMap(({ episodes }) => episodes),
      ({ id }) => id,
    ),
    timeline: newest(
      all.flatMap(({ timeline }) => timeline),
      ({ episode, sequence }) => `${sequence} ${episode}`,
    ),
    suppressions: newest(
      all.flatMap(({ suppressions }) => suppressions),
      ({ id }) => id,
    ),
    deliveries: newest(
      all.flatMap(({ deliveries }) => deliveries),
      ({ id }) => id,
    ),
    segments: newest(
      all.flatMap(({ segments }) => segments),
      ({ scope, from }) => `${from} ${scope}`,
    ),
    audit: all.flatMap(({ audit }) => audit),
    baselines: newest(
      all.flatMap(({ baselines }) => baselines),
      ({ series }) => series,
    ),
    baselineHours: newest(
      all.flatMap(({ baselineHours }) => baselineHours),
      ({ series, at }) => `${at} ${series}`,
    ),
    marks: Object.assign({}, ...all.map(({ marks }) => marks)),
  };
};

const newest = <Row>(rows: readonly Row[], identity: (row: Row) => string): readonly Row[] => [
  ...new Map(rows.map((row) => [identity(row), row])).values(),
];
