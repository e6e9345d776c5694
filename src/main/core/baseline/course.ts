import type { Band, BaselineHour, BaselineKind, BaselineState, MovingAverage } from '../model/baseline.js';
import type { BandPoint } from '../model/baseline-row.js';
import { type Duration, days, duration, hours, type Instant, minutes } from '../time/instant.js';
import { localHours } from '../time/zone.js';
import { bandOfAverage, withAverage } from './ema.js';
import { expectation } from './expectation.js';
import { hourOf } from './hours.js';
import { seasonalBand } from './seasonal.js';
import { READY_SAMPLES, READY_SPAN } from './state.js';

/** So far before a stretch of time the moving average is taken up: of what is older less than a millionth is left in it. */
export const COURSE_RUN_UP: Duration = days(14);

const [MOST_POINTS, SHORTEST_STEP] = [240, minutes(5)];

export interface CourseQuestion {
  readonly state: BaselineState;
  readonly kind: BaselineKind;
  readonly zone: string;
  /** What the baseline learnt, from the run-up before `from` on, oldest first. */
  readonly learnt: readonly BaselineHour[];
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The band that was usual over `[from, to]`. That of the moving average is reckoned again from what was kept of each hour; that
 * of a season comes from the hours that are remembered, each judged by those before it. Where neither was ready there is no point.
 */
export const bandCourse = ({ state, kind, zone, learnt, from, to }: CourseQuestion): readonly BandPoint[] => {
  const step = duration(Math.max(SHORTEST_STEP, (to - from) / MOST_POINTS));
  const averageAt = createAverages(learnt, state.reset?.at ?? null);
  const points: BandPoint[] = [];
  for (let at = from; at <= to; at = (at + step) as Instant) {
    const average = averageAt(at);
    const band = isNewest(state, at)
      ? expectation(state, at, kind, zone).band
      : (seasonAt(state, kind, zone, at) ?? (kind === 'seasonal' ? null : average));
    if (band !== null) points.push({ at, expected: band.expected, low: band.low, high: band.high });
  }
  return points;
};

/** What is known now holds from the hour on in which it was learnt. */
const isNewest = ({ learnedTo }: BaselineState, at: Instant): boolean => learnedTo !== null && hourOf(at) >= hourOf(learnedTo);

const seasonAt = ({ season }: BaselineState, kind: BaselineKind, zone: string, at: Instant): Band | null =>
  season === null || kind === 'ema' ? null : seasonalBand(season, at, localHours(zone));

/** The moving average's band at later and later moments, by the hours that were over; a reset begins it anew. */
const createAverages = (learnt: readonly BaselineHour[], resetAt: Instant | null): ((at: Instant) => Band | null) => {
  let next = 0;
  let run = NOTHING;
  return (at) => {
    for (; next < learnt.length; next += 1) {
      const hour = learnt[next] as BaselineHour;
      if (hour.at + hours(1) > at) break;
      run = { average: withAverage(run.average, closedAs(hour)), samples: run.samples + hour.n, since: run.since ?? hour.at };
    }
    if (resetAt !== null && at >= resetAt && run.since !== null && run.since + hours(1) <= resetAt) {
      run = NOTHING;
    }
    const isReady = run.samples >= READY_SAMPLES && run.since !== null && at - run.since >= READY_SPAN;
    return isReady && run.average !== null ? bandOfAverage(run.average) : null;
  };
};

interface Run {
  readonly average: MovingAverage | null;
  readonly samples: number;
  readonly since: Instant | null;
}

const NOTHING: Run = { average: null, samples: 0, since: null };

const closedAs = ({ at, n, mean, deviation }: BaselineHour) => ({
  hour: hourOf(at),
  n,
  mean,
  deviation,
  centre: mean,
  slope: Number.NaN,
  noise: Number.NaN,
});
