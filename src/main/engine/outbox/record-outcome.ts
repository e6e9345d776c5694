import type { Episode } from '../../core/model/alert.js';
import type { Delivery } from '../../core/model/notification.js';
import type { ChannelKind, NotificationReason } from '../../core/model/reason.js';
import { isHidden, isPossibleRepeat } from '../../core/notify/attempt.js';
import type { Instant } from '../../core/time/instant.js';
import { oweAgain } from '../plan/owed.js';
import { keepDelivery, keepEpisode, tell, type World } from '../world.js';

/** Why a delivery need not leave any more: what was overtaken before it could be told. Null while it must. */
export const pointless = (world: World, delivery: Delivery): string | null => {
  if (!world.channels.includes(delivery.channel)) return 'the channel was turned off';
  if (delivery.reason === 'desk-blind') return world.observation.open.cause === 'observed' ? 'the desk sees again' : null;
  if (delivery.reason === 'recovered') return pointlessRecovery(world, delivery);
  if (!OVERTAKEN.includes(delivery.reason)) return null;
  const isOver = delivery.alerts.every((id) => world.episodes.get(id)?.resolution != null);
  return isOver ? 'over before it could be told' : null;
};

/** That it was sent there at all is settled before a recovery is decided. */
const pointlessRecovery = (world: World, { alerts }: Delivery): string | null =>
  alerts.every((id) => world.episodes.get(id)?.resolution === null) ? 'reopened before it could be told' : null;

const TRIES = 3;

/** How often a channel is tried before a delivery is given up. */
export const triesOf = (world: World, channel: ChannelKind): number =>
  channel === 'webhook' ? (world.config.channels.webhook?.tries ?? TRIES) : TRIES;

/** What is no news any more once all it tells of is over. */
const OVERTAKEN: readonly NotificationReason[] = ['firing', 'escalated', 'repeated', 'suppression-ended'];

/** Keeps what became of a delivery, and writes it into its episodes' stories. */
export const recordOutcome = (world: World, delivery: Delivery, now: Instant): void => {
  const { state, channel, attempts } = delivery;
  const tried = attempts.length > (world.deliveries.get(delivery.id)?.attempts.length ?? 0) ? attempts.at(-1) : undefined;
  keepDelivery(world, delivery);
  if (tried !== undefined) world.trace(now, { event: 'attempt', channel, outcome: tried.outcome, try: attempts.length });
  if (state.kind !== 'waiting') world.trace(now, { event: 'delivery', channel, state: state.kind, attempts: attempts.length });
  if (state.kind === 'waiting') return;
  if (state.kind === 'abandoned') oweAgain(world, delivery, now);
  const taken = isHidden(delivery) ? attempts.at(-1)?.text : 'delivered';
  const line =
    state.kind === 'delivered'
      ? ({ at: now, kind: 'delivered', text: `${channel}: ${taken}${isPossibleRepeat(delivery) ? REPEAT : ''}` } as const)
      : ({ at: now, kind: 'abandoned', text: `${channel}: given up, ${state.why}` } as const);
  for (const id of delivery.alerts) {
    const episode = world.episodes.get(id);
    if (episode === undefined) continue;
    noteOutcome(world, episode, delivery);
    noteReferences(world, id, delivery);
    tell(world, episode, line);
  }
};

const REPEAT = ', perhaps for the second time: of an earlier attempt nobody knows whether it arrived';

/** Later news of the episode finds there what to add to and what to edit. */
const noteReferences = (world: World, id: string, { channel, references = [] }: Delivery): void => {
  const episode = world.episodes.get(id);
  if (episode === undefined || references.length === 0) return;
  const told = episode.told.map((one) =>
    one.channel === channel ? { ...one, references: [...(one.references ?? []), ...references] } : one,
  );
  keepEpisode(world, { ...episode, told });
};

/** A recovery goes only where an alarm was sent: so it is kept whether one was. */
const noteOutcome = (world: World, episode: Episode, { channel, state, reason }: Delivery): void => {
  const isAlarm = reason !== 'recovered' && reason !== 'escalated';
  const telling = episode.told.find((one) => one.channel === channel);
  if (!isAlarm || telling === undefined || telling.state === 'sent') return;
  const outcome = state.kind === 'delivered' ? 'sent' : 'failed';
  const told = episode.told.map((one) => (one === telling ? ({ ...one, state: outcome } as const) : one));
  keepEpisode(world, { ...episode, told });
};
