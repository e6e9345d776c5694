import { drillReport } from '../../core/drill/report.js';
import { completed } from '../../core/incident/untold.js';
import type { Episode } from '../../core/model/alert.js';
import type { DrillReport } from '../../core/model/drill.js';
import type { Desk } from '../../core/port/desk.js';
import type { Journal } from '../../core/port/journal.js';
import { instant } from '../../core/time/instant.js';
import { deliveriesOf, episodePages } from '../journal-pages.js';
import type { World } from '../world.js';

/** Reads what came of the last drills, newest first. */
export const createDrills =
  ({ world, journal }: { readonly world: World; readonly journal: Journal }): Desk['drills'] =>
  async (limit) => {
    const drills = await lastDrills(journal, limit);
    return Promise.all(drills.map((stored) => reportOf(world.episodes.get(stored.id) ?? completed(stored), world, journal)));
  };

/** Drills are few among many alerts: no more of those is held than a page. */
const lastDrills = async (journal: Journal, limit: number): Promise<readonly Episode[]> => {
  const drills: Episode[] = [];
  for await (const page of episodePages(journal, { since: instant(0) })) {
    drills.push(...page.filter(({ drill }) => drill !== undefined));
    if (drills.length >= limit) break;
  }
  return drills.slice(0, limit);
};

const reportOf = async (episode: Episode, world: World, journal: Journal): Promise<DrillReport> => {
  const { id } = episode;
  const [timeline, deliveries] = await Promise.all([journal.timeline(id), deliveriesOf(journal, id)]);
  const { escalation, site } = world.config;
  return drillReport({ episode, timeline, deliveries, plan: escalation, site });
};
