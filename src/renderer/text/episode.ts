import type { AlertRow } from '../../preload/contract/views.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An episode up to this long has this much shown before and after it. */
const SURROUNDINGS = [
  [30 * MINUTE, 15 * MINUTE],
  [3 * HOUR, HOUR],
  [24 * HOUR, 6 * HOUR],
] as const;
const LONG = 24 * HOUR;

const surroundings = (lasted: number): number => SURROUNDINGS.find(([most]) => lasted <= most)?.[1] ?? LONG;

/**
 * The stretch that shows an episode with something before and after it; `to` is null while it fires, for then it goes on until
 * now. What stands before grows in a few steps, so that a chart of it seldom moves.
 */
export const episodeSpan = (
  row: Pick<AlertRow, 'startedAt' | 'resolvedAt'>,
  now: number,
): { readonly from: number; readonly to: number | null } => {
  const around = surroundings((row.resolvedAt ?? now) - row.startedAt);
  return { from: row.startedAt - around, to: row.resolvedAt === null ? null : row.resolvedAt + around };
};
