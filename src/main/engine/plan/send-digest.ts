import type { Episode, EpisodeId } from '../../core/model/alert.js';
import type { Delivery, Message } from '../../core/model/notification.js';
import type { Owed } from '../../core/model/owed.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { type DigestLine, digestMessage } from '../../core/notify/digest-message.js';
import type { Instant } from '../../core/time/instant.js';
import { keyOfRecipients } from '../spread.js';
import { noTrace } from '../trace.js';
import { episodeOf, keepDelivery, keepEpisode, tell, type World } from '../world.js';
import { deliveryOf, statedAs, summaryOf, tellingOf, withTellings } from './send.js';

/** What goes into one digest: of one channel, for the same people. */
export interface Listed {
  readonly channel: ChannelKind;
  readonly recipients: readonly string[];
  readonly episodes: string[];
}

/** So many are named in a digest; the others are only counted. */
const NAMED = 20;

/** Tells in one message what waited, as it is now. */
export const sendDigest = (world: World, listed: Listed, now: Instant): void => {
  const episodes = newestOf(world, listed);
  const message = digestMessage(linesOf(world, episodes));
  put(world, listed, episodes, { reason: 'digest', id: `digest@${now}`, message, now });
};

/** The day's report, also on a day on which nothing waited. */
export const sendSummary = (
  world: World,
  listed: Listed,
  message: (told: readonly Episode[]) => Message,
  { covers, now }: { readonly covers: Owed; readonly now: Instant },
): void => {
  const episodes = newestOf(world, listed);
  put(world, listed, episodes, {
    reason: 'daily-summary',
    id: `daily-summary@${now}`,
    message: message(episodes),
    now,
    covers,
  });
};

export const linesOf = (world: World, episodes: readonly Episode[]): readonly DigestLine[] =>
  episodes.map((episode, index) => ({
    text: index < NAMED ? summaryOf(world, episode) : episode.rule,
    severity: episode.severity,
    state: episode.resolution === null ? 'firing' : 'resolved',
    isAcknowledged: episode.acknowledgement !== null,
    lasted: episode.resolution === null ? null : episode.resolution.at - episode.firedAt,
  }));

/**
 * Each alert once, as its newest episode has it, in the order in which they fired; what fired at one instant by name, for a restart
 * looks at them in another order.
 */
const newestOf = (world: World, { episodes }: Listed): readonly Episode[] => {
  const newest = new Map<string, Episode>();
  for (const id of new Set(episodes)) {
    const episode = episodeOf(world, id);
    const known = newest.get(episode.fingerprint);
    if (known === undefined || known.number < episode.number) newest.set(episode.fingerprint, episode);
  }
  return [...newest.values()].sort((a, b) => a.firedAt - b.firedAt || (a.fingerprint < b.fingerprint ? -1 : 1));
};

interface Put {
  readonly reason: 'digest' | 'daily-summary';
  readonly id: string;
  readonly message: Message;
  readonly now: Instant;
  readonly covers?: Owed;
}

const put = (
  world: World,
  { channel, recipients }: Listed,
  episodes: readonly Episode[],
  { reason, id, message, now, covers }: Put,
): void => {
  const key = `${id}:${channel}:${keyOfRecipients(recipients)}`;
  const fixed = { channel, recipients, reason, message, level: 0, follows: undefined, covers } as const;
  const delivery = deliveryOf({ ...fixed, id: key, decidedAt: now, dueAt: now, episodes });
  keepDelivery(world, delivery);
  for (const episode of episodes) noteListed(world, episode.id, delivery, now);
  const alerts = world.trace === noTrace ? [] : episodes.map(statedAs);
  world.trace(now, { event: 'notification', reason, rule: null, channel, level: 0, recipients, alerts });
};

/** What is listed as over needs no recovery of its own. */
const noteListed = (world: World, id: EpisodeId, delivery: Delivery, now: Instant): void => {
  const episode = episodeOf(world, id);
  if (episode.resolution === null) {
    keepEpisode(world, { ...episode, told: withTellings(episode.told, [tellingOf(delivery)]), toldAt: episode.toldAt ?? now });
  }
  tell(world, episode, { at: now, kind: 'notified', text: `${delivery.channel}: ${delivery.reason}` });
};
