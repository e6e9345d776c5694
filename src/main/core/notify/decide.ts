import type { Alert, Episode, Telling } from '../model/alert.js';
import type { ChannelKind, NotificationReason } from '../model/reason.js';
import type { Rule } from '../model/rule.js';
import { hours, type Instant, type ObservedInstant, observedInstant } from '../time/instant.js';

/** More changes than this within the last observed hour, and further firings are folded. */
const FLAPPING = 4;
const FLAP_WINDOW = hours(1);

/** Until which observed instant an alert counts as flapping; null where it does not. */
export const flappingUntil = (alert: Alert, observed: ObservedInstant): ObservedInstant | null => {
  const { changes } = alert;
  if (changes.length <= FLAPPING) return null;
  // It ends once so many changes are an hour old that four are left.
  const until = observedInstant((changes[changes.length - FLAPPING - 1] as number) + FLAP_WINDOW);
  return until > observed ? until : null;
};

const isTold = (episode: Episode, channel: ChannelKind): boolean => episode.told.some((one) => one.channel === channel);

const isWaiting = (episode: Episode, channel: ChannelKind): boolean =>
  episode.waiting.some((one) => one.channel === channel && one.level === 0);

/** What a channel has to tell and why, or why it has nothing to tell: `until` is when it tells again, where that is known. */
export type Wish =
  | { readonly kind: 'tell'; readonly reason: NotificationReason }
  | { readonly kind: 'nothing'; readonly because: 'waiting' | 'told' | 'acknowledged'; readonly until: Instant | null };

/** What a channel has to tell of a firing episode at `now`, at level 0. */
export const wishOf = (episode: Episode, rule: Rule, channel: ChannelKind, now: Instant): Wish => {
  if (isWaiting(episode, channel)) return nothing('waiting');
  if (episode.isEndOwed) return { kind: 'tell', reason: 'suppression-ended' };
  if (!isTold(episode, channel)) {
    if (episode.test) return { kind: 'tell', reason: 'test' };
    return episode.acknowledgement === null ? { kind: 'tell', reason: 'firing' } : nothing('acknowledged');
  }
  const due = repeatAt(episode, rule);
  return due !== null && due <= now ? { kind: 'tell', reason: 'repeated' } : nothing('told', due);
};

const nothing = (because: (Wish & { readonly kind: 'nothing' })['because'], until: Instant | null = null): Wish => ({
  kind: 'nothing',
  because,
  until,
});

/** When a critical and unacknowledged alert is told again; null: not. */
export const repeatAt = (episode: Episode, rule: Rule): Instant | null => {
  const { severity, acknowledgement, toldAt, test } = episode;
  const isRepeated = rule.repeat !== null && severity === 'critical' && acknowledgement === null && !test;
  return isRepeated && toldAt !== null ? ((toldAt + (rule.repeat as number)) as Instant) : null;
};

/**
 * What is to be done about the end of an episode on a channel that told of its firing. A recovery is only sent where the
 * firing was; while that is on its way it waits, and where it failed nothing is told.
 */
export const recoveryOn = (telling: Telling): 'tell' | 'wait' | 'drop' => {
  if (telling.state === 'sent') return 'tell';
  return telling.state === 'waiting' ? 'wait' : 'drop';
};
