import type { TargetId } from '../../core/model/target.js';
import { parseDuration } from '../../core/time/duration.js';
import { type Duration, duration, instant } from '../../core/time/instant.js';
import { lookAgain, noticeGap, stopLooking } from '../../engine/observe/observing.js';
import { nextDue } from '../../engine/plan/due.js';
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
  awaitReading(world);
};

/** A scenario has no targets to wait for: after a gap its desk has settled with the next turn, which reads everything. */
export const awaitReading = (world: World): void => {
  if (world.settling?.back == null) return;
  world.settling = { ...world.settling, waitingFor: new Set(['scenario' as TargetId]), until: NEVER };
};

const NEVER = instant(Number.POSITIVE_INFINITY);

const signedDuration = (text: string): Duration =>
  duration((parseDuration(text.replace(/^-/, '')) ?? 0) * (text.startsWith('-') ? -1 : 1));

/** Offset at which the clock alone asks for something; infinite where nothing is to come. */
export const dueByClock = (world: World, clock: VirtualClock): number => {
  const due = nextDue(world, clock.now());
  return due === null ? Number.POSITIVE_INFINITY : due - clock.now() + clock.elapsed();
};
