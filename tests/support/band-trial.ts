import { expectation } from '../../src/main/core/baseline/expectation.js';
import { bornBaseline, freeze, learn, thaw } from '../../src/main/core/baseline/state.js';
import type { Band, BaselineState } from '../../src/main/core/model/baseline.js';
import { days, hours, type Instant, instant, minutes } from '../../src/main/core/time/instant.js';
import { hourOfWeek, localHours } from '../../src/main/core/time/zone.js';
import { type NoisySeries, noisySeries } from './noise.js';

/** Judging begins here: four weeks before the clocks of London go forward would be too early, eleven days are inside. */
const BEGIN = instant(Date.parse('2026-03-18T00:00:00Z'));
const ZONE = 'Europe/London';

const OF = 5;
const AT_LEAST = 3;
/** Good for five minutes and three readings ends an alert. */
const GOOD = 5;

const minuteOfWeek = (at: Instant): number =>
  hourOfWeek(localHours(ZONE)(Math.floor(at / hours(1)))) * 60 + Math.floor((at % hours(1)) / minutes(1));

/** `outsideBand` 3 of 5, each point judged by the band at its own time. */
const createJudge = (width: number | undefined): ((value: number, band: Band | null) => boolean) => {
  const outside: boolean[] = [];
  return (value, band) => {
    outside.push(band !== null && isOutside(value, band, width));
    if (outside.length > OF) outside.shift();
    return outside.filter(Boolean).length >= AT_LEAST;
  };
};

const isOutside = (value: number, band: Band, width: number | undefined): boolean => {
  if (width === undefined) return value < band.low || value > band.high;
  return Math.abs(value - band.expected) > width * band.deviation;
};

export interface Watched {
  state: BaselineState;
  readonly series: NoisySeries;
  now: Instant;
}

/** A series that was learnt for so many days up to where judging begins. */
export const learntSeries = (seed: number, before: number): Watched => {
  const series = noisySeries(seed);
  let state = bornBaseline('http_response_seconds', 'weekly');
  const begin = instant(BEGIN - days(before));
  for (let at = begin; at < BEGIN; at = instant(at + minutes(1))) state = learn(state, at, series.next(minuteOfWeek(at))).state;
  return { state, series, now: BEGIN };
};

/** Alerts over so many days in which nothing was wrong; the baseline goes on learning, and is frozen while one fires. */
export const falseAlerts = (learnt: Watched, length: number, width?: number): number => {
  const watched = { ...learnt };
  const judge = createJudge(width);
  let alerts = 0;
  let good: number | null = null;
  for (let at = watched.now; at < BEGIN + days(length); at = instant(at + minutes(1))) {
    const value = watched.series.next(minuteOfWeek(at));
    const isBreach = judge(value, expectation(watched.state, at, 'seasonal', ZONE).band);
    watched.state = learn(watched.state, at, value).state;
    if (isBreach && good === null) {
      alerts += 1;
      watched.state = freeze(watched.state, at);
    }
    if (isBreach) good = 0;
    else if (good !== null) good += 1;
    if (good === GOOD) {
      good = null;
      watched.state = thaw(watched.state, at);
    }
  }
  return alerts;
};

/** What is added to the usual noise, in deviations, `minute` minutes after a fault began. */
export const FAULTS = {
  step: () => 4,
  drift: (minute: number) => Math.min(4, (4 * (minute + 1)) / 30),
  'spike train': (minute: number) => (minute % 3 === 2 ? 0 : 4),
  'level shift down': () => -4,
} satisfies Record<string, (minute: number) => number>;

/** A drift is at its full four deviations after so many minutes; its ten points count from there. */
const RAMP = { step: 0, drift: 29, 'spike train': 0, 'level shift down': 0 } satisfies Record<keyof typeof FAULTS, number>;

/** Whether a fault that begins at a minute after the learnt weeks is found within ten points. */
export const isFound = ({ state, series }: Watched, fault: keyof typeof FAULTS, begin: Instant, width?: number): boolean => {
  const judge = createJudge(width);
  const most = RAMP[fault] + 10;
  for (let minute = -5; minute < most; minute += 1) {
    const at = instant(begin + minutes(minute));
    const added = minute < 0 ? 0 : FAULTS[fault](minute) * series.deviation;
    const { band } = expectation(state, at, 'seasonal', ZONE);
    if (judge(series.next(minuteOfWeek(at)) + added, band) && minute >= 0) return true;
  }
  return false;
};
