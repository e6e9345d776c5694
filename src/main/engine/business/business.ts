import { breakdownOf, type Converted, completedOf, conversionOf } from '../../core/business/breakdown.js';
import { addedUp, bearing, risen, valuesOf } from '../../core/business/counted.js';
import { engagementOf, qualityOf } from '../../core/business/engagement.js';
import { experimentsOf } from '../../core/business/experiment.js';
import { funnelOf } from '../../core/business/funnel.js';
import { healthOf } from '../../core/business/health.js';
import { industryOf } from '../../core/business/industry.js';
import { dayStart, lastPeriods } from '../../core/business/periods.js';
import { type Ledger, revenuePeriod, WEEKS_BACK } from '../../core/business/revenue.js';
import { shareOf } from '../../core/business/share.js';
import type { IndustryFigures } from '../../core/model/benchmark.js';
import type { BusinessView, CountedSeries, FormFigures, Sessions } from '../../core/model/business.js';
import type { Revenue } from '../../core/model/revenue.js';
import type { ObjectiveStanding } from '../../core/model/slo.js';
import { gapsWithin } from '../../core/slo/gaps.js';
import { after, bucketStart, days, hours, type Instant, instant } from '../../core/time/instant.js';
import { keptFresh } from '../kept-fresh.js';
import { openEpisodes } from '../open.js';
import { createAtRisk, knownFrom, type RiskParts, unseenOf, withOpen } from './at-risk.js';
import { readCompetition } from './competition.js';
import { readCounter, readMean, readMeasured, spreadsBy, spreadsOf } from './reading.js';

export interface BusinessParts extends RiskParts {
  readonly objectives: () => Promise<readonly ObjectiveStanding[]>;
  readonly industry: IndustryFigures | null;
}

export interface Business {
  /** What the site earns and for whom it works well, over the last hours; 31 days at most. At most 15 s old. */
  business(over: number): Promise<BusinessView>;
  readonly atRisk: ReturnType<typeof createAtRisk>;
}

const LONGEST = 31 * 24;
const USUAL = days(56);
const VITALS = ['lcp_seconds', 'inp_seconds', 'cls', 'fcp_seconds', 'ttfb_seconds'];
/** What is shown of revenue: two weeks of days, eight of weeks, six months. */
const [DAYS, WEEKS, MONTHS] = [14, 8, 6];

/** Reads the business of a site from history when somebody asks; nothing of it is done for a push. */
export const createBusiness = (parts: BusinessParts): Business => {
  const atRisk = createAtRisk(parts);
  return { atRisk, business: keptFresh(parts, (over, now) => read(parts, atRisk, over, now)) };
};

const read = async (parts: BusinessParts, atRisk: Business['atRisk'], over: number, to: Instant): Promise<BusinessView> => {
  const { world, history } = parts;
  const { site, business } = world.config;
  const from = bucketStart(after(to, -hours(Math.min(over, LONGEST))), hours(1));
  const before = bucketStart(after(from, -USUAL), hours(1));
  const count = (name: string, start = from) => readCounter(history, name, start, to);
  const steps = await count('funnel_step_total', before);
  const submissions = await count('form_submissions_total', before);
  const failures = await count('form_failures_total', before);
  const converted: Converted = { visits: bearing(steps, { step: 'visit' }), submissions, failures };
  const conversion = conversionOf(converted, from, to);
  const measured = await readMeasured(history, VITALS, from, to);
  const vitals = spreadsOf(measured);
  const sessions = await readSessions(parts, before, from, to);
  const [lighthouse, objectives] = [await readLighthouse(parts, from, to), await parts.objectives()];
  const risks = await Promise.all(openEpisodes(world).map((episode) => atRisk(episode)));
  return {
    ...{ from, to, timeZone: site.timeZone, currency: site.currency, opportunity: business.opportunity },
    funnel: funnelOf(steps, from, to),
    conversion,
    forms: formsOf(submissions, failures, business.values, from, to),
    sessions,
    quality: qualityOf(sessions),
    engagement: engagementOf(sessions, conversion, conversionOf(converted, before, from)),
    health: healthOf({ vitals, lighthouse, objectives }),
    revenue: await readRevenue(parts, to),
    atRisk: risks.filter((risk) => risk !== null),
    regions: breakdownOf('country', converted, spreadsBy(measured, 'country'), from, to),
    devices: breakdownOf('device', converted, spreadsBy(measured, 'device'), from, to),
    experiments: experimentsOf(converted, spreadsBy(measured, 'variant'), business.experiments, from, to),
    industry: { source: parts.industry, rows: industryOf(vitals, parts.industry) },
    competition: await readCompetition(world, history, from, to),
  };
};

