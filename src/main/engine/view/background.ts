import type { Delivery } from '../../core/model/notification.js';
import type { Background } from '../../core/port/channel.js';
import type { Instant } from '../../core/time/instant.js';
import { mutesAt } from '../plan/mute.js';
import { nowOf, type World } from '../world.js';
import { rowOf } from './row.js';

/** Alerts of which a message says all that is known; of the others it says how many they are. */
const MOST_ALERTS = 1_000;

/** What is known now of the alerts that a delivery tells. One of which nothing is kept any more is left out. */
export const backgroundOf = (world: World, delivery: Pick<Delivery, 'channel' | 'alerts'>, now: Instant): Background => {
  const mutes = mutesAt(world, nowOf(world, now));
  const alerts = delivery.alerts.slice(0, MOST_ALERTS).flatMap((id) => {
    const episode = world.episodes.get(id);
    return episode === undefined ? [] : [rowOf(world, episode, now, mutes)];
  });
  const { site, templates } = world.config;
  return { now, site, templates, alerts, count: delivery.alerts.length, shown: shownBy(world, delivery) };
};

/** The episode keeps it, not the delivery: deliveries are forgotten after a day, and an alert may fire for weeks. */
const shownBy = (world: World, { channel, alerts }: Pick<Delivery, 'channel' | 'alerts'>): Background['shown'] =>
  alerts.slice(0, MOST_ALERTS).flatMap((alert) => {
    const references = world.episodes.get(alert)?.told.find((telling) => telling.channel === channel)?.references ?? [];
    return references.length === 0 ? [] : [{ alert, references }];
  });
