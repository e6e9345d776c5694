import { hourOfDay, hourOfWeek, isWeekend, type LocalHours } from '../time/zone.js';

/** How hours are alike: by the hour of the week, or by the hour of the day on days of the same kind. */
export type Likeness = 'day' | 'week';

const STEP: Readonly<Record<Likeness, number>> = { day: 24, week: 7 * 24 };

/** What was found for one hour, and how far back. */
interface Found {
  readonly back: number;
  readonly hours: readonly number[];
}

/**
 * The same for every series of a zone, and asked for by each of them as the clock strikes, also for the hours around: kept, that
 * takes a tenth of the time.
 */
const found = new WeakMap<LocalHours, Readonly<Record<Likeness, Map<number, Found>>>>();

/** Hours that are kept: more than are asked for within a day. */
const MOST_KEPT = 1_000;

/** Earlier hours that an hour is like, from the next one before it to those of `back` hours ago or a little more. */
export const likeHours = (hour: number, local: LocalHours, likeness: Likeness, back: number): readonly number[] => {
  const known = keptOf(local)[likeness];
  const one = known.get(hour);
  if (one !== undefined && one.back >= back) return one.hours;
  if (known.size >= MOST_KEPT) known.clear();
  const reach = Math.ceil(back / STEP.week) * STEP.week;
  const hours = hoursBefore(hour, local, likeness, reach);
  known.set(hour, { back: reach, hours });
  return hours;
};

const keptOf = (local: LocalHours): Readonly<Record<Likeness, Map<number, Found>>> => {
  const known = found.get(local);
  if (known !== undefined) return known;
  const none = { day: new Map(), week: new Map() };
  found.set(local, none);
  return none;
};

/** At whole steps before, or an hour beside where the clocks have changed between. */
const hoursBefore = (hour: number, local: LocalHours, likeness: Likeness, back: number): readonly number[] => {
  const isLike = likenessTo(local(hour), likeness);
  const hours: number[] = [];
  for (let step = STEP[likeness]; step <= back + 1; step += STEP[likeness]) {
    for (let other = hour - step - 1; other <= hour - step + 1; other += 1) if (isLike(local(other))) hours.push(other);
  }
  return hours;
};

/** A Sunday says little about a Monday. */
const likenessTo = (wanted: number, likeness: Likeness): ((local: number) => boolean) => {
  if (likeness === 'week') return (local) => hourOfWeek(local) === hourOfWeek(wanted);
  return (local) => hourOfDay(local) === hourOfDay(wanted) && isWeekend(local) === isWeekend(wanted);
};
