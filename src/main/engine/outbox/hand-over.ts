import type { EpisodeId } from '../../core/model/alert.js';
import type { Delivery } from '../../core/model/notification.js';
import type { ChannelKind, NotificationReason } from '../../core/model/reason.js';
import { isHidden } from '../../core/notify/attempt.js';
import { recipientsOf, routeOf, teamAddresses } from '../../core/notify/route.js';
import type { Duration, Instant } from '../../core/time/instant.js';
import { leave } from '../plan/leave.js';
import { makeReady } from '../plan/parcel.js';
import { beginPass } from '../plan/pass.js';
import { ruleOf } from '../rule/gone-rule.js';
import { nowOf, tell, type World } from '../world.js';
import { pointless, recordOutcome } from './record-outcome.js';

/** What somebody has to hear of, by one channel or another. */
const PASSED_ON: readonly NotificationReason[] = ['firing', 'escalated', 'repeated', 'suppression-ended', 'test'];

interface Heir {
  readonly channel: ChannelKind;
  readonly recipients: readonly string[];
  readonly members: readonly EpisodeId[];
}

/**
 * Keeps what became of a delivery. One that could not be made, or a critical one that nobody can have seen, passes to the next channel that the configuration names behind its
 * own, that reaches somebody and does not tell of it already; both stories say so. Answers with that channel; null: none.
 */
export const conclude = (world: World, delivery: Delivery, now: Instant): ChannelKind | null => {
  const heir = hasFailed(world, delivery) || isUnseen(delivery) ? heirOf(world, delivery) : null;
  if (heir === null) {
    recordOutcome(world, delivery, now);
    return null;
  }
  recordOutcome(world, passedTo(delivery, heir.channel), now);
  passOn(world, delivery, heir, now);
  return heir.channel;
};

const hasFailed = (world: World, delivery: Delivery): boolean =>
  delivery.state.kind === 'abandoned' && delivery.attempts.length > 0 && pointless(world, delivery) === null;

const isUnseen = (delivery: Delivery): boolean => delivery.message.severity === 'critical' && isHidden(delivery);

const passedTo = (delivery: Delivery, channel: ChannelKind): Delivery =>
  delivery.state.kind === 'abandoned'
    ? { ...delivery, state: { ...delivery.state, why: `${delivery.state.why}; handed over to ${channel}` } }
    : delivery;

/** How long a delivery may fail before it is handed over; null where there is nobody to hand it to. */
export const longestFailure = (world: World, delivery: Delivery): Duration | null =>
  heirOf(world, delivery) === null ? null : (world.config.handOver?.after ?? null);

const heirOf = (world: World, delivery: Delivery): Heir | null => {
  const order = world.config.handOver?.order ?? [];
  const place = order.indexOf(delivery.channel);
  if (place === -1 || !PASSED_ON.includes(delivery.reason)) return null;
  for (const channel of order.slice(place + 1)) {
    const recipients = world.channels.includes(channel) ? recipientsBy(world, delivery, channel) : null;
    const members = delivery.alerts.filter((id) => !isToldBy(world, delivery, id, channel));
    if (recipients !== null && members.length > 0) return { channel, recipients, members };
  }
  return null;
};

const recipientsBy = (
  world: World,
  { alerts: [own], reason, level }: Delivery,
  channel: ChannelKind,
): readonly string[] | null => {
  const episode = own === undefined ? undefined : world.episodes.get(own);
  if (episode === undefined || routeOf(channel, episode.severity, reason) !== 'now') return null;
  if (reason !== 'escalated') {
    const { category } = ruleOf(world, episode);
    return recipientsOf(channel, { severity: episode.severity, category }, world.config.channels);
  }
  const team = episode.escalation.find((step) => step.level === Math.max(1, level))?.team;
  return team === undefined ? null : teamAddresses(channel, world.config.teams[team], episode.severity);
};

/** Whether a channel tells of an alert for the same reason already: it did not fail there, or failed there too. */
const isToldBy = (world: World, { reason, level }: Delivery, id: EpisodeId, channel: ChannelKind): boolean => {
  if (reason === 'firing' || reason === 'test')
    return world.episodes.get(id)?.told.some((one) => one.channel === channel) ?? true;
  for (const other of world.deliveries.values()) {
    if (other.channel === channel && other.reason === reason && other.level === level && other.alerts.includes(id)) return true;
  }
  return false;
};

const passOn = (world: World, delivery: Delivery, { channel, recipients, members }: Heir, now: Instant): void => {
  const pass = beginPass(world, nowOf(world, now));
  const { reason, level } = delivery;
  for (const id of members) {
    const episode = world.episodes.get(id);
    if (episode === undefined) continue;
    tell(world, episode, {
      at: now,
      kind: 'notified',
      text: `${delivery.channel} could not ${isHidden(delivery) ? 'show' : 'tell of'} it: handed over to ${channel}.`,
    });
    makeReady(pass.ready, episode, {
      channel,
      reason,
      level,
      recipients,
      since: now,
      limit: null,
      insteadOf: delivery.channel,
    });
  }
  leave(world, pass);
};
