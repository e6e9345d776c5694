import type { JudgeAt } from '../../core/rule/member.js';
import { type Instant, instant, seconds } from '../../core/time/instant.js';
import { nextDue } from '../plan/due.js';
import { nextSummaryAt } from '../plan/pass.js';
import { isTurnOf, ROUND } from '../rule/round.js';
import { type Binding, nowOf, type World } from '../world.js';
import { canBreachByTime, isCalm } from './calm.js';
import { changesAt, comesToAt } from './still.js';

/** What comes: something is on its way out, and when a person will do something (infinite where nobody will). */
export interface Coming {
  readonly isWaiting: boolean;
  readonly actAt: number;
}

/** When a desk that looks ticks next, as far as a tick may change anything. */
export interface Pulse {
  /** The first tick that may change an alert, or at which something is due to be told; infinite where there is none. */
  next(world: World, coming: Coming): number;
  /** It looked or attended to something at `at`: ticks before that are past. */
  looked(at: Instant): void;
  /** It read what may bring an alert to breach later on, by time alone. */
  disturbed(): void;
  ticked(at: Instant): void;
  /** Ticks are a second apart from `at` on: it has begun to look. */
  restart(at: Instant): void;
  /** It looks again, and its ticks fall where they fell before. */
  resume(at: Instant): void;
  /** A person did something: the next tick judges what that means. */
  stirred(at: Instant): void;
  /** The second of the tick before one at `at`, as far as a desk ticked then since it began to look; null where it did not. */
  secondBefore(at: Instant): number | null;
}

/** The first tick at or after an instant. */
type TickFrom = (at: number) => number;

const TICK = seconds(1);
const NEVER = Number.POSITIVE_INFINITY;

export const createPulse = (startedAt: Instant): Pulse => {
  let phase: number = startedAt;
  let earliest: number = startedAt;
  let attendedAt: Instant = startedAt;
  let judgedTo: Instant = startedAt;
  let awakeSince: Instant = startedAt;
  let isStirred = false;
  let busy: number | null = null;
  let idle: { readonly at: number; readonly bindings: number } | null = null;

  const tickFrom: TickFrom = (at) => phase + Math.ceil((Math.max(at, earliest) - phase) / TICK) * TICK;

  /** Samples do not bring it nearer than the horizon, but for those that end a calm, so an answer holds until it is reached. */
  const idleAt = (world: World): number => {
    const next = tickFrom(earliest);
    if (idle === null || idle.at < next || idle.bindings !== world.bindings.size) {
      const isFirstRound = next <= awakeSince + ROUND * TICK;
      const known = isFirstRound ? Number.NEGATIVE_INFINITY : next - ROUND * TICK;
      const at = Math.min(idleChange(world, { next, known }, tickFrom), next + horizonOf(world));
      idle = { at: tickFrom(at), bindings: world.bindings.size };
    }
    return idle.at;
  };

  const busyAt = (world: World): number => {
    if (world.live.size === 0 && world.queued.size === 0 && world.suppressions.size === 0) return summaryAt(world);
    busy ??= tickFrom(liveChange(world, attendedAt, judgedTo));
    return busy;
  };

  /** What a person acts on is judged as it was at the tick before. */
  const lastBefore = (at: number): number => {
    const tick = phase + Math.floor((at - phase) / TICK) * TICK;
    return tick >= earliest ? tick : NEVER;
  };

  const summaryAt = (world: World): number => tickFrom(nextSummaryAt(world) ?? NEVER);

  const moved = (at: Instant, next: number): void => {
    attendedAt = at;
    earliest = Math.max(earliest, next);
    busy = null;
  };

  const wake = (at: Instant): void => {
    judgedTo = at;
    awakeSince = at;
    isStirred = true;
    idle = null;
    moved(at, at);
  };

  return {
    next: (world, { isWaiting, actAt }) => {
      if (isStirred || isWaiting || world.ended.size > 0 || world.settling !== null) return tickFrom(earliest);
      return Math.min(busyAt(world), idleAt(world), lastBefore(actAt));
    },
    looked: (at) => moved(at, at),
    disturbed: () => {
      idle = null;
    },
    ticked: (at) => {
      judgedTo = at;
      isStirred = false;
      moved(at, at + TICK);
    },
    restart: (at) => {
      phase = at;
      earliest = at;
      wake(at);
    },
    resume: wake,
    stirred: (at) => {
      isStirred = true;
      moved(at, at);
    },
    secondBefore: (at) => {
      const before = phase + (Math.ceil((at - phase) / TICK) - 1) * TICK;
      return before < awakeSince ? null : Math.floor(before / TICK);
    },
  };
};

/** When something that is live may change, or is due to be told. All was attended to by `now`, and all that is live judged by `since`. */
const liveChange = (world: World, now: Instant, since: Instant): number => {
  const at = nowOf(world, now);
  let first: number = nextDue(world, now) ?? NEVER;
  for (const fingerprint of world.live) {
    const binding = world.bindings.get(fingerprint);
    const alert = world.alerts.get(fingerprint);
    if (binding === undefined || alert === undefined) continue;
    first = Math.min(first, changesAt(binding, at, since), comesToAt(alert.phase, binding, at));
  }
  return first;
};

/** The next tick, and up to when all that changed before it was looked at. */
interface Unseen {
  readonly next: number;
  readonly known: number;
}

/** When an alert that is not live may be found in breach without a sample: at its own tick of the round, a silence at any. */
const idleChange = (world: World, { next, known }: Unseen, tickFrom: TickFrom): number => {
  const at = nowOf(world, instant(next));
  let first = NEVER;
  for (const binding of world.silences) first = Math.min(first, changesAt(binding, at, next));
  for (const binding of world.bindings.values()) {
    if (!canBreachByTime(binding.rule) || isCalm(binding, known)) continue;
    first = Math.min(first, foundAt(binding, at, known, tickFrom));
  }
  return first;
};

/** What changed since it was looked at last is found at its next tick as well. */
const foundAt = (binding: Binding, at: JudgeAt, known: number, tickFrom: TickFrom): number => {
  const changes = changesAt(binding, at, known);
  return changes === NEVER ? NEVER : ownTick(binding, tickFrom(Math.max(at.now, changes)));
};

/** The tick in the alert's own second of the round, at or after the one at `tick`. */
const ownTick = (binding: Binding, tick: number): number => {
  for (let passed = 0; passed < ROUND; passed += 1) {
    const at = tick + passed * TICK;
    if (isTurnOf(binding, Math.floor(at / TICK), 1)) return at;
  }
  return tick;
};

/** How long a sample that comes now keeps the window or the silence of any rule from changing. */
const horizonOf = ({ rules }: World): number => {
  let shortest = NEVER;
  for (const { when } of rules.values()) {
    if (when.test.kind === 'absent') shortest = Math.min(shortest, when.test.for);
    if (when.subject.window !== null) shortest = Math.min(shortest, when.subject.window);
  }
  return shortest;
};
