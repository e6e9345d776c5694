import type { Episode } from '../model/alert.js';
import type { AlertRow } from '../model/alert-view.js';
import type { HandoverHeld } from '../model/handover.js';
import type { ChannelKind } from '../model/reason.js';
import type { Instant } from '../time/instant.js';
import type { Told } from './tellings.js';

const QUIET = ':quiet-hours';

/** As much of an alert as tells what was kept back of it. */
export interface MaybeHeld {
  readonly episode: Pick<Episode, 'held' | 'waiting' | 'resolution'>;
  readonly row: Pick<AlertRow, 'id' | 'summary' | 'severity' | 'firedAt'>;
}

const isQuiet = (key: string): boolean => key.endsWith(QUIET);

export const isHeld = ({ held }: Pick<Episode, 'held'>): boolean => held.some(isQuiet);

/** What quiet hours kept back of one episode, channel by channel, and what became of it since `from`. */
export const heldOf = ({ episode, row }: MaybeHeld, deliveries: readonly Told[], from: Instant): readonly HandoverHeld[] =>
  episode.held.filter(isQuiet).flatMap((key) => {
    const channel = key.slice(0, -QUIET.length) as ChannelKind;
    const outcome = outcomeOf(episode, channel, deliveries);
    if (outcome === null || (outcome.kind !== 'waits' && outcome.at < from)) return [];
    const { id, summary, severity, firedAt } = row;
    return [{ alert: id, summary, severity, firedAt, channel, outcome }];
  });

const outcomeOf = (
  { waiting, resolution }: MaybeHeld['episode'],
  channel: ChannelKind,
  deliveries: readonly Told[],
): HandoverHeld['outcome'] | null => {
  const still = waiting.find((one) => one.channel === channel && one.because === 'quiet-hours');
  if (still !== undefined) return { kind: 'waits', at: still.until };
  const first = deliveries
    .filter((delivery) => delivery.channel === channel)
    .reduce<Told | null>((one, delivery) => (one === null || delivery.decidedAt < one.decidedAt ? delivery : one), null);
  if (first !== null) return { kind: 'told', at: first.decidedAt };
  return resolution === null ? null : { kind: 'over', at: resolution.at };
};