const formsOf = (
  submissions: readonly CountedSeries[],
  failures: readonly CountedSeries[],
  values: Readonly<Record<string, number>>,
  from: Instant,
  to: Instant,
): readonly FormFigures[] =>
  valuesOf(submissions, 'form').map((form) => {
    const sent = bearing(submissions, { form });
    const failed = bearing(failures, { form });
    return {
      form,
      failures: shareOf(risen(failed, from, to), risen(sent, from, to), true),
      completed: completedOf({ submissions: sent, failures: failed }, from, to),
      value: values[form] ?? null,
    };
  });

/** Readings that a mean over weeks needs: two hours of them. */
const LEAST_READINGS = 24;

const readSessions = async ({ history }: BusinessParts, before: Instant, from: Instant, to: Instant): Promise<Sessions> => {
  const total = await readCounter(history, 'sessions_total', from, to);
  const bounced = await readCounter(history, 'sessions_bounced_total', from, to);
  const bounce = shareOf(risen(bounced, from, to), risen(total, from, to), total.length > 0);
  const now = await readMean(history, 'session_duration_seconds', [], from, to);
  const usual = await readMean(history, 'session_duration_seconds', [], before, from);
  return {
    state: bounce.state,
    bounce,
    meanSeconds: now?.mean ?? null,
    usualSeconds: usual === null || usual.n < LEAST_READINGS ? null : usual.mean,
    readings: now?.n ?? 0,
  };
};

const PERFORMANCE = [{ label: 'category', operator: '=', value: 'performance' }] as const;

/** Audits are few: a day of them at least. */
const readLighthouse = async ({ history }: BusinessParts, from: Instant, to: Instant) => {
  const found = await readMean(history, 'lighthouse_score', PERFORMANCE, instant(Math.min(from, after(to, -days(1)))), to);
  return found === null ? null : { score: found.mean, audits: found.n };
};

const readRevenue = async (parts: BusinessParts, now: Instant): Promise<Revenue> => {
  const { world, journal } = parts;
  const { currency, timeZone: zone } = world.config.site;
  const periods = (['month', 'week', 'day'] as const).map((kind) => lastPeriods(kind, LENGTHS[kind], now, zone));
  const oldest = Math.min(...periods.map(([first]) => first?.first ?? 0));
  const from = bucketStart(dayStart(oldest - 7 * WEEKS_BACK, zone), hours(1));
  const { basis, withoutValue, amounts, start, series } = await amountsOf(parts, from, now);
  const about = { currency, basis, withoutValue };
  if (start === null || basis === null)
    return { ...about, state: start === null ? 'no-source' : 'no-values', days: [], weeks: [], months: [] };
  const segments = withOpen(world, await journal.segments(from, now));
  const gaps = unseenOf(series, gapsWithin(segments, ['ingest', 'mongodb'], from, now), now);
  const ledger: Ledger = { amounts, knownFrom: start, gaps, zone, now };
  const [months = [], weeks = [], ofDays = []] = periods.map((each) => each.map((period) => revenuePeriod(period, ledger)));
  return { ...about, state: 'known', days: ofDays, weeks, months };
};

const LENGTHS = { day: DAYS, week: WEEKS, month: MONTHS } as const;

/** Amounts that the site told, else completed forms × their values. */
const amountsOf = async (
  { world, history }: Pick<BusinessParts, 'world' | 'history'>,
  from: Instant,
  to: Instant,
): Promise<{
  readonly basis: Revenue['basis'];
  readonly withoutValue: readonly string[];
  readonly amounts: ReadonlyMap<number, number>;
  readonly start: Instant | null;
  readonly series: readonly CountedSeries[];
}> => {
  const told = await readCounter(history, 'revenue_total', from, to);
  if (told.length > 0)
    return {
      ...{ basis: 'recorded', withoutValue: [], amounts: addedUp([{ series: told, per: 1 }]) },
      ...{ start: knownFrom(told), series: told },
    };
  const submissions = await readCounter(history, 'form_submissions_total', from, to);
  const failures = await readCounter(history, 'form_failures_total', from, to);
  const { values } = world.config.business;
  const forms = valuesOf(submissions, 'form');
  const worth = forms.filter((form) => values[form] !== undefined);
  const weighted = worth.flatMap((form) => [
    { series: bearing(submissions, { form }), per: values[form] ?? 0 },
    { series: bearing(failures, { form }), per: -(values[form] ?? 0) },
  ]);
  return {
    basis: worth.length === 0 ? null : 'estimated',
    withoutValue: forms.filter((form) => values[form] === undefined),
    amounts: addedUp(weighted),
    start: knownFrom(submissions),
    series: submissions,
  };
};
