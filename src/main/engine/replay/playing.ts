import type { TargetId } from '../../core/model/target.js';
import type { UnobservedStretch } from '../../core/observe/observation.js';
import { after, type Duration, type Instant, instant } from '../../core/time/instant.js';
import { lookAgain, noticeGap, stopLooking } from '../observe/observing.js';
import { attend } from '../turn.js';
import type { World } from '../world.js';
import type { PastAct } from './acts.js';
import { type BootParts, bootAgain } from './boot.js';
import type { Outbox } from './outbox.js';
import type { Pulse } from './pulse.js';

export interface PlayerParts extends BootParts {
  /** Just started. */
  readonly world: World;
  readonly startedAt: Instant;
  readonly every: Duration | null;
  /** When it does not look, after the start, in order. */
  readonly stretches: readonly UnobservedStretch[];
  /** By when the desk began to look, when it might speak again: as far as that is known. */
  readonly settledAt: ReadonlyMap<Instant, Instant>;
  /** What people did after the start, in order. */
  readonly acts: readonly PastAct[];
}

/** A desk that is played, as it stands. */
export interface Playing {
  readonly parts: PlayerParts;
  readonly outbox: Outbox;
  readonly pulse: Pulse;
  world: World;
  /** It does not look; the stretch in which it does not is `nextStretch`, which else is the next to come. */
  isAway: boolean;
  nextStretch: number;
  nextAct: number;
  forgotAt: Instant;
  /** When it began to look last; null: it has done so since its start. */
  begunAt: Instant | null;
  isJustStarted: boolean;
  /** When it may speak again, as far as that is known. */
  settledAt: Instant | null;
}

export const NEVER = instant(Number.POSITIVE_INFINITY);
/** What a desk waits for whose ledger says when it had it: nothing that is played. */
const ANYTHING: Set<TargetId> = new Set(['' as TargetId]);

/** It waits no longer and no less than it did then, whatever is played of what it read. */
export const settleAsThen = (playing: Playing): void => {
  const { world, parts } = playing;
  playing.settledAt = parts.settledAt.get(world.observation.open.from) ?? null;
  if (world.settling !== null && playing.settledAt !== null)
    world.settling = { ...world.settling, waitingFor: ANYTHING, until: NEVER };
};

/** After all looks of that instant: which of them was the last is not known. */
export const settle = (playing: Playing, at: Instant): void => {
  const { world } = playing;
  playing.settledAt = null;
  if (world.settling?.waitingFor === ANYTHING) world.settling = { ...world.settling, until: at };
  attendTo(playing, at);
};

export const attendTo = ({ world, outbox, pulse }: Playing, at: Instant): void => {
  attend(world, at);
  outbox.drain(at);
  pulse.looked(at);
};

/** Ticks that could change nothing were left out: the desk had looked at the alerts whose turn it was then. */
export const catchUp = ({ world, pulse }: Playing, at: Instant): void => {
  world.roundTo = pulse.secondBefore(at) ?? world.roundTo;
};

export const cease = (playing: Playing, { cause, from }: UnobservedStretch): void => {
  playing.isAway = true;
  // In the instant in which its network goes it does not tick any more; in which it falls asleep it did.
  catchUp(playing, cause === 'offline' ? from : after(from, 1));
  if (cause === 'offline') stopLooking(playing.world, from, cause, from);
  playing.outbox.drain(from);
};

/** A sleep is written down when it is over. */
export const begin = (playing: Playing, stretch: UnobservedStretch): Promise<void> | null => {
  const { pulse, world } = playing;
  playing.isAway = false;
  playing.begunAt = stretch.to;
  playing.isJustStarted = stretch.cause === 'stopped';
  playing.nextStretch += 1;
  if (stretch.cause === 'offline') pulse.resume(stretch.to);
  else pulse.restart(stretch.to);
  if (stretch.cause === 'stopped') return startAgain(playing, stretch);
  if (stretch.cause === 'offline') lookAgain(world, stretch.to);
  else noticeGap(world, stretch.from, stretch.to);
  settleAsThen(playing);
  playing.outbox.drain(stretch.to);
  return null;
};

const startAgain = async (playing: Playing, { from, to }: UnobservedStretch): Promise<void> => {
  const { parts, outbox } = playing;
  playing.world = await bootAgain(parts, playing.world, outbox.marks, { stoppedAt: from, now: to });
  outbox.adopt(playing.world);
  settleAsThen(playing);
  outbox.drain(to);
};

/** What was read before anybody noticed a sleep counts, as it did for the desk. */
export const isBlind = ({ isAway, nextStretch, parts }: Playing): boolean =>
  isAway && parts.stretches[nextStretch]?.cause !== 'asleep';
