import type { Episode } from '../model/alert.js';
import type { HandoverTelling } from '../model/handover.js';
import type { Delivery } from '../model/notification.js';
import type { ChannelKind } from '../model/reason.js';
import { maskAddresses } from '../notify/mask.js';

/** As much of a delivery as tells who was told of what. */
export type Told = Pick<Delivery, 'alerts' | 'channel' | 'recipients' | 'state' | 'decidedAt'>;

/** The same of those deliveries that tell of what `isWanted`, and of that alone. */
export const toldOf = (deliveries: readonly Delivery[], isWanted: (alert: string) => boolean): readonly Told[] =>
  deliveries.flatMap(({ alerts, channel, recipients, state, decidedAt }) => {
    const wanted = alerts.filter(isWanted);
    return wanted.length === 0 ? [] : [{ alerts: wanted, channel, recipients, state, decidedAt }];
  });

/** Deliveries by the alerts that they tell of. */
export const byAlert = (deliveries: readonly Told[]): ReadonlyMap<string, readonly Told[]> => {
  const found = new Map<string, Told[]>();
  for (const delivery of deliveries)
    for (const id of delivery.alerts) {
      const known = found.get(id);
      if (known === undefined) found.set(id, [delivery]);
      else known.push(delivery);
    }
  return found;
};

/** Who was told of an episode by which channel. Of a channel whose deliveries are too old to be at hand the episode itself knows. */
export const tellingsOf = ({ told }: Episode, deliveries: readonly Told[]): readonly HandoverTelling[] => {
  const channels = [...new Set([...told.map(({ channel }) => channel), ...deliveries.map(({ channel }) => channel)])];
  return channels.map((channel) => {
    const sent = deliveries.filter((delivery) => delivery.channel === channel);
    const recipients = [...new Set(sent.flatMap((delivery) => delivery.recipients.map(maskAddresses)))];
    return { channel, recipients, state: sent.length > 0 ? stateOf(sent) : toldState(told, channel) };
  });
};

const stateOf = (sent: readonly Told[]): HandoverTelling['state'] => {
  if (sent.some(({ state }) => state.kind === 'delivered')) return 'sent';
  return sent.some(({ state }) => state.kind === 'waiting') ? 'waiting' : 'failed';
};

const toldState = (told: Episode['told'], channel: ChannelKind): HandoverTelling['state'] =>
  told.find((one) => one.channel === channel)?.state ?? 'waiting';
