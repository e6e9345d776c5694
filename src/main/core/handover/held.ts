import type { Episode } from '../model/alert.js';
import type { AlertRow } from '../model/alert-view.js';
import type { HandoverHeld } from '../model/handover.js';
import type { Delivery } from '../model/notification.js';
import type { ChannelKind } from '../model/reason.js';
import type { Instant } from '../time/instant.js';

const QUIET = ':quiet-hours';

/** What quiet hours kept back of one episode, channel by channel, and what became of it since `from`. */
export const heldOf = (
  { episode, row }: { readonly episode: Episode; readonly row: AlertRow },
  deliveries: readonly Delivery[],
  from: Instant,
): readonly HandoverHeld[] =>
  episode.held
    .filter((key) => key.endsWith(QUIET))
    .flatMap((key) => {
      const channel = key.slice(0, -QUIET.length) as ChannelKind;
      const outcome = outcomeOf(episode, channel, deliveries);
      if (outcome === null || (outcome.kind !== 'waits' && outcome.at < from)) return [];
      const { id, summary, severity, firedAt } = row;
      return [{ alert: id, summary, severity, firedAt, channel, outcome }];
    });

const outcomeOf = (
  { waiting, resolution }: Episode,
  channel: ChannelKind,
  deliveries: readonly Delivery[],
): HandoverHeld['outcome'] | null => {
  const still = waiting.find((one) => one.channel === channel && one.because === 'quiet-hours');
  if (still !== undefined) return { kind: 'waits', at: still.until };
  const first = deliveries
    .filter((delivery) => delivery.channel === channel)
    .reduce<Delivery | null>((one, delivery) => (one === null || delivery.decidedAt < one.decidedAt ? delivery : one), null);
  if (first !== null) return { kind: 'told', at: first.decidedAt };
  return resolution === null ? null : { kind: 'over', at: resolution.at };
};
