import { type Instant, instant } from '../../core/time/instant.js';

const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const EPOCH = /^\d{9,13}(?:\.\d+)?$/;
/** Epoch numbers from here on are milliseconds: as seconds they would be after the year 5000. */
const MILLISECONDS_FROM = 1e11;

/**
 * Reads `2026-01-31 23:59:00`, `2026-01-31T23:59:00.5+01:00`, `2026-01-31`, and seconds or milliseconds since 1970;
 * without a zone it is UTC. Null for anything else, also for the 30th of February.
 */
export const parseTimestamp = (text: string): Instant | null => {
  if (EPOCH.test(text)) return fromEpoch(Number(text));
  const parts = WRITTEN.exec(text);
  if (parts === null) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as Six;
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const isReal = new Date(at).toISOString().startsWith(`${parts[1]}-${parts[2]}-${parts[3]}`);
  if (!isReal || hour > 23 || minute > 59 || second > 59) return null;
  return instant(at + Number(`0.${parts[7] ?? 0}`) * 1_000 - zoneOffset(parts[8]));
};

type Six = [number, number, number, number, number, number];

const fromEpoch = (value: number): Instant => instant(value < MILLISECONDS_FROM ? value * 1_000 : value);

/** In milliseconds, east of Greenwich positive. */
const zoneOffset = (zone: string | undefined): number => {
  if (zone === undefined || /^z$/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
};
