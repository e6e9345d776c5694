import { isStopped, nextStepAt } from '../../core/incident/escalation.js';
import type { Episode } from '../../core/model/alert.js';
import { repeatAt } from '../../core/notify/decide.js';
import type { Instant } from '../../core/time/instant.js';
import { openEpisodes } from '../open.js';
import { nowOf, type World } from '../world.js';
import { muteOf } from './mute.js';
import { beginPass, type Pass } from './pass.js';

/**
 * The next instant after `now` at which the clock alone asks for something: the end of a mute or of an acknowledgement, a
 * repeat, a level, a digest, a free slot. Null where nothing is to come, or where the desk cannot act.
 */
export const nextDue = (world: World, now: Instant): Instant | null => {
  if (world.observation.open.cause !== 'observed' || world.settling !== null) return null;
  const pass = beginPass(world, nowOf(world, now));
  let next = Number.POSITIVE_INFINITY;
  const consider = (at: Instant | null | undefined): void => {
    if (at != null && at > now && at < next) next = at;
  };
  consider(pass.quietUntil);
  consider(pass.summaryAt);
  for (const { endsAt } of world.suppressions.values()) consider(endsAt);
  for (const id of world.queued) for (const { until } of world.episodes.get(id)?.waiting ?? []) consider(until);
  for (const episode of openEpisodes(world)) for (const at of duesOf(world, pass, episode)) consider(at);
  return Number.isFinite(next) ? (next as Instant) : null;
};

/** A muted alert asks for the same as any other, for that it is held is said when it falls due; and for the end of its mute. */
const duesOf = (world: World, pass: Pass, episode: Episode): readonly (Instant | null)[] => {
  const end = episode.acknowledgement?.end;
  const rule = world.rules.get(episode.rule);
  return [
    end?.kind === 'until' ? end.at : null,
    muteOf(world, pass.mutes, episode)?.until ?? null,
    rule === undefined ? null : repeatAt(episode, rule),
    isStopped(episode, world.config.escalation) ? null : nextStepAt(episode, pass.at.now),
    episode.answerBy,
    episode.drill?.endsAt ?? null,
  ];
};
