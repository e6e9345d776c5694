import type { Episode, EscalationStep } from '../model/alert.js';
import type { Mute } from '../model/mute.js';
import type { EscalationPlan } from '../model/telling.js';
import type { Instant } from '../time/instant.js';
import { isStopped } from './escalation.js';

/** An open episode, and what keeps it from being told now. */
export interface Escalating {
  readonly episode: Episode;
  readonly mute: Mute | null;
}

export interface NextEscalation {
  readonly episode: Episode;
  readonly step: EscalationStep;
  /** When the team is told: the step's instant, or the end of what mutes the alert until after it. */
  readonly at: Instant;
}

/**
 * Of all open episodes the level that is told first if nobody does anything; null where none will be. Left out is what nobody can
 * date: what is muted without a known end, and what stopped with its acknowledgement. Tests wake nobody and do not count.
 */
export const nextEscalation = (open: Iterable<Escalating>, plan: EscalationPlan): NextEscalation | null => {
  let next: NextEscalation | null = null;
  for (const one of open) {
    if (one.episode.test || isStopped(one.episode, plan)) continue;
    const found = nextOf(one);
    if (found !== null && (next === null || found.at < next.at)) next = found;
  }
  return next;
};

const nextOf = ({ episode, mute }: Escalating): NextEscalation | null => {
  const left = episode.escalation.filter(({ done, level }) => !done && level > episode.level);
  const first = left.reduce<EscalationStep | null>((one, step) => (one === null || step.at < one.at ? step : one), null);
  if (first === null) return null;
  const until = mute === null ? first.at : mute.until;
  if (until === null) return null;
  const at = until > first.at ? until : first.at;
  // When a mute ends, only the highest level that has passed by then is told.
  const step = left.filter((one) => one.at <= at).reduce((high, one) => (one.level > high.level ? one : high), first);
  return { episode, step, at };
};
