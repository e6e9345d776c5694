import type { Instant } from './instant.js';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Days of one zone that are kept: more than ten years. */
const MOST_KEPT = 4_000;

/** What is known of a zone: by UTC day its offset all day long; by minute on a day on which the clocks change. */
interface Known {
  readonly format: Intl.DateTimeFormat;
  readonly days: Map<number, number | null>;
  readonly minutes: Map<number, number>;
}

const zones = new Map<string, Known>();

/**
 * Milliseconds by which a zone's clocks are ahead of UTC, to the minute. `zone` is an IANA name. Answers are kept, because asking
 * for an offset takes ten microseconds and more, and each turn asks for several.
 */
export const offsetAt = (at: Instant | number, zone: string): number => {
  if (zone === 'UTC') return 0;
  const known = knownOf(zone);
  const day = Math.floor(at / DAY);
  const ofDay = kept(known.days, day, () => offsetOfDay(known, day));
  if (ofDay !== null) return ofDay;
  const minute = Math.floor(at / MINUTE);
  return kept(known.minutes, minute, () => asked(known, minute * MINUTE));
};

const knownOf = (zone: string): Known => {
  const known = zones.get(zone) ?? { format: formatOf(zone), days: new Map(), minutes: new Map() };
  zones.set(zone, known);
  return known;
};

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...parts });
};

const kept = <Value>(values: Map<number, Value>, key: number, find: () => Value): Value => {
  const known = values.get(key);
  if (known !== undefined) return known;
  if (values.size >= MOST_KEPT) values.clear();
  const found = find();
  values.set(key, found);
  return found;
};

/** The offset all day long; null where the clocks change on that day. */
const offsetOfDay = (known: Known, day: number): number | null => {
  const start = asked(known, day * DAY);
  return start === asked(known, (day + 1) * DAY) ? start : null;
};

const asked = ({ format }: Known, at: number): number => {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE) * MINUTE;
};
