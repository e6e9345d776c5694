import type { Channel } from '../../core/port/channel.js';
import type { Marks } from '../../core/port/journal.js';
import { type Instant, instant } from '../../core/time/instant.js';
import type { World } from '../world.js';
import { channelId, NO_CHANNEL, unavailable, unavailableId } from './channel-banner.js';

/** Since when channels lack what they need. */
export interface Lacking {
  /** To be called each second: nobody says when a channel begins to lack something. */
  note(now: Instant): void;
  /** Since when this holds, by the banner's id; when it was noted last where it does not. */
  since(id: string): Instant;
}

export interface LackingParts {
  readonly world: World;
  readonly channels: readonly Channel[];
  /** As they were at the start: a restart mends nothing. */
  readonly marks: Marks;
  readonly startedAt: Instant;
}

const MARK = 'lacking';

export const createLacking = ({ world, channels, marks, startedAt }: LackingParts): Lacking => {
  let began = new Map(Object.entries((marks[MARK] ?? {}) as Readonly<Record<string, Instant>>));
  let notedAt = startedAt;

  const note = (now: Instant): void => {
    notedAt = now;
    const ids = lackingIn(world, channels);
    if (ids.length === began.size && ids.every((id) => (began.get(id) ?? Number.POSITIVE_INFINITY) <= now)) return;
    // The clock may have been set back since.
    began = new Map(ids.map((id) => [id, instant(Math.min(began.get(id) ?? now, now))]));
    world.draft().marks.set(MARK, Object.fromEntries(began));
  };

  note(startedAt);
  return { note, since: (id) => began.get(id) ?? notedAt };
};

const lackingIn = (world: World, channels: readonly Channel[]): readonly string[] => [
  ...(world.channels.length === 0 ? [NO_CHANNEL] : []),
  ...unavailable(world).map(unavailableId),
  ...channels
    .filter(({ kind, lacks }) => world.channels.includes(kind) && (lacks?.() ?? null) !== null)
    .map(({ kind }) => channelId(kind)),
];
