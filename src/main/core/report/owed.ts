import type { Episode } from '../model/alert.js';
import type { CountedDay, Owed } from '../model/owed.js';
import { type Instant, instant } from '../time/instant.js';

const DAY = 86_400_000;

/** Nothing has happened since. */
export const owedSince = (since: Instant): Owed => ({ since, days: [] });

/** What is owed once an episode is no longer as it was `before` (undefined: it has just fired). */
export const owedAfter = (owed: Owed, before: Episode | undefined, episode: Episode): Owed => {
  if (episode.test) return owed;
  const fired = before === undefined ? withFired(owed, episode, 1) : owed;
  const [was, is] = [before?.resolution ?? null, episode.resolution];
  if ((was === null) === (is === null)) return fired;
  return is === null ? withEnded(fired, was?.at ?? owed.since, -1) : withEnded(fired, is.at, 1);
};

/** What happened to these after `since`, in whatever order they come. */
export const owedOf = (episodes: Iterable<Episode>, since: Instant): Owed => {
  let owed = owedSince(since);
  for (const episode of episodes) owed = withPast(owed, episode);
  return owed;
};

/** The same with what happened to one more. */
export const withPast = (owed: Owed, episode: Episode): Owed => {
  if (episode.test) return owed;
  const fired = episode.firedAt > owed.since ? withFired(owed, episode, 1) : owed;
  const { resolution } = episode;
  return resolution !== null && resolution.at > owed.since ? withEnded(fired, resolution.at, 1) : fired;
};

/** Of a longer time only what happened after the first midnight (UTC) from `from` on. */
export const owedFrom = (owed: Owed, from: Instant): Owed => {
  if (owed.since >= from) return owed;
  const first = Math.ceil(from / DAY);
  // What happened at that very midnight is of the day that begins with it.
  return { since: instant(first * DAY - 1), days: owed.days.filter(({ day }) => day >= first) };
};

/** Both, since the earlier of them. */
export const together = (a: Owed, b: Owed): Owed => ({
  since: instant(Math.min(a.since, b.since)),
  days: b.days.reduce((days, one) => withDay(days, one.day, (known) => sumOf(known, one)), a.days),
});

/** In all. */
export const totalOf = ({ days }: Owed): Pick<CountedDay, 'fired' | 'ended'> => days.reduce(sumOf, NOTHING);

const NOTHING: CountedDay = { day: 0, fired: { critical: 0, warning: 0, info: 0 }, ended: 0 };

const sumOf = ({ day, fired, ended }: CountedDay, other: CountedDay): CountedDay => ({
  day,
  fired: {
    critical: fired.critical + other.fired.critical,
    warning: fired.warning + other.fired.warning,
    info: fired.info + other.fired.info,
  },
  ended: ended + other.ended,
});

const withFired = (owed: Owed, { firedAt, severity }: Episode, by: number): Owed =>
  counted(owed, firedAt, (day) => ({ ...day, fired: { ...day.fired, [severity]: day.fired[severity] + by } }));

const withEnded = (owed: Owed, at: Instant, by: number): Owed =>
  // What an earlier summary told as ended, and was reopened since, is not taken from this one.
  by < 0 && at <= owed.since ? owed : counted(owed, at, (day) => ({ ...day, ended: Math.max(0, day.ended + by) }));

const counted = ({ since, days }: Owed, at: Instant, change: (day: CountedDay) => CountedDay): Owed => ({
  since,
  days: withDay(days, Math.floor(at / DAY), change),
});

const withDay = (days: readonly CountedDay[], day: number, change: (day: CountedDay) => CountedDay): readonly CountedDay[] => {
  const known = days.find((one) => one.day === day);
  const others = days.filter((one) => one !== known);
  return [...others, change(known ?? { ...NOTHING, day })].sort((a, b) => a.day - b.day);
};
