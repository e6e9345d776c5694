import { type Instant, instant } from '../../core/time/instant.js';
import { isBlind, NEVER, type Playing } from './playing.js';

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

/** When each kind of thing is to be done next, as an instant and its place in that; infinite where there is none. */
export interface Agenda {
  readonly stretch: number;
  readonly settle: number;
  readonly act: number;
  readonly tick: number;
}

export const agendaOf = (playing: Playing): Agenda => ({
  stretch: stretchAt(playing),
  settle: settleAt(playing),
  act: actAt(playing),
  tick: tickAt(playing),
});

export const firstOf = ({ stretch, settle, act, tick }: Agenda): number => Math.min(stretch, act, settle, tick);

export const settleInstant = (at: number): Instant => instant(at - ORDER.settle);
export const tickInstant = (at: number): Instant => instant(at - ORDER.tick);

const stretchAt = ({ parts, nextStretch, isAway, begunAt, isJustStarted }: Playing): number => {
  const stretch = parts.stretches[nextStretch];
  if (stretch === undefined) return NEVER;
  if (isAway) return stretch.to + ORDER.begin;
  if (stretch.cause === 'offline') return stretch.from + ORDER.offline;
  if (stretch.from !== begunAt || isJustStarted) return stretch.from + ORDER.cease;
  // A desk that sleeps on at once has neither looked nor ticked in between, unless it has just started: then it ticks at once. One
  // that is stopped waits for looks under way.
  return stretch.from + (stretch.cause === 'stopped' ? ORDER.haste : ORDER.begin);
};

const actAt = ({ parts, nextAct, begunAt, isJustStarted }: Playing): number => {
  const at = parts.acts[nextAct]?.at ?? NEVER;
  // Where somebody acts before any tick, the desk notices by that that it had slept. One that starts has ticked before it answers anybody.
  return at + (at === begunAt && !isJustStarted ? ORDER.rouse : ORDER.act);
};

const settleAt = (playing: Playing): number =>
  isBlind(playing) || playing.settledAt === null ? NEVER : playing.settledAt + ORDER.settle;

const tickAt = ({ isAway, pulse, world, outbox, parts, nextAct }: Playing): number =>
  isAway ? NEVER : pulse.next(world, { isWaiting: outbox.isWaiting(), actAt: parts.acts[nextAct]?.at ?? NEVER }) + ORDER.tick;
