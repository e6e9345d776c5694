import type { Now } from '../../core/alert/advance.js';
import { dueStep, isStopped, nextStepAt } from '../../core/incident/escalation.js';
import type { Episode } from '../../core/model/alert.js';
import type { Mute } from '../../core/model/mute.js';
import { repeatAt } from '../../core/notify/decide.js';
import type { Instant } from '../../core/time/instant.js';
import type { World } from '../world.js';
import { isSettling, muteOf } from './mute.js';
import { hasWays } from './open.js';
import { isQuietFor, type Pass } from './pass.js';

/**
 * The alerts that have to be looked at, in the order in which they came up: those that changed since the last look, those whose
 * time has come, and those to which something else happened that they rest on. The others have nothing to tell, and with ten
 * thousand open it would take all of a turn to find that out again and again.
 */
export const awakeIn = (world: World, at: Now): readonly string[] => {
  const { rest, live } = world;
  if (at.now >= rest.until || !isSameDesk(world)) rouseAll(world, at.now);
  if (rest.awake.size === 0) return [];
  return [...live].filter((fingerprint) => rest.awake.has(fingerprint));
};

/** While a desk settles nothing ends, and after it whatever fell due meanwhile does. */
const isSameDesk = (world: World): boolean => {
  const { config, channels, isSettling: wasSettling } = world.rest;
  return config === world.config && channels === world.channels && wasSettling === isSettling(world);
};

/** Wakes those that are muted, where what mutes alerts may have changed since they were put to rest. */
export const rouseMuted = (world: World, pass: Pass): void => {
  const { rest } = world;
  const maintenance = maintenanceIn(pass);
  if (!rest.areMutesNew && rest.maintenance === maintenance) return;
  for (const fingerprint of rest.muted) rest.awake.add(fingerprint);
  rest.muted.clear();
  rest.areMutesNew = false;
  rest.maintenance = maintenance;
};

/** Nothing rests any more: for when the clock was set, or nobody knows what has changed. */
export const rouseAll = (world: World, now: Instant): void => {
  const { rest } = world;
  for (const fingerprint of world.live) rest.awake.add(fingerprint);
  rest.muted.clear();
  rest.until = nextBeginning(world, now);
  rest.config = world.config;
  rest.channels = world.channels;
  rest.isSettling = isSettling(world);
};

/** When the next suppression begins that has not yet: since it was made, the clock was set back. */
const nextBeginning = ({ suppressions }: World, now: Instant): number =>
  soonest([...suppressions.values()].map(({ startsAt }) => (startsAt > now ? startsAt : null)));

/** Puts to rest whatever has nothing to do until a moment that is known. */
export const putToRest = (world: World, pass: Pass): void => {
  const { rest } = world;
  for (const fingerprint of rest.awake) {
    const phase = world.alerts.get(fingerprint)?.phase;
    const episode = phase?.state === 'firing' ? world.episodes.get(phase.episode) : undefined;
    const until = episode === undefined ? Number.POSITIVE_INFINITY : restOf(world, episode, fingerprint, pass);
    if (until <= pass.at.now) continue;
    rest.awake.delete(fingerprint);
    rest.until = Math.min(rest.until, until);
  }
};

/** Until when an episode has nothing to do; a moment that has passed where it has something to do now. */
const restOf = (world: World, episode: Episode, fingerprint: string, pass: Pass): number => {
  const rule = world.rules.get(episode.rule);
  const escalation = isStopped(episode, world.config.escalation) ? null : pass.at.now;
  const isStepDue = escalation !== null && dueStep(episode, escalation) !== null;
  const isDue = isStepDue || episode.isEndOwed || (rule !== undefined && hasWays(world, rule, episode, pass));
  const hold = isDue ? holdOf(world, episode, isStepDue, pass) : null;
  if (isDue && hold === null) return pass.at.now;
  if (hold !== null) world.rest.muted.add(fingerprint);
  const end = episode.acknowledgement?.end;
  return soonest([
    hold?.until,
    end?.kind === 'until' ? end.at : null,
    rule === undefined || hold !== null ? null : repeatAt(episode, rule),
    escalation === null ? null : nextStepAt(episode, escalation),
    episode.answerBy,
    episode.drill?.endsAt,
  ]);
};

/** What keeps it from being told although it is due: it ends by itself at `until`, or with what rests on it. */
const holdOf = (world: World, episode: Episode, isStepDue: boolean, pass: Pass): Pick<Mute, 'until'> | null => {
  const mute = muteOf(world, pass.mutes, episode);
  if (mute !== null) return mute;
  return isStepDue && isQuietFor(world, pass, episode.severity) ? { until: pass.quietUntil } : null;
};

const maintenanceIn = ({ mutes }: Pass): string =>
  mutes.maintenance.map(({ window, endsAt }) => `${window.name}@${endsAt}`).join();

const soonest = (all: readonly (Instant | null | undefined)[]): number =>
  all.reduce<number>((first, at) => (at != null && at < first ? at : first), Number.POSITIVE_INFINITY);
