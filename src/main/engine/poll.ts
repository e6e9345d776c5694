import type { Reading } from '../core/model/reading.js';
import type { SourceKind } from '../core/model/source-kind.js';
import type { Target, TargetId } from '../core/model/target.js';
import type { Clock, Stop } from '../core/port/clock.js';
import type { Log } from '../core/port/log.js';
import type { Source } from '../core/port/source.js';
import { after, type Instant, instant } from '../core/time/instant.js';
import { createMeter, type Meter } from './commit/meter.js';
import { spread } from './spread.js';

export interface PollParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly sources: ReadonlyMap<SourceKind, Source>;
  /** Takes a reading into the engine; awaited, so that a target is never read twice at once. */
  readonly took: (target: Target, reading: Reading) => Promise<void>;
}

export interface Poll {
  /** The targets from now on. One that stays keeps its place in time. */
  aim(targets: readonly Target[]): void;
  /** Reads every target once, soon: after a sleep, a reconnect or a start. */
  refresh(): void;
  /** No look begins while paused; those under way are ended. */
  pause(): void;
  proceed(): void;
  /** How late looks begin, in milliseconds. */
  readonly lateness: Meter;
  stop(): Promise<void>;
}

interface Slot {
  target: Target;
  dueAt: Instant;
  isRunning: boolean;
}

/**
 * Looks under way at once. A look that fails takes up to 25 s (two time-outs and the wait between), nearly all of it waiting:
 * a thousand targets that all fail every minute need some 420 at a time.
 */
const MOST_AT_ONCE = 512;
/** A refresh of many targets is spread over this, in milliseconds. */
const REFRESH_SPREAD = 10_000;

/** The next instant after `now` that is this target's own place in its interval. Missed places collapse into that one. */
export const nextSlot = (target: Target, now: Instant): Instant => {
  const offset = spread(target.id) * target.every;
  const passed = Math.floor((now - offset) / target.every);
  return instant(Math.round((passed + 1) * target.every + offset));
};

/** Reads each target at its own place in time, on a timer that is only ever a hint. */
export const createPoll = (parts: PollParts): Poll => {
  const { clock } = parts;
  const slots = new Map<TargetId, Slot>();
  const lateness = createMeter();
  let abort = new AbortController();
  let running = 0;
  let isPaused = false;
  let cancelTimer: Stop | null = null;
  const underWay = new Set<Promise<void>>();

  const look = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    if (isPaused) return;
    const now = clock.now();
    let earliest = Number.POSITIVE_INFINITY;
    for (const slot of slots.values()) {
      if (slot.isRunning) continue;
      if (slot.dueAt <= now && running < MOST_AT_ONCE) begin(slot, now);
      else earliest = Math.min(earliest, slot.dueAt);
    }
    if (running < MOST_AT_ONCE && earliest < Number.POSITIVE_INFINITY) {
      cancelTimer = clock.wakeAt(instant(Math.max(earliest, now + 1)), look);
    }
  };

  const begin = (slot: Slot, now: Instant): void => {
    const { dueAt } = slot;
    lateness.record(now - dueAt);
    slot.isRunning = true;
    running += 1;
    const done = readOnce(slot).finally(() => {
      underWay.delete(done);
      running -= 1;
      slot.isRunning = false;
      // A refresh may have asked for another look meanwhile: then that one stands.
      if (slot.dueAt === dueAt) slot.dueAt = instant(Math.max(nextSlot(slot.target, clock.now()), dueAt + 1));
      look();
    });
    underWay.add(done);
  };

  const readOnce = async (slot: Slot): Promise<void> => {
    const { target } = slot;
    const { signal } = abort;
    try {
      const source = parts.sources.get(target.source);
      if (source === undefined) return;
      const reading = await source.read(target, { clock, signal });
      if (!signal.aborted) await parts.took(target, reading);
    } catch (error) {
      if (!signal.aborted) parts.log.error('poll.failed', { target: target.id, text: String(error) });
    }
  };

  const endLooks = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    abort.abort(new Error('the desk stopped looking'));
    abort = new AbortController();
  };

  const refresh = (): void => {
    const now = clock.now();
    const stretch = Math.min(REFRESH_SPREAD, slots.size * 10);
    for (const slot of slots.values()) slot.dueAt = after(now, Math.round(spread(slot.target.id) * stretch));
    look();
  };

  return {
    aim: (targets) => {
      const wanted = new Set(targets.map((target) => target.id));
      for (const id of slots.keys()) if (!wanted.has(id)) slots.delete(id);
      const now = clock.now();
      for (const target of targets) {
        const slot = slots.get(target.id);
        if (slot === undefined)
          slots.set(target.id, { target, dueAt: after(now, Math.round(spread(target.id) * 500)), isRunning: false });
        else if (JSON.stringify(slot.target) !== JSON.stringify(target)) Object.assign(slot, { target, dueAt: now });
      }
      look();
    },
    refresh,
    pause: () => {
      isPaused = true;
      endLooks();
    },
    proceed: () => {
      isPaused = false;
      refresh();
    },
    lateness,
    stop: async () => {
      isPaused = true;
      endLooks();
      await Promise.all(underWay);
    },
  };
};
