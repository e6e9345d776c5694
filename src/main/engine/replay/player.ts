import type { SeriesSample } from '../../core/model/sample.js';
import type { TargetId } from '../../core/model/target.js';
import type { UnobservedStretch } from '../../core/observe/observation.js';
import { after, type Duration, hours, type Instant, instant } from '../../core/time/instant.js';
import { forget } from '../forget.js';
import { lookAgain, noticeGap, stopLooking } from '../observing.js';
import { attend, tick, turn } from '../turn.js';
import type { World } from '../world.js';
import type { PastAct } from './acts.js';
import { type BootParts, bootAgain } from './boot.js';
import { endsCalm } from './calm.js';
import { targetOf } from './feed.js';
import { createOutbox } from './outbox.js';
import { perform } from './perform.js';
import { createPulse } from './pulse.js';

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
  /** By when the desk began to look, when it might speak again: as far as that is known. */
  readonly settledAt: ReadonlyMap<Instant, Instant>;
  /** What people did after the start, in order. */
  readonly acts: readonly PastAct[];
}

const NEVER = instant(Number.POSITIVE_INFINITY);
const FORGET_EVERY = hours(1);
/** What a desk waits for whose ledger says when it had it: nothing that is played. */
const ANYTHING: Set<TargetId> = new Set(['' as TargetId]);

/**
 * What falls on one instant comes in this order: the desk begins to look, it looks (0), it may speak again, its network goes, it
 * ticks, a person acts, it sleeps or stops. Instants are whole milliseconds, so that fractions of one can say so.
 */
const ORDER = {
  begin: -0.5,
  rouse: -0.25,
  haste: 0.03125,
  settle: 0.0625,
  offline: 0.125,
  tick: 0.25,
  act: 0.375,
  cease: 0.5,
} as const;

export const createPlayer = (parts: PlayerParts): Player => {
  const { startedAt, stretches, acts } = parts;
  const intervals = new Map<string, Duration>(parts.config.targets.map(({ id, every }) => [id, every]));
  const outbox = createOutbox();
  const pulse = createPulse(startedAt);
  let { world } = parts;
  let isAway = false;
  let nextStretch = 0;
  let nextAct = 0;
  let forgotAt: Instant = startedAt;
  let begunAt: Instant | null = null;
  let isJustStarted = false;
  let settledAt: Instant | null = null;
  outbox.adopt(world);

  /** It waits no longer and no less than it did then, whatever is played of what it read. */
  const settleAsThen = (): void => {
    settledAt = parts.settledAt.get(world.observation.open.from) ?? null;
    if (world.settling !== null && settledAt !== null)
      world.settling = { ...world.settling, waitingFor: ANYTHING, until: NEVER };
  };
  settleAsThen();

  /** After all looks of that instant: which of them was the last is not known. */
  const settle = (at: Instant): void => {
    settledAt = null;
    if (world.settling?.waitingFor === ANYTHING) world.settling = { ...world.settling, until: at };
    attendTo(at);
  };

  const attendTo = (at: Instant): void => {
    attend(world, at);
    outbox.drain(at);
    pulse.looked(at);
  };

  /** Ticks that could change nothing were left out: the desk had looked at the alerts whose turn it was then. */
  const catchUp = (at: Instant): void => {
    world.roundTo = pulse.secondBefore(at) ?? world.roundTo;
  };

  const cease = ({ cause, from }: UnobservedStretch): void => {
    isAway = true;
    // In the instant in which its network goes it does not tick any more; in which it falls asleep it did.
    catchUp(cause === 'offline' ? from : after(from, 1));
    if (cause === 'offline') stopLooking(world, from, cause, from);
    outbox.drain(from);
  };

  /** A sleep is written down when it is over. */
  const begin = (stretch: UnobservedStretch): Promise<void> | null => {
    isAway = false;
    begunAt = stretch.to;
    isJustStarted = stretch.cause === 'stopped';
    nextStretch += 1;
    if (stretch.cause === 'offline') pulse.resume(stretch.to);
    else pulse.restart(stretch.to);
    if (stretch.cause === 'stopped') return startAgain(stretch);
    if (stretch.cause === 'offline') lookAgain(world, stretch.to);
    else noticeGap(world, stretch.from, stretch.to);
    settleAsThen();
    outbox.drain(stretch.to);
    return null;
  };

  const startAgain = async ({ from, to }: UnobservedStretch): Promise<void> => {
    world = await bootAgain(parts, world, outbox.marks, { stoppedAt: from, now: to });
    outbox.adopt(world);
    settleAsThen();
    outbox.drain(to);
  };

  const act = (past: PastAct): void => {
    nextAct += 1;
    perform(world, past, past.at);
    attendTo(past.at);
    pulse.stirred(past.at);
  };

  const beat = (at: Instant): void => {
    catchUp(at);
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

  /** What was read before anybody noticed a sleep counts, as it did for the desk. */
  const isBlind = (): boolean => isAway && stretches[nextStretch]?.cause !== 'asleep';

  const stretchAt = (): number => {
    const stretch = stretches[nextStretch];
    if (stretch === undefined) return NEVER;
    if (isAway) return stretch.to + ORDER.begin;
    if (stretch.cause === 'offline') return stretch.from + ORDER.offline;
    if (stretch.from !== begunAt || isJustStarted) return stretch.from + ORDER.cease;
    // A desk that sleeps on at once has neither looked nor ticked in between, unless it has just started: then it ticks at once. One
    // that is stopped waits for looks under way.
    return stretch.from + (stretch.cause === 'stopped' ? ORDER.haste : ORDER.begin);
  };
  const actAt = (): number => {
    const at = acts[nextAct]?.at ?? NEVER;
    // Where somebody acts before any tick, the desk notices by that that it had slept. One that starts has ticked before it answers anybody.
    return at + (at === begunAt && !isJustStarted ? ORDER.rouse : ORDER.act);
  };
  const settleAt = (): number => (isBlind() || settledAt === null ? NEVER : settledAt + ORDER.settle);
  const tickAt = (): number =>
    isAway ? NEVER : pulse.next(world, { isWaiting: outbox.isWaiting(), actAt: acts[nextAct]?.at ?? NEVER }) + ORDER.tick;

  return {
    world: () => world,
    nextAt: () => Math.min(stretchAt(), actAt(), settleAt(), tickAt()),
    step: () => {
      const at = Math.min(stretchAt(), actAt(), settleAt(), tickAt());
      const stretch = stretches[nextStretch];
      if (stretch !== undefined && at === stretchAt()) {
        if (isAway) return begin(stretch);
        cease(stretch);
      } else if (at === settleAt()) settle(instant(at - ORDER.settle));
      else if (at === actAt()) act(acts[nextAct] as PastAct);
      else beat(instant(at - ORDER.tick));
      return null;
    },
    look: (samples, at) => {
      if (isBlind()) return;
      const target = targetOf((samples[0] as SeriesSample).series);
      const every = intervals.get(target) ?? parts.every;
      turn(world, { samples, every, scope: 'touched', read: target === '' ? null : (target as TargetId) }, at);
      outbox.drain(at);
      pulse.looked(at);
      if (endsCalm(world, samples)) pulse.disturbed();
      tidy(at);
    },
  };
};
