import type { BurnWindow, EventStretch, Events, Objective, ObjectiveStanding } from '../model/slo.js';
import { after, type Duration, days, hours, type Instant } from '../time/instant.js';
import { burnPairs, burnRate } from './burn-pairs.js';

/** Events of the stretches that begin in `[from, to)`. */
export const eventsWithin = (stretches: readonly EventStretch[], from: number, to: number): Events => {
  let good = 0;
  let valid = 0;
  for (const stretch of stretches) {
    if (stretch.start < from || stretch.start >= to) continue;
    good += stretch.good;
    valid += stretch.valid;
  }
  return { good, valid };
};

const rateOf = ({ good, valid }: Events, target: number): number | null =>
  valid > 0 && target < 1 ? burnRate((valid - good) / valid, target) : null;

/** How fast the budget is used up over the windows of the SRE workbook. */
export const burnsOf = (target: number, stretches: readonly EventStretch[], now: Instant): readonly BurnWindow[] => {
  const rate = (window: Duration): number | null => rateOf(eventsWithin(stretches, after(now, -window), now), target);
  return (['critical', 'warning'] as const).flatMap((severity) =>
    burnPairs(severity).map(({ factor, long, short }) => ({
      severity,
      factor,
      long,
      short,
      longRate: rate(long),
      shortRate: rate(short),
    })),
  );
};

/** Whether a pair of windows burns: both of them past their factor. */
const isBurning = ({ factor, longRate, shortRate }: BurnWindow): boolean =>
  longRate !== null && shortRate !== null && longRate > factor && shortRate > factor;

/** Fewer events than this have no pace. */
const LEAST_EVENTS = 20;
/** The pace where nothing burns: of this long, or of the first longer one that holds enough. */
const WINDOWS: readonly Duration[] = [hours(6), days(1), days(3)];

type Pace = NonNullable<ObjectiveStanding['pace']>;

/** The pace at which the budget is used up now: that of the first pair of windows that burns, else of the last hours. */
export const paceOf = (
  target: number,
  stretches: readonly EventStretch[],
  burns: readonly BurnWindow[],
  now: Instant,
): Pace | null => {
  const burning = burns.find(isBurning);
  for (const over of burning === undefined ? WINDOWS : [burning.long, ...WINDOWS]) {
    const events = eventsWithin(stretches, after(now, -over), now);
    const rate = rateOf(events, target);
    if (rate !== null && events.valid >= LEAST_EVENTS) return { over, rate };
  }
  return null;
};

const HOUR = hours(1);

/**
 * When the budget is used up if events go on to come, and to be bad, as they did over the pace's window. What happened longest
 * ago leaves the window meanwhile, so that a pace of 1 or less never uses it up by itself. Looked for over one whole window;
 * null where it is not found there, or where the budget is used up already.
 */
export const runsOutAt = (
  { target, over }: Pick<Objective, 'target' | 'over'>,
  stretches: readonly EventStretch[],
  pace: Pace | null,
  now: Instant,
): Instant | null => {
  const window = eventsWithin(stretches, after(now, -over), now);
  const left = (bad: number, valid: number): number => valid * (1 - target) - bad;
  const begin = left(window.valid - window.good, window.valid);
  if (pace === null || pace.rate <= 1 || begin <= 0) return null;
  const comes = eventsWithin(stretches, after(now, -pace.over), now);
  const lost = createLeaver(stretches, after(now, -over));
  let before = begin;
  for (let ahead = HOUR; ahead <= over; ahead = (ahead + HOUR) as Duration) {
    const share = ahead / pace.over;
    const gone = lost(after(now, ahead - over));
    const bad = window.valid - window.good - (gone.valid - gone.good) + share * (comes.valid - comes.good);
    const there = left(bad, window.valid - gone.valid + share * comes.valid);
    if (there <= 0) return after(now, Math.round(ahead - HOUR + (HOUR * before) / (before - there)));
    before = there;
  }
  return null;
};

/** What has left the window by a moment; asked of later and later moments. */
const createLeaver = (stretches: readonly EventStretch[], from: Instant): ((until: Instant) => Events) => {
  let [index, good, valid] = [stretches.findIndex(({ start }) => start >= from), 0, 0];
  return (until) => {
    for (; index >= 0 && index < stretches.length; index += 1) {
      const stretch = stretches[index] as EventStretch;
      if (stretch.start >= until) break;
      good += stretch.good;
      valid += stretch.valid;
    }
    return { good, valid };
  };
};
