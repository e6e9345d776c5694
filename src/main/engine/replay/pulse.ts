import { assertNever } from '../../core/model/result.js';
import type { Rule } from '../../core/model/rule.js';
import { type Instant, instant, seconds } from '../../core/time/instant.js';
import { isTurnOf, ROUND } from '../round.js';
import { type Binding, nowOf, type World } from '../world.js';

/** When a desk that looks ticks next, as far as a tick may change anything. */
export interface Pulse {
  /**
   * The very next tick while an alert is pending, firing or held or something waits to be told; else the one by which time alone
   * may bring an alert to breach. Infinite where there is none.
   */
  next(world: World, isWaiting: boolean): number;
  /** It looked at `at`: ticks before that are past. */
  looked(at: Instant): void;
  ticked(at: Instant): void;
  /** Ticks are a second apart from `at` on: it has begun to look. */
  restart(at: Instant): void;
}

const TICK = seconds(1);

export const createPulse = (startedAt: Instant): Pulse => {
  let phase: number = startedAt;
  let earliest: number = startedAt;
  let idle: { readonly at: number; readonly bindings: number } | null = null;

  const nextTick = (): number => phase + Math.ceil((earliest - phase) / TICK) * TICK;

  return {
    next: (world, isWaiting) => {
      const next = nextTick();
      if (isWaiting || isBusy(world)) return next;
      // Samples only put off what silence brings, so the last answer holds until it is reached.
      if (idle === null || idle.at < next || idle.bindings !== world.bindings.size) {
        idle = { at: whenMovedByTime(world, instant(next)), bindings: world.bindings.size };
      }
      return idle.at;
    },
    looked: (at) => {
      earliest = Math.max(earliest, at);
    },
    ticked: (at) => {
      earliest = at + TICK;
    },
    restart: (at) => {
      phase = at;
      earliest = at;
      idle = null;
    },
  };
};

const isBusy = ({ live, ended, queued, settling, suppressions }: World): boolean =>
  live.size > 0 || ended.size > 0 || queued.size > 0 || settling !== null || suppressions.size > 0;

/** The first tick from `next` on at which an alert that is not live may be found in breach, without a sample. */
const whenMovedByTime = (world: World, next: Instant): number => {
  let first = Number.POSITIVE_INFINITY;
  const { observed } = nowOf(world, next);
  for (const binding of world.silences) first = Math.min(first, next + Math.max(0, silenceLeft(binding, observed)));
  for (const binding of world.bindings.values())
    if (isMovedByTime(binding.rule)) first = Math.min(first, ownTick(binding, next));
  return next + Math.ceil((first - next) / TICK) * TICK;
};

/** Observed milliseconds that a silence may still last before it is a breach. */
const silenceLeft = ({ rule, members, since }: Binding, observed: number): number => {
  const { test } = rule.when;
  if (test.kind !== 'absent') return Number.POSITIVE_INFINITY;
  const begun = members.length === 0 ? (since ?? observed) : Math.max(...members.map(({ newestObserved }) => newestObserved));
  return begun + test.for - observed;
};

/** The alert's own tick of the round. */
const ownTick = (binding: Binding, next: Instant): number => {
  for (let tick = 0; tick < ROUND; tick += 1) {
    const at = next + tick * TICK;
    if (isTurnOf(binding, Math.floor(at / TICK), 1)) return at;
  }
  return next;
};

/** Whether a rule can be breached by time alone: its window empties, or what is usual moves on. A last value only goes stale. */
const isMovedByTime = ({ when: { subject, test } }: Rule): boolean => {
  switch (test.kind) {
    case 'above':
    case 'below':
      return subject.kind === 'ratio' || subject.reduce !== 'last';
    case 'event':
    case 'absent':
      return false;
    case 'increase':
    case 'decrease':
    case 'increaseBy':
    case 'decreaseBy':
    case 'outsideBand':
    case 'trend':
    case 'burnRate':
      return true;
    default:
      return assertNever(test);
  }
};
