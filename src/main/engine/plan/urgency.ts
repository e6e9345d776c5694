import type { Episode, EpisodeId } from '../../core/model/alert.js';
import type { Parcel } from '../../core/notify/admit.js';
import { episodeOf, type World } from '../world.js';
import type { Ready } from './parcel.js';

/** Alerts by urgency, the most urgent first, and the place of each. */
export interface Ranking {
  readonly ids: readonly EpisodeId[];
  readonly ranks: ReadonlyMap<EpisodeId, number>;
}

export const noRanking: Ranking = { ids: [], ranks: new Map() };

const RANK: Readonly<Record<Episode['severity'], number>> = { critical: 0, warning: 1, info: 2 };

/**
 * Where a limit leaves room for some of them only, the worst have it; then those that fire longest. The rest is settled by name,
 * and not by which was looked at first: a restart, and a replay, look in another order. `known` holds as long as it has them all.
 */
export const rankingOf = (world: World, { places }: Ready, known: Ranking): Ranking => {
  if (hasAll(known, places.keys())) return known;
  const told = [...places.keys()].map((id) => episodeOf(world, id));
  told.sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.firedAt - b.firedAt || (a.fingerprint < b.fingerprint ? -1 : 1));
  const ids = told.map(({ id }) => id);
  return { ids, ranks: new Map(ids.map((id, rank) => [id, rank] as const)) };
};

const hasAll = ({ ranks }: Ranking, ids: Iterable<EpisodeId>): boolean => {
  for (const id of ids) if (!ranks.has(id)) return false;
  return true;
};

export const rankIn = ({ ranks }: Ranking, id: EpisodeId): number => ranks.get(id) ?? 0;

/** Parcels and what they tell, the most urgent first. */
export const byUrgency = ({ parcels }: Ready, ranking: Ranking): readonly Parcel[] => {
  if (parcels.length === 1 && parcels[0]?.members.length === 1) return parcels;
  const inside = ordering(ranking);
  return parcels
    .map((parcel) => (parcel.members.length === 1 ? parcel : { ...parcel, members: inside(parcel.members) }))
    .sort((a, b) => rankIn(ranking, a.members[0] as EpisodeId) - rankIn(ranking, b.members[0] as EpisodeId));
};

/** Puts alerts in order. Mostly each channel tells the same: then it is done once. */
const ordering = (ranking: Ranking): ((members: readonly EpisodeId[]) => readonly EpisodeId[]) => {
  let decided: readonly EpisodeId[] = [];
  let ordered: readonly EpisodeId[] = [];
  return (members) => {
    if (isSame(decided, members)) return ordered;
    decided = members;
    // Numbers of their own kind are sorted far faster than by a comparison each.
    ordered = Array.from(
      Uint32Array.from(members, (id) => rankIn(ranking, id)).sort(),
      (rank) => ranking.ids[rank] as EpisodeId,
    );
    return ordered;
  };
};

const isSame = (a: readonly EpisodeId[], b: readonly EpisodeId[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);
