import type { Episode, EscalationStep } from '../model/alert.js';
import type { Mute } from '../model/mute.js';
import type { EscalationPlan } from '../model/telling.js';
import type { Instant } from '../time/instant.js';
import { isStopped } from './escalation.js';

/** What keeps an open episode from being told now; null where nothing does. */
type MuteOf = (episode: Episode) => Mute | null;

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
export const nextEscalation = (open: Iterable<Episode>, plan: EscalationPlan, muteOf: MuteOf): NextEscalation | null => {
  let next: NextEscalation | null = null;
  for (const episode of open) {
    if (episode.test || isStopped(episode, plan)) continue;
    const first = firstLeft(episode);
    // A mute can only make it later, and is not looked up for those of ten thousand that are told later anyway.
    if (first === null || (next !== null && first.at >= next.at)) continue;
    const found = nextOf(episode, first, muteOf(episode));
    if (found !== null && (next === null || found.at < next.at)) next = found;
  }
  return next;
};

const isLeft = ({ level: reached }: Episode, { done, level }: EscalationStep): boolean => !done && level > reached;

/** Makes no list: it is asked of every open episode each time the view is made. */
const firstLeft = (episode: Episode): EscalationStep | null => {
  let first: EscalationStep | null = null;
  for (const step of episode.escalation) {
    if (isLeft(episode, step) && (first === null || step.at < first.at)) first = step;
  }
  return first;
};

const nextOf = (episode: Episode, first: EscalationStep, mute: Mute | null): NextEscalation | null => {
  const until = mute === null ? first.at : mute.until;
  if (until === null) return null;
  const at = until > first.at ? until : first.at;
  // When a mute ends, only the highest level that has passed by then is told.
  const passed = episode.escalation.filter((one) => isLeft(episode, one) && one.at <= at);
  const step = passed.reduce((high, one) => (one.level > high.level ? one : high), first);
  return { episode, step, at };
};
