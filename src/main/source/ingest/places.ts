import type { SeriesId } from '../../core/model/sample.js';
import { type Instant, instant, minutes, seconds } from '../../core/time/instant.js';

/** Finds each value its own instant: of two values of one series at one instant, only the later would stay. */
export interface Places {
  /** Null where so many values of the series came at once that this one is left out. */
  find(id: SeriesId, wanted: Instant, sent: string | null): Instant | null;
  forget(id: SeriesId): void;
}

/** A value may be put so far behind its own instant to find a free millisecond: a thousand values a second a series. */
const FURTHEST = seconds(1);
/** Values that were sent under an id are known by it for as long as this many others. */
const MOST_SENT = 20_000;
/** From so far back nobody sends one value after the other. */
const LATE = minutes(1);

export const createPlaces = (): Places => {
  const newest = new Map<SeriesId, number>();
  const sent = new Map<string, Instant>();

  const free = (id: SeriesId, wanted: Instant): Instant | null => {
    const last = newest.get(id);
    if (last === undefined || wanted > last) return take(id, wanted);
    if (last - wanted > LATE) return wanted;
    return last + 1 - wanted > FURTHEST ? null : take(id, instant(last + 1));
  };

  const take = (id: SeriesId, at: Instant): Instant => {
    newest.set(id, at);
    return at;
  };

  const remember = (key: string, at: Instant): void => {
    sent.set(key, at);
    const [oldest] = sent.keys();
    if (sent.size > MOST_SENT && oldest !== undefined) sent.delete(oldest);
  };

  return {
    find: (id, wanted, key) => {
      // The same measurement, sent again with a newer value, takes the place of the earlier one.
      const known = key === null ? undefined : sent.get(`${id} ${key}`);
      if (known !== undefined) return known;
      const at = free(id, wanted);
      if (at !== null && key !== null) remember(`${id} ${key}`, at);
      return at;
    },
    forget: (id) => void newest.delete(id),
  };
};
