import type { Actor } from '../../core/model/actor.js';
import type { SeriesSample } from '../../core/model/sample.js';
import type { TargetId } from '../../core/model/target.js';
import type { UnobservedStretch } from '../../core/observe/observation.js';
import { type Duration, hours, type Instant, instant } from '../../core/time/instant.js';
import { act } from '../act.js';
import { forget } from '../forget.js';
import { lookAgain, noticeGap, stopLooking } from '../observing.js';
import { attend, tick, turn } from '../turn.js';
import type { World } from '../world.js';
import { type BootParts, bootAgain } from './boot.js';
import { targetOf } from './feed.js';
import { createOutbox } from './outbox.js';
import { createPulse } from './pulse.js';

/** That a person ended an episode: without it, what does not resolve by itself would fire for ever. */
export interface HandResolution {
  readonly fingerprint: string;
  readonly at: Instant;
  readonly by: Actor;
  readonly reason: string;
  readonly judged: 'real' | 'noise' | null;
}

/** A desk that is played: what its ledger, its people and its ticks ask for takes place in between the looks that it is handed. */
export interface Player {
  world(): World;
  /** When the next thing is to be done; before that, looks may be handed over in order. */
  nextAt(): number;
  /** Does the next thing; a promise where the desk starts again. */
  step(): Promise<void> | null;
  /** Takes in what one look at one target gave. */
  look(samples: readonly SeriesSample[], at: Instant): void;
}

export interface PlayerParts extends BootParts {
  /** Just started. */
  readonly world: World;
  readonly startedAt: Instant;
  readonly every: Duration | null;
  /** When it does not look, after the start, in order. */
  readonly stretches: readonly UnobservedStretch[];
  /** In order. */
  readonly resolutions: readonly HandResolution[];
}

const NEVER = Number.POSITIVE_INFINITY;
const FORGET_EVERY = hours(1);

/**
 * What falls on one instant comes in this order: the desk begins to look, it looks (0), a person acts, its network goes, it ticks,
 * it sleeps or stops. Instants are whole milliseconds, so that fractions of one can say so.
 */
const ORDER = { begin: -0.5, act: 0.125, offline: 0.2, tick: 0.25, cease: 0.5 } as const;

export const createPlayer = (parts: PlayerParts): Player => {
  const { startedAt, stretches, resolutions } = parts;
  const intervals = new Map<string, Duration>(parts.config.targets.map(({ id, every }) => [id, every]));
  const outbox = createOutbox();
  const pulse = createPulse(startedAt);
  let { world } = parts;
  let isAway = false;
  let nextStretch = 0;
  let nextResolution = 0;
  let forgotAt: Instant = startedAt;
  let begunAt: Instant | null = null;
  outbox.adopt(world);

  const cease = ({ cause, from }: UnobservedStretch): void => {
    isAway = true;
    if (cause === 'offline') stopLooking(world, from, cause, from);
    outbox.drain(from);
  };

  /** A sleep is written down when it is over: what was read before anybody noticed counts, as it did for the desk. */
  const begin = (stretch: UnobservedStretch): Promise<void> | null => {
    isAway = false;
    begunAt = stretch.to;
    nextStretch += 1;
    if (stretch.cause === 'offline') pulse.looked(stretch.to);
    else pulse.restart(stretch.to);
    if (stretch.cause === 'stopped') return startAgain(stretch);
    if (stretch.cause === 'offline') lookAgain(world, stretch.to);
    else noticeGap(world, stretch.from, stretch.to);
    outbox.drain(stretch.to);
    return null;
  };

  const startAgain = async ({ from, to }: UnobservedStretch): Promise<void> => {
    world = await bootAgain(parts, world, outbox.marks, { stoppedAt: from, now: to });
    outbox.adopt(world);
    outbox.drain(to);
  };

  const resolve = ({ fingerprint, at, by, reason, judged }: HandResolution): void => {
    nextResolution += 1;
    const phase = world.alerts.get(fingerprint)?.phase;
    if (phase?.state !== 'firing') return;
    act(world, { kind: 'resolve', alert: phase.episode, reason, judged }, by, at);
    attend(world, at);
    outbox.drain(at);
  };

  const beat = (at: Instant): void => {
    tick(world, at);
    outbox.drain(at);
    pulse.ticked(at);
    tidy(at);
  };

  const tidy = (at: Instant): void => {
    if (at - forgotAt < FORGET_EVERY) return;
    forget(world, at);
    forgotAt = at;
  };

  const stretchAt = (): number => {
    const stretch = stretches[nextStretch];
    if (stretch === undefined) return NEVER;
    if (isAway) return stretch.to + ORDER.begin;
    if (stretch.cause === 'offline') return stretch.from + ORDER.offline;
    // A desk that sleeps on at once has neither looked nor ticked in between.
    return stretch.from + (stretch.from === begunAt ? ORDER.begin : ORDER.cease);
  };
  const actAt = (): number => (resolutions[nextResolution]?.at ?? NEVER) + ORDER.act;
  const tickAt = (): number => (isAway ? NEVER : pulse.next(world, outbox.isWaiting()) + ORDER.tick);

  return {
    world: () => world,
    nextAt: () => Math.min(stretchAt(), actAt(), tickAt()),
    step: () => {
      const at = Math.min(stretchAt(), actAt(), tickAt());
      const stretch = stretches[nextStretch];
      if (stretch !== undefined && at === stretchAt()) {
        if (isAway) return begin(stretch);
        cease(stretch);
      } else if (at === actAt()) resolve(resolutions[nextResolution] as HandResolution);
      else beat(instant(at - ORDER.tick));
      return null;
    },
    look: (samples, at) => {
      if (isAway && stretches[nextStretch]?.cause !== 'asleep') return;
      const target = targetOf((samples[0] as SeriesSample).series);
      const every = intervals.get(target) ?? parts.every;
      turn(world, { samples, every, scope: 'touched', read: target === '' ? null : (target as TargetId) }, at);
      outbox.drain(at);
      pulse.looked(at);
      tidy(at);
    },
  };
};
