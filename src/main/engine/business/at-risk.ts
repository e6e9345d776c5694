import { afterReadingUp } from '../../core/business/caught-up.js';
import { addedUp, bearing, valuesOf } from '../../core/business/counted.js';
import { type FormCourse, type RiskContext, revenueAtRisk } from '../../core/business/risk.js';
import type { Episode } from '../../core/model/alert.js';
import type { CountedSeries } from '../../core/model/business.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { RevenueAtRisk } from '../../core/model/revenue.js';
import type { Clock } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { type Gap, gapsWithin } from '../../core/slo/gaps.js';
import { after, bucketStart, days, hours, type Instant, instant } from '../../core/time/instant.js';
import { ruleOf } from '../rule/gone-rule.js';
import type { World } from '../world.js';
import { readCounter, risenSince } from './reading.js';

export interface RiskParts {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly history: History;
}

/** Eight weeks, and one more for a long alert. */
const BACK = days(63);

/** What an alert of category business has cost since it began, or until it ended; null of any other alert. */
export const createAtRisk =
  ({ world, clock, journal, history }: RiskParts): ((episode: Episode) => Promise<RevenueAtRisk | null>) =>
  async (episode) => {
    const { config } = world;
    if (episode.test || ruleOf(world, episode).category !== 'business') return null;
    const from = episode.startedAt;
    const to = instant(Math.max(from, episode.resolution?.at ?? clock.now()));
    const start = bucketStart(after(from, -BACK), hours(1));
    const segments = withOpen(world, await journal.segments(start, to));
    const submissions = await readCounter(history, 'form_submissions_total', start, from);
    const failures = await readCounter(history, 'form_failures_total', start, from);
    const forms = formsOf(episode, submissions, config.business.values);
    const courses: FormCourse[] = [];
    for (const form of forms) {
      const actual = Math.max(0, await completedSince(history, form, from, to));
      const hoursOf = addedUp([
        { series: bearing(submissions, { form }), per: 1 },
        { series: bearing(failures, { form }), per: -1 },
      ]);
      courses.push({ form, value: config.business.values[form] ?? 0, hours: hoursOf, actual });
    }
    const context: RiskContext = {
      alert: episode.id,
      ...{ from, to, zone: config.site.timeZone, currency: config.site.currency },
      knownFrom: knownFrom(submissions),
      gaps: unseenOf(submissions, gapsWithin(segments, ['ingest', 'mongodb'], start, to), clock.now()),
      hasValues:
        episode.labels.form === undefined
          ? Object.keys(config.business.values).length > 0
          : isWorth(episode, config.business.values),
    };
    return revenueAtRisk(courses, context);
  };

const isWorth = ({ labels }: Episode, values: Readonly<Record<string, number>>): boolean =>
  labels.form !== undefined && values[labels.form] !== undefined;

/** The alert's own form, else each that is worth something. */
const formsOf = (
  { labels }: Episode,
  submissions: readonly CountedSeries[],
  values: Readonly<Record<string, number>>,
): readonly string[] =>
  valuesOf(submissions, 'form').filter(
    (form) => values[form] !== undefined && (labels.form === undefined || labels.form === form),
  );

const completedSince = async (history: History, form: string, from: Instant, to: Instant): Promise<number> => {
  const matchers = [{ label: 'form', operator: '=', value: form }] as const;
  const sent = await risenSince(history, 'form_submissions_total', matchers, from, to);
  return sent - (await risenSince(history, 'form_failures_total', matchers, from, to));
};

/** The open segment in memory knows more than the one that was stored last. */
export const withOpen = (
  { observation: { open } }: World,
  stored: readonly ObservationSegment[],
): readonly ObservationSegment[] => [...stored.filter(({ scope, from }) => scope !== open.scope || from !== open.from), open];

/** The gaps in which what the series tell was lost; documents of the site's own database are read up. */
export const unseenOf = (series: readonly CountedSeries[], gaps: readonly Gap[], now: Instant): readonly Gap[] =>
  series.length > 0 && series.every(({ labels }) => labels.source === 'mongodb') ? afterReadingUp(gaps, now) : gaps;

/** The first hour in which any of the series was read. */
export const knownFrom = (series: readonly CountedSeries[]): Instant | null => {
  const first = Math.min(...series.flatMap(({ rises }) => [...rises.keys()]));
  return Number.isFinite(first) ? instant(first) : null;
};
