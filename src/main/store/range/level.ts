import type { Retention } from '../../core/model/config.js';

/** How finely history is kept: as it was sampled, or rolled up into buckets. */
export type RollupLevel = 'minute' | 'fiveMinutes' | 'hour';
export type Level = 'raw' | RollupLevel;

export const HOUR = 3_600_000;

/** Length of a bucket in milliseconds. Each divides an hour, the unit in which history is sealed and deleted. */
export const STEP: Readonly<Record<RollupLevel, number>> = { minute: 60_000, fiveMinutes: 300_000, hour: HOUR };

export const ROLLUP_LEVELS: readonly RollupLevel[] = ['minute', 'fiveMinutes', 'hour'];
export const LEVELS: readonly Level[] = ['raw', ...ROLLUP_LEVELS];

export const hourOf = (at: number): number => Math.floor(at / HOUR) * HOUR;
/** The end of the last hour that begins before `at`. */
export const hourEnd = (at: number): number => Math.ceil(at / HOUR) * HOUR;

/** Whole hours before this one are older than `keep` allows. */
export const floorOf = (level: Level, keep: Retention, now: number): number => hourOf(now - keep[level]);

export const floorsOf = (keep: Retention, now: number): Readonly<Record<Level, number>> => ({
  raw: floorOf('raw', keep, now),
  minute: floorOf('minute', keep, now),
  fiveMinutes: floorOf('fiveMinutes', keep, now),
  hour: floorOf('hour', keep, now),
});

/** How long after an hour's end its samples stay unsealed: time for the late ones. */
export const COOLING = 300_000;
