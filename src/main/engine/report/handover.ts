import { handoverOf, type OpenAlert } from '../../core/handover/handover.js';
import { completed } from '../../core/incident/untold.js';
import type { Handover, ShiftHours } from '../../core/model/handover.js';
import type { SuppressionRow } from '../../core/model/view.js';
import type { Clock } from '../../core/port/clock.js';
import type { Journal } from '../../core/port/journal.js';
import { gapsWithin } from '../../core/slo/gaps.js';
import { after, days, hours, type Instant, instant } from '../../core/time/instant.js';
import { allDeliveries, allEpisodes, auditSince } from '../journal-pages.js';
import { reachOf } from '../next-telling.js';
import { openEpisodes } from '../open.js';
import { type Mutes, muteOf, mutesAt } from '../plan/mute.js';
import { rowOf } from '../row.js';
import { nowOf, type World } from '../world.js';

export interface HandoverParts {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly suppressions: () => readonly SuppressionRow[];
}

/** Of an alert that fires for longer, who was told at first is not looked up. */
const TOLD_WITHIN = days(7);

/** Reads what a shift of so many hours leaves to the next. Nothing before the desk's first start is counted against it. */
export const createHandover =
  ({ world, clock, journal, suppressions }: HandoverParts): ((shift: ShiftHours) => Promise<Handover>) =>
  async (shift) => {
    const to = clock.now();
    const from = instant(Math.max(after(to, -hours(shift)), Math.min(world.bornAt, to)));
    const [segments, episodes, deliveries, audit] = await Promise.all([
      journal.segments(from, to),
      allEpisodes(journal, { since: from, until: to }),
      allDeliveries(journal, { since: sinceFirst(world, from, to), until: to }),
      auditSince(journal, from),
    ]);
    const mutes = mutesAt(world, nowOf(world, to));
    const ended = episodes
      .map((stored) => world.episodes.get(stored.id) ?? completed(stored))
      .filter(({ resolution }) => resolution !== null && resolution.at >= from);
    return handoverOf({
      from,
      to,
      unobserved: gapsWithin([...segments, world.observation.open], [], from, to),
      open: openAlerts(world, to, mutes),
      ended: ended.map((episode) => ({ episode, row: rowOf(world, episode, to, mutes) })),
      deliveries,
      suppressions: suppressions(),
      audit,
      plan: world.config.escalation,
      reach: (team, { severity }) => reachOf(world, team, severity),
    });
  };

const openAlerts = (world: World, now: Instant, mutes: Mutes): readonly OpenAlert[] =>
  openEpisodes(world).map((episode) => ({
    episode,
    row: rowOf(world, episode, now, mutes),
    mute: muteOf(world, mutes, episode),
  }));

/** When the oldest of the open alerts fired, or the shift began. */
const sinceFirst = (world: World, from: Instant, to: Instant): Instant => {
  const first = openEpisodes(world).reduce((oldest, { firedAt }) => Math.min(oldest, firedAt), Number(from));
  return instant(Math.max(first, after(to, -TOLD_WITHIN)));
};
