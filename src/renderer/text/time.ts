const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = [
  ['d', DAY],
  ['h', HOUR],
  ['min', MINUTE],
  ['s', SECOND],
] as const;

/** A length in the largest unit that it holds twice, rounded down: `42 min`, `90 min`, `26 h`. */
export const roughly = (length: number): string => {
  const [unit, size] = UNITS.find(([, milliseconds]) => length >= 2 * milliseconds) ?? ['s', SECOND];
  const n = Math.floor(length / size);
  return `${n < 1_000 ? n : n.toLocaleString('en-GB')} ${unit}`;
};

/** A length in its two largest units: `1 h 5 min`, `30 s`, `250 ms`. */
export const spell = (length: number): string => {
  if (length < SECOND) return `${Math.round(length)} ms`;
  const first = UNITS.findIndex(([, size]) => length >= size);
  const parts = UNITS.slice(first, first + 2).map(([unit, size], index) => {
    const above = UNITS[first + index - 1]?.[1] ?? Number.POSITIVE_INFINITY;
    return [Math.floor((index === 0 ? length : length % above) / size), unit] as const;
  });
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
};

const WRITTEN = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
  ['ms', 1],
] as const;

/** A length as the configuration has it: `90000` is `1m30s`. */
export const writeLength = (length: number): string => {
  let rest = Math.round(length);
  let text = '';
  for (const [unit, size] of WRITTEN) {
    if (rest >= size) text += `${Math.floor(rest / size)}${unit}`;
    rest %= size;
  }
  return text === '' ? '0s' : text;
};

/** Whether a text is a length as the configuration has it. */
export const isLength = (text: string): boolean => /^(\d+(\.\d+)?(ms|[smhdw]))+$/.test(text.trim());

/** How long ago, or how far ahead: `just now`, `8 s ago`, `in 42 min`. */
export const ago = (at: number, now: number): string => {
  const passed = now - at;
  if (Math.abs(passed) < 3 * SECOND) return 'just now';
  return passed > 0 ? `${roughly(passed)} ago` : `in ${roughly(-passed)}`;
};

const formats = new Map<string, Intl.DateTimeFormat>();

const format = (zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
};

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const DATE = { day: 'numeric', month: 'short' } as const;

/** The exact moment in the site's zone: `Mon, 23 Nov 2026, 14:05:09 GMT`. */
export const exactly = (at: number, zone: string): string =>
  format(zone, { weekday: 'short', ...DATE, year: 'numeric', ...CLOCK, second: '2-digit', timeZoneName: 'short' }).format(at);

/** `2026-11-23`: the day in that zone, for names of files. */
export const dateName = (at: number, zone: string): string => localMinute(at, zone).slice(0, 10);

/** `14:05`. */
export const clockTime = (at: number, zone: string): string => format(zone, CLOCK).format(at);

/** `Mon, 23 Nov`. */
export const dayName = (at: number, zone: string): string => format(zone, { weekday: 'short', ...DATE }).format(at);

/** The same, with its year where it is so far from `now` that another one could be meant. */
export const dayNear = (at: number, now: number, zone: string): string =>
  Math.abs(at - now) < NEAR ? dayName(at, zone) : format(zone, { weekday: 'short', ...DATE, year: 'numeric' }).format(at);

/** 300 days. */
const NEAR = 25_920_000_000;

/** `Mon`. */
export const weekday = (at: number, zone: string): string => format(zone, { weekday: 'short' }).format(at);

/** `14:05:09`. */
export const clockSeconds = (at: number, zone: string): string => format(zone, { ...CLOCK, second: '2-digit' }).format(at);

/** A minute as an address says it, in the site's zone: `2026-11-14T03:12`; with `Z` in UTC where the zone has that time twice. */
export const writeMinute = (at: number, zone: string): string => {
  const said = localMinute(at, zone);
  const isSecond = [1, 2].some((halves) => localMinute(at - (halves * HOUR) / 2, zone) === said);
  return isSecond ? `${new Date(at).toISOString().slice(0, 16)}Z` : said;
};

/** The same as a field for date and time takes it. */
export const localMinute = (at: number, zone: string): string => {
  const parts = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit', ...CLOCK, hourCycle: 'h23' }).formatToParts(
    at,
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
};

/** Minutes since the zone's midnight. */
export const minuteOfDay = (at: number, zone: string): number => {
  const [hour, minute] = localMinute(at, zone).slice(11).split(':');
  return 60 * Number(hour) + Number(minute);
};

/** When the zone's day around an instant begins, and the next one does: 23 or 25 hours later where the clocks change. */
export const dayAround = (at: number, zone: string): { readonly from: number; readonly to: number } => {
  const from = dayStart(at, zone);
  return { from, to: dayStart(from + 30 * HOUR, zone) };
};

/** The clocks may have been changed since midnight: then going back by what they show leads beside it. */
const dayStart = (at: number, zone: string): number => {
  const near = Math.floor(at / MINUTE) * MINUTE - minuteOfDay(at, zone) * MINUTE;
  const beside = minuteOfDay(near, zone) * MINUTE;
  const start = beside < DAY / 2 ? near - beside : near + DAY - beside;
  // Where they go back at one to midnight, the day has two of it.
  return dateName(start - HOUR, zone) === dateName(start, zone) ? start - HOUR : start;
};

/** `Sat 14 Nov, 03:12`. */
export const dayAndTime = (at: number, zone: string): string =>
  `${format(zone, { weekday: 'short' }).format(at)} ${dayOf(at, zone)}, ${clockTime(at, zone)}`;

/** `23 Nov`. */
export const dayOf = (at: number, zone: string): string => format(zone, DATE).format(at);

/** `14:05` on the same day of that zone as `now`, else `22 Nov, 14:05`. */
export const shortly = (at: number, now: number, zone: string): string =>
  dayOf(at, zone) === dayOf(now, zone) ? clockTime(at, zone) : `${dayOf(at, zone)}, ${clockTime(at, zone)}`;

/** `14:05–14:20`, or with days where they differ. */
export const span = (from: number, to: number, zone: string): string =>
  dayOf(from, zone) === dayOf(to, zone)
    ? `${clockTime(from, zone)}–${clockTime(to, zone)}`
    : `${dayOf(from, zone)}, ${clockTime(from, zone)} – ${dayOf(to, zone)}, ${clockTime(to, zone)}`;
