import type { Episode } from '../../core/model/alert.js';
import { parseDuration } from '../../core/time/duration.js';
import { after, type Duration, duration, type Instant } from '../../core/time/instant.js';
import { openEpisodes } from '../../engine/ends.js';
import { lookAgain, noticeGap, stopLooking } from '../../engine/observing.js';
import type { World } from '../../engine/world.js';
import type { VirtualClock } from './clock.js';
import type { WorldEvent } from './scenario.js';

/** Sleep, network and clock, as the machine would tell of them. */
export const disturb = (world: World, clock: VirtualClock, event: WorldEvent): void => {
  const now = clock.now();
  if (event.event === 'suspend' || event.event === 'offline') {
    if (world.observation.open.cause === 'observed')
      stopLooking(world, now, event.event === 'suspend' ? 'asleep' : 'offline', now);
  } else if (event.event === 'clock-jump') {
    const by = signedDuration(event.by ?? '0s');
    clock.jump(by);
    noticeGap(world, now, clock.now());
  } else {
    lookAgain(world, now);
  }
};

const signedDuration = (text: string): Duration =>
  duration((parseDuration(text.replace(/^-/, '')) ?? 0) * (text.startsWith('-') ? -1 : 1));

/** Offset at which the clock alone asks for something: the end of a suppression or an acknowledgement, a repeat. */
export const dueByClock = (world: World, clock: VirtualClock): number => {
  if (world.observation.open.cause !== 'observed' || world.settling !== null) return Number.POSITIVE_INFINITY;
  let earliest = Number.POSITIVE_INFINITY;
  for (const suppression of world.suppressions.values()) earliest = Math.min(earliest, suppression.endsAt);
  for (const episode of openEpisodes(world)) earliest = Math.min(earliest, dueOf(world, episode));
  return earliest - clock.now() + clock.elapsed();
};

const dueOf = (world: World, episode: Episode): number => {
  const end = episode.acknowledgement?.end;
  if (end?.kind === 'until') return end.at;
  const repeat = world.rules.get(episode.rule)?.repeat ?? null;
  const repeats =
    repeat !== null && episode.severity === 'critical' && episode.acknowledgement === null && episode.toldAt !== null;
  const isMuted = repeats && [...world.suppressions.values()].length > 0;
  return repeats && !isMuted ? after(episode.toldAt as Instant, repeat as Duration) : Number.POSITIVE_INFINITY;
};
