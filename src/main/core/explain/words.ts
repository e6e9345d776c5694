import type { Instant } from '../time/instant.js';

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

/** `03:05` on the day of `now` in that zone, else `03:05 on 22 Nov`. */
export const sayTime = (at: Instant, now: Instant, zone: string): string => {
  const day = format(zone, DATE);
  const clock = format(zone, CLOCK).format(at);
  return day.format(at) === day.format(now) ? clock : `${clock} on ${day.format(at)}`;
};

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** What a sentence may begin with that is written large everywhere. */
const NAMES = /^(Watchroom|Slack|SMS)\b/;

/** A sentence inside another one: without its full stop, and with a small first letter unless it begins with a name. */
export const clause = (sentence: string): string => {
  const bare = sentence.replace(/\.$/, '');
  return NAMES.test(bare) ? bare : bare.charAt(0).toLowerCase() + bare.slice(1);
};
