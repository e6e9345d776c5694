import type { AuditScores, PageFigures, PerformanceView, VitalCell } from '../../core/model/performance.js';
import type { TargetId } from '../../core/model/target.js';
import { courseOf } from '../../core/performance/course.js';
import { effectsOf, type VitalHours } from '../../core/performance/deploy.js';
import type { Clock } from '../../core/port/clock.js';
import type { History } from '../../core/port/history.js';
import { newestUpTo } from '../../core/sample/window-read.js';
import { after, bucketStart, days, hours, type Instant, instant } from '../../core/time/instant.js';
import { type Measured, readMeasured, spreadsBy } from '../business/reading.js';
import { keptFresh } from '../kept-fresh.js';
import type { SeriesState, World } from '../world.js';
import { readBudgets } from './budgets.js';
import { readDeploys } from './deploys.js';

export interface PerformanceParts {
  readonly world: World;
  readonly clock: Clock;
  readonly history: History;
}

const LONGEST = 31 * 24;
const VITALS = ['lcp_seconds', 'inp_seconds', 'cls', 'fcp_seconds', 'ttfb_seconds'];
/** Rows of one table: nobody reads more, and the rest has few visits. */
const MOST_CELLS = 50;
const MOST_PAGES = 20;
const MOST_EFFECTS = 5;

/** How fast the site is, over the last hours; 31 days at most. Read from history when somebody asks, at most 15 s old. */
export const createPerformance = ({ world, clock, history }: PerformanceParts): ((over: number) => Promise<PerformanceView>) =>
  keptFresh({ world, clock }, (over, now) => read(world, history, over, now));

const read = async (world: World, history: History, over: number, to: Instant): Promise<PerformanceView> => {
  const from = bucketStart(after(to, -hours(Math.min(over, LONGEST))), hours(1));
  // A deploy is held against the day before it.
  const since = after(from, -days(1));
  const known = await readMeasured(history, VITALS, since, to);
  const measured = known.map((one) => ({ ...one, hours: one.hours.filter(({ start }) => start >= from) }));
  const deploys = await readDeploys(history, since, to);
  const shown = deploys.filter(({ at }) => at >= from);
  return {
    ...{ from, to, deploys: shown },
    vitals: hoursBy(measured).map(({ metric, hours }) => courseOf(metric, hours, from, to)),
    effects: effectsOf(deploys, hoursBy(known), { from: since, to }, Math.min(MOST_EFFECTS, shown.length)),
    pages: cellsBy(measured, 'page'),
    devices: cellsBy(measured, 'device'),
    countries: cellsBy(measured, 'country'),
    budgets: await readBudgets(world, history, to),
    audits: await readAudits(history, to),
    slowest: await readSlowest(world, history, from, to),
  };
};

const hoursBy = (measured: readonly Measured[]): VitalHours =>
  VITALS.map((metric) => ({ metric, hours: measured.filter((one) => one.metric === metric).flatMap((one) => one.hours) }));

const cellsBy = (measured: readonly Measured[], label: string): readonly VitalCell[] =>
  [...spreadsBy(measured, label)]
    .map(([name, vitals]) => ({ name, vitals, n: Math.max(0, ...vitals.map(({ n }) => n)) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_CELLS);

/** Audits are few: the last of a month still says how the page stands. */
const AUDITS_BACK = days(31);

const readAudits = async (history: History, to: Instant): Promise<readonly AuditScores[]> => {
  const pages = new Map<string, AuditScores['categories'][number][]>();
  for (const { id, series } of await history.list({ name: 'lighthouse_score' })) {
    const [range] = await history.range({ series: [id], from: after(to, -AUDITS_BACK), to: after(to, 1), maxPoints: 600 });
    const last = range?.points.at(-1);
    if (last === undefined) continue;
    const { page = '', category = '' } = series.labels;
    pages.set(page, [...(pages.get(page) ?? []), { category, score: last[2], at: instant(last[0]), series: id }]);
  }
  return [...pages].map(([page, categories]) => ({ page, categories })).sort((a, b) => a.page.localeCompare(b.page));
};

/** Of a thousand pages those that were slow the last time are looked at: reckoning all would keep everybody waiting. */
const MOST_LOOKED_AT = 60;

const readSlowest = async (world: World, history: History, from: Instant, to: Instant): Promise<readonly PageFigures[]> => {
  const figures: PageFigures[] = [];
  for (const { id, series } of lastSlowest(world, to)) {
    const state = world.targets.get(series.labels.target as TargetId);
    if (state === undefined) continue;
    const { id: target, name } = state.target;
    const [p50, p75, p95] = await Promise.all([0.5, 0.75, 0.95].map((q) => history.quantile(id, from, to, q)));
    if (p50 == null || p75 == null || p95 == null) continue;
    figures.push({ target, name, p50Seconds: p50.value, p75Seconds: p75.value, p95Seconds: p95.value, n: p50.n });
  }
  return figures.sort((a, b) => b.p75Seconds - a.p75Seconds).slice(0, MOST_PAGES);
};

const lastSlowest = ({ series }: World, to: Instant): readonly SeriesState[] => {
  const newest = ({ samples }: SeriesState): number => newestUpTo(samples, to)?.value ?? 0;
  return [...series.values()]
    .filter((state) => state.series.name === 'http_response_seconds')
    .sort((a, b) => newest(b) - newest(a))
    .slice(0, MOST_LOOKED_AT);
};
