import type { SeriesId } from '../../core/model/sample.js';
import { hours, type Instant, minutes } from '../../core/time/instant.js';

/** Whose series: of those who may say anything, or of anybody's browser. Neither can take the other's room. */
export type Side = 'trusted' | 'browsers';

/** So many series each side may have at once, so that no flood of labels fills the memory. */
export const MOST_SERIES: Readonly<Record<Side, number>> = { trusted: 5_000, browsers: 5_000 };
/** A series that nobody has touched for so long makes room for another. */
const IDLE = hours(24);
/** So often at most is looked for such series. */
const SWEEP_EVERY = minutes(1);

interface Seat {
  readonly side: Side;
  at: Instant;
}

export interface Seats {
  /** Whether all of these series may be written: those that are known always, new ones while there is room for all. `reserve`: beyond what the side may have. */
  take(ids: readonly SeriesId[], side: Side, now: Instant, reserve?: number): boolean;
}

/** `leave` hears of each series that made room. */
export const createSeats = (leave: (id: SeriesId) => void): Seats => {
  const seats = new Map<SeriesId, Seat>();
  const taken = { trusted: 0, browsers: 0 };
  let sweptAt: Instant | null = null;

  const sweep = (now: Instant): void => {
    if (sweptAt !== null && now - sweptAt < SWEEP_EVERY) return;
    sweptAt = now;
    for (const [id, { side, at }] of seats) {
      if (now - at < IDLE) continue;
      seats.delete(id);
      taken[side] -= 1;
      leave(id);
    }
  };

  const isRoomFor = (count: number, side: Side, reserve: number): boolean => taken[side] + count <= MOST_SERIES[side] + reserve;

  const sit = (id: SeriesId, side: Side, now: Instant): void => {
    const seat = seats.get(id);
    if (seat !== undefined) {
      seat.at = now;
      return;
    }
    seats.set(id, { side, at: now });
    taken[side] += 1;
  };

  return {
    take: (ids, side, now, reserve = 0) => {
      const fresh = ids.reduce((count, id) => (seats.has(id) ? count : count + 1), 0);
      if (fresh > 0 && !isRoomFor(fresh, side, reserve)) sweep(now);
      if (fresh > 0 && !isRoomFor(fresh, side, reserve)) return false;
      for (const id of ids) sit(id, side, now);
      return true;
    },
  };
};
