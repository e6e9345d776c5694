import type { Alert, Episode } from '../model/alert.js';
import type { ChannelKind, HeldBecause, NotificationReason } from '../model/notification.js';
import type { Rule } from '../model/rule.js';
import type { Instant } from '../time/instant.js';

/** To tell an episode on a channel, or to hold it back and why. Both carry their reason. */
export type Decision =
  | { readonly kind: 'tell'; readonly channel: ChannelKind; readonly reason: NotificationReason }
  | { readonly kind: 'hold'; readonly channel: ChannelKind; readonly because: HeldBecause };

/** What a decision about one episode rests on. */
export interface Circumstances {
  readonly now: Instant;
  readonly channels: readonly ChannelKind[];
  readonly isSettling: boolean;
  readonly isSuppressed: boolean;
}

/** More changes than this within the last observed hour, and further ones are folded. */
const FLAPPING = 4;

const isFlapping = (alert: Alert): boolean => alert.changes.length > FLAPPING;

/** Channels that this rule may use, of those there are. */
const allowed = (rule: Rule, channels: readonly ChannelKind[]): readonly ChannelKind[] =>
  rule.channels === null ? channels : channels.filter((channel) => rule.channels?.includes(channel));

/** What is due for a firing episode: its first telling, or a repeat. */
export const decideFiring = (episode: Episode, alert: Alert, rule: Rule, where: Circumstances): readonly Decision[] =>
  allowed(rule, where.channels).flatMap((channel): Decision[] => {
    const reason = dueReason(episode, rule, channel, where.now);
    if (reason === null) return [];
    const because = holds(episode, alert, where);
    return because === null ? [{ kind: 'tell', channel, reason }] : [{ kind: 'hold', channel, because }];
  });

const dueReason = (episode: Episode, rule: Rule, channel: ChannelKind, now: Instant): NotificationReason | null => {
  if (!episode.told.includes(channel)) {
    if (episode.test) return 'test';
    return episode.acknowledgement === null ? 'firing' : null;
  }
  const isRepeatDue =
    rule.repeat !== null &&
    episode.severity === 'critical' &&
    episode.acknowledgement === null &&
    !episode.test &&
    episode.toldAt !== null &&
    now - episode.toldAt >= rule.repeat;
  return isRepeatDue ? 'repeated' : null;
};

const holds = (episode: Episode, alert: Alert, where: Circumstances): HeldBecause | null => {
  if (where.isSettling) return 'settling';
  if (where.isSuppressed) return 'suppressed';
  return isFlapping(alert) && !episode.test ? 'flapping' : null;
};

/** Who hears of an episode's end: only where its firing was told. Null while that cannot be settled yet. */
export const decideRecovery = (episode: Episode, where: Circumstances): readonly Decision[] | null => {
  if (where.isSettling) return null;
  return episode.told.map((channel) =>
    where.isSuppressed
      ? { kind: 'hold', channel: channel as ChannelKind, because: 'suppressed' }
      : { kind: 'tell', channel: channel as ChannelKind, reason: 'recovered' },
  );
};
