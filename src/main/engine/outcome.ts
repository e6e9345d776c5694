import type { Delivery } from '../core/model/notification.js';
import type { Instant } from '../core/time/instant.js';
import { keepDelivery, tell, type World } from './world.js';

/** Why a delivery need not leave any more: what was overtaken before it could be told. Null while it must. */
export const pointless = (world: World, delivery: Delivery): string | null => {
  if (!world.channels.includes(delivery.channel)) return 'the channel was turned off';
  if (delivery.reason === 'desk-blind') return world.observation.open.cause === 'observed' ? 'the desk sees again' : null;
  if (delivery.reason === 'recovered') return pointlessRecovery(world, delivery);
  if (delivery.reason !== 'firing') return null;
  const isOver = delivery.alerts.every((id) => world.episodes.get(id)?.resolution != null);
  return isOver ? 'over before it could be told' : null;
};

const pointlessRecovery = (world: World, { channel, alerts }: Delivery): string | null => {
  if (alerts.every((id) => world.episodes.get(id)?.resolution === null)) return 'reopened before it could be told';
  const earlier = [...world.deliveries.values()].filter(
    (other) => other.channel === channel && other.reason !== 'recovered' && other.alerts.some((id) => alerts.includes(id)),
  );
  const isUntold =
    earlier.length > 0 && earlier.every(({ state, attempts }) => state.kind === 'abandoned' && attempts.length === 0);
  return isUntold ? 'nobody was told of the alert here' : null;
};

/** Keeps what became of a delivery, and writes it into its episodes' stories. */
export const recordOutcome = (world: World, delivery: Delivery, now: Instant): void => {
  const { state, channel, attempts } = delivery;
  const tried = attempts.length > (world.deliveries.get(delivery.id)?.attempts.length ?? 0) ? attempts.at(-1) : undefined;
  keepDelivery(world, delivery);
  if (tried !== undefined) world.trace(now, { event: 'attempt', channel, outcome: tried.outcome, try: attempts.length });
  if (state.kind !== 'waiting') world.trace(now, { event: 'delivery', channel, state: state.kind, attempts: attempts.length });
  if (state.kind === 'waiting') return;
  const line =
    state.kind === 'delivered'
      ? ({ at: now, kind: 'delivered', text: `${channel}: delivered` } as const)
      : ({ at: now, kind: 'abandoned', text: `${channel}: given up, ${state.why}` } as const);
  for (const id of delivery.alerts) {
    const episode = world.episodes.get(id);
    if (episode !== undefined) tell(world, episode, line);
  }
};
