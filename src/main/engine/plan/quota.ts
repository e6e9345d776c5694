import type { Delivery } from '../../core/model/notification.js';
import type { NotificationReason } from '../../core/model/reason.js';
import type { RuleId } from '../../core/model/rule.js';
import type { Limits } from '../../core/notify/admit.js';
import { days, hours, type Instant, seconds } from '../../core/time/instant.js';
import type { World } from '../world.js';

const COUNTED: readonly NotificationReason[] = ['firing', 'repeated', 'suppression-ended'];

/** More than five pop-ups within ten seconds help nobody. */
const POP_UPS = { firings: 5, within: seconds(10) };

/** An SMS that nobody answered has a quota of its own, so that it gets through where the ordinary one is used up. */
const FOLLOW_UPS_PER_HOUR = 5;

const ruleKey = (rule: RuleId, channel: string): string => `rule:${channel}:${rule}`;
const quotaKey = (isFollowUp: boolean): string => (isFollowUp ? 'sms:follow-up' : 'sms');

/** Notes when something went into the outbox, for the limits that count such. */
export const noteSent = (world: World, delivery: Delivery): void => {
  const { channel, rule, reason, level, dueAt } = delivery;
  if (rule !== null && COUNTED.includes(reason)) note(world, ruleKey(rule, channel), dueAt);
  // Practice must not use up what a real alert may need.
  const isDrill = delivery.episode !== null && world.episodes.get(delivery.episode)?.drill !== undefined;
  if (channel === 'sms' && !isDrill) note(world, quotaKey(reason === 'escalated' && level === 0), dueAt);
};

/** Oldest first, those of a day. Nearly always it is the newest: a storm of thousands must not walk through all of them for each. */
const note = (world: World, key: string, at: Instant): void => {
  const known = world.sent.get(key);
  if (known === undefined) {
    world.sent.set(key, [at]);
    return;
  }
  const place = known.findLastIndex((earlier) => earlier <= at) + 1;
  known.splice(place, 0, at);
  const kept = known.findIndex((earlier) => earlier > at - days(1));
  if (kept > 0) known.splice(0, kept);
};

const sentOf = (world: World, key: string): readonly Instant[] => world.sent.get(key) ?? [];

/** The limits of one channel at `now`; who comes first is not theirs to say. */
export const limitsOf = (world: World, channel: Delivery['channel'], now: Instant): Omit<Limits, 'rankOf'> => {
  const { rateLimits, channels } = world.config;
  const perHour = channels.sms?.perHour;
  return {
    now,
    storm: channel === 'desktop' ? POP_UPS : rateLimits.storm,
    perRule: rateLimits.perRule,
    quotaOf:
      channel !== 'sms' || perHour === undefined
        ? null
        : (isFollowUp) => ({ count: isFollowUp ? FOLLOW_UPS_PER_HOUR : perHour, per: hours(1) }),
    firings: world.storms.get(channel) ?? [],
    ofRule: (rule) => sentOf(world, ruleKey(rule, channel)),
    ofQuota: (isFollowUp) => sentOf(world, quotaKey(isFollowUp)),
  };
};
