import { type Ended, NOTHING_ENDED, withEnded } from '../../core/handover/ended.js';
import { handoverOf, type OpenAlert } from '../../core/handover/handover.js';
import { type Told, toldOf } from '../../core/handover/tellings.js';
import { completed } from '../../core/incident/untold.js';
import type { Episode } from '../../core/model/alert.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { Handover, ShiftHours } from '../../core/model/handover.js';
import type { SuppressionRow } from '../../core/model/view.js';
import type { Clock } from '../../core/port/clock.js';
import type { Journal } from '../../core/port/journal.js';
import { gapsWithin } from '../../core/slo/gaps.js';
import { after, days, hours, type Instant, instant } from '../../core/time/instant.js';
import { auditSince, deliveryPages, episodePages } from '../journal-pages.js';
import { openEpisodes } from '../open.js';
import { type Mutes, muteOf, mutesAt } from '../plan/mute.js';
import { reachOf } from '../view/next-telling.js';
import { rowOf } from '../view/row.js';
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
    const mutes = mutesAt(world, nowOf(world, to));
    const open = openAlerts(world, to, mutes);
    const notes = await auditSince(journal, from, ({ action, at }) => action === 'alert.note' && at >= from && at <= to);
    const noted = new Set(notes.map(({ subject }) => subject));
    const ended = await endedWithin(
      journal,
      { from, to },
      {
        latest: (stored) => world.episodes.get(stored.id) ?? completed(stored),
        rowOf: (episode) => rowOf(world, episode, to, mutes),
        isNoted: (id) => noted.has(id),
      },
    );
    const wanted = new Set<string>([...open, ...ended.held].map(({ row }) => row.id));
    const segments = await journal.segments(from, to);
    return handoverOf({
      from,
      to,
      unobserved: gapsWithin([...segments, world.observation.open], [], from, to),
      ...{ open, ended, notes },
      deliveries: await tellingOf(journal, { from: sinceFirst(world, from, to), to }, wanted),
      suppressions: suppressions(),
      plan: world.config.escalation,
      reach: (team, { severity }) => reachOf(world, team, severity),
    });
  };

interface Within {
  readonly from: Instant;
  readonly to: Instant;
}

interface Known {
  /** The episode as it is now: what is in memory may be ahead of the store. */
  readonly latest: (stored: Episode) => Episode;
  readonly rowOf: (episode: Episode) => AlertRow;
  readonly isNoted: (id: string) => boolean;
}

const endedWithin = async (journal: Journal, { from, to }: Within, { latest, rowOf, isNoted }: Known): Promise<Ended> => {
  let ended = NOTHING_ENDED;
  for await (const page of episodePages(journal, { since: from, until: to })) {
    const over = page.map(latest).filter(({ resolution }) => resolution !== null && resolution.at >= from);
    ended = withEnded(
      ended,
      over.map((episode) => ({ episode, row: rowOf(episode) })),
      isNoted,
    );
  }
  return ended;
};

const tellingOf = async (journal: Journal, { from, to }: Within, wanted: ReadonlySet<string>): Promise<readonly Told[]> => {
  const found: Told[] = [];
  for await (const page of deliveryPages(journal, { since: from, until: to }))
    found.push(...toldOf(page, (alert) => wanted.has(alert)));
  return found;
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
