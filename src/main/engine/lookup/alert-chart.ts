import type { AlertChart } from '../../core/model/chart.js';
import type { Delivery } from '../../core/model/notification.js';
import type { History } from '../../core/port/history.js';
import { after, hours, type Instant, minutes } from '../../core/time/instant.js';
import { rowOf } from '../view/row.js';
import type { World } from '../world.js';

const BEFORE = hours(3);
const LONGEST = hours(24);
const SHORTEST = minutes(5);
const MOST_LINES = 5;
const MOST_POINTS = 240;
/** Buckets that may be missing before it is a gap. */
const MISSING = 3;

/**
 * The hours before an alert fired up to now, as its rule saw them. Null where there is nothing that a line could show: of several
 * alerts, of one that is over, and of what is reckoned from counters.
 */
export const alertChart = async (
  world: World,
  history: Pick<History, 'range'>,
  { alerts }: Delivery,
  now: Instant,
): Promise<AlertChart | null> => {
  const [id] = alerts;
  const episode = id === undefined || alerts.length > 1 ? undefined : world.episodes.get(id);
  if (episode === undefined || episode.resolution !== null) return null;
  const { metric, threshold, firedAt } = rowOf(world, episode, now);
  const members = (world.bindings.get(episode.fingerprint)?.members ?? []).slice(0, MOST_LINES);
  if (members.length === 0 || members.some(({ series }) => series.name !== metric || metric.endsWith('_total'))) return null;
  const from = Math.max(after(firedAt, -BEFORE), after(now, -LONGEST)) as Instant;
  const series = members.map((member) => member.id);
  const ranges = await history.range({ series, from, to: after(now, 1), maxPoints: MOST_POINTS });
  const lines = ranges
    .map(({ points }) => points.map(([at, , mean]) => [at, mean] as const))
    .filter(({ length }) => length > 0);
  if (lines.length === 0) return null;
  const every = Math.max(...members.map((member) => member.every ?? 0), ...ranges.map(({ resolution }) => resolution * 1_000));
  // A young desk has seen less: what it has fills the picture.
  const first = Math.min(...lines.map((line) => line[0]?.[0] ?? now));
  const start = Math.max(from, Math.min(first, after(now, -SHORTEST))) as Instant;
  return { from: start, to: now, firedAt, metric, threshold, lines, gapAfter: MISSING * every };
};
