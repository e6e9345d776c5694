import { LEAST_OF_A_SPREAD, mergedSketch, spreadOf } from '../business/spread.js';
import type { Spread } from '../model/figure.js';
import type { Deploy, DeployEffect, VitalChange } from '../model/performance.js';
import type { RolledUp } from '../sample/rolled-up.js';
import { bucketStart, hours, type Instant, instant } from '../time/instant.js';

/** Longer, and other things have changed as well. The hour of the deploy itself makes it a day. */
const MOST_HOURS = 23;
const HOUR = hours(1);
const DAY = hours(24);

/** What is known of each Web Vital, hour by hour. */
export type VitalHours = readonly { readonly metric: string; readonly hours: readonly RolledUp[] }[];

export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * What visitors had after each of the last deploys, newest first, against the same hours of the day before: traffic and speed follow the
 * time of day. Where that day is not known, or another deploy lies between, as many hours right before it are taken instead. The hour of
 * the deploy itself is left out; of several in one hour the last stands for all. `known`: where visits and deploys are known.
 */
export const effectsOf = (
  deploys: readonly Deploy[],
  vitals: VitalHours,
  known: Stretch,
  most = 5,
): readonly DeployEffect[] => {
  const each = deploys.filter(({ at }, index) => {
    const next = deploys[index + 1];
    return next === undefined || hourOf(next.at) !== hourOf(at);
  });
  return each
    .map((deploy, index) => {
      const [last, next] = [each[index - 1], each[index + 1]];
      const from = last === undefined ? known.from : instant(hourOf(last.at) + HOUR);
      return effectOf(deploy, vitals, { from, to: hourOf(next?.at ?? known.to) });
    })
    .reverse()
    .slice(0, most);
};

const hourOf = (at: Instant): Instant => bucketStart(at, HOUR);

/** `alone`: where no other deploy has a part. */
const effectOf = (deploy: Deploy, vitals: VitalHours, alone: Stretch): DeployEffect => {
  const hour = hourOf(deploy.at);
  const begins = instant(hour + HOUR);
  const since = Math.max(0, Math.min(MOST_HOURS, Math.floor((alone.to - begins) / HOUR)));
  const against = begins - DAY >= alone.from ? 'day-before' : 'hours-before';
  const compared = against === 'day-before' ? since : Math.max(0, Math.min(since, Math.floor((hour - alone.from) / HOUR)));
  const later = stretch(begins, compared);
  const earlier = against === 'day-before' ? stretch(begins - DAY, compared) : stretch(hour - compared * HOUR, compared);
  return { ...deploy, hours: compared, against, vitals: vitals.map((vital) => changeOf(vital, earlier, later)) };
};

const stretch = (from: number, length: number): Stretch => ({ from: instant(from), to: instant(from + length * HOUR) });

const changeOf = ({ metric, hours: all }: VitalHours[number], earlier: Stretch, later: Stretch): VitalChange => {
  const of = ({ from, to }: Stretch): Spread | null =>
    spreadOf(metric, mergedSketch(all.filter(({ start }) => start >= from && start < to)));
  const [before, after] = [of(earlier), of(later)];
  return { metric, before, after, verdict: verdictOf(before, after) };
};

/**
 * A difference is told where the two 95 % intervals lie apart. That asks for more than a test at 5 % would (Schenker and Gentleman 2001),
 * which is wanted here: five vitals of several deploys are looked at together.
 */
const verdictOf = (before: Spread | null, after: Spread | null): VitalChange['verdict'] => {
  if (before === null || after === null || Math.min(before.n, after.n) < LEAST_OF_A_SPREAD) return 'too-few';
  if (after.between[0] > before.between[1]) return 'slower';
  return after.between[1] < before.between[0] ? 'faster' : 'no-difference';
};
