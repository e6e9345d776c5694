import { z } from 'zod';
import type { SeriesId } from '../../core/model/sample.js';
import type { TargetRow } from '../../core/model/target-view.js';
import type { AuditReports } from '../../core/port/audits.js';
import type { Desk } from '../../core/port/desk.js';
import type { History } from '../../core/port/history.js';
import type { Instant } from '../../core/time/instant.js';
import { baselineBody, toBaselineBodies } from './baseline.js';
import { benchmarkBody, toBenchmark } from './benchmark.js';
import { budgetsBody, toBudgetBodies } from './budget.js';
import { scoreBody, toScore } from './figure.js';
import { lighthouseBody, toLighthouseBody } from './lighthouse.js';
import { countBody, instantBody, iso, isoOrNull } from './primitive.js';
import { sourceBody, toSourceBodies } from './source.js';
import { readWebVitals, webVitalsBody } from './web-vitals.js';

const pageBody = z.object({
  target: z.string(),
  name: z.string(),
  url: z.string().nullable(),
  lastAt: instantBody.nullable(),
  lastSeconds: z.number().nullable(),
  readings: countBody,
  p50Seconds: z.number().nullable(),
  p75Seconds: z.number().nullable(),
  p95Seconds: z.number().nullable(),
});

export const performanceBody = z
  .object({
    generatedAt: instantBody,
    from: instantBody,
    webVitals: webVitalsBody,
    pages: z.array(pageBody).describe('Response times as this desk measured them, slowest first; at most 200 pages.'),
    lighthouse: lighthouseBody,
    budgets: budgetsBody,
    baselines: z
      .array(baselineBody)
      .nullable()
      .describe('What is usual, by series; at most 500, those that are not ready first. Null where no rule asks for one.'),
    health: scoreBody.describe('The composite performance health score, and what moves it.'),
    benchmarks: benchmarkBody,
    sources: z.array(sourceBody),
  })
  .describe('How fast the site is.');

export type PerformanceBody = z.infer<typeof performanceBody>;

const MOST_PAGES = 200;

export const readPerformanceBody = async (
  desk: Desk,
  { history, audits }: { readonly history: History; readonly audits: AuditReports },
  from: Instant,
  now: Instant,
  timeframe: number,
): Promise<z.infer<typeof performanceBody>> => {
  const { view } = desk.view();
  const webVitals = await readWebVitals(history, from, now);
  const lighthouse = toLighthouseBody(await audits.list());
  const budgets = toBudgetBodies((await desk.performance(timeframe)).budgets);
  const business = await desk.business(timeframe);
  const baselines = toBaselineBodies(await desk.baselines({}));
  const listed = await history.list({ name: 'http_response_seconds' });
  const ids = new Map(listed.map(({ id, series }) => [series.labels.target ?? '', id]));
  const slowest = Object.values(view.targets)
    .filter(({ source }) => source === 'http')
    .sort((a, b) => (b.responseSeconds ?? -1) - (a.responseSeconds ?? -1))
    .slice(0, MOST_PAGES);
  const pages: z.infer<typeof pageBody>[] = [];
  for (const row of slowest) pages.push(await readPage(history, row, ids.get(row.id), from, now));
  return {
    generatedAt: iso(now),
    from: iso(from),
    webVitals,
    pages,
    lighthouse,
    budgets,
    baselines,
    health: toScore(business.health),
    benchmarks: toBenchmark(business),
    sources: toSourceBodies(view, namesOf({ lighthouse, baselines, webVitals, budgets }), 'baselines'),
  };
};

/** The fields that are there. */
const namesOf = (fields: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(fields).filter((name) => fields[name] !== null);

const readPage = async (
  history: History,
  row: TargetRow,
  id: SeriesId | undefined,
  from: Instant,
  now: Instant,
): Promise<z.infer<typeof pageBody>> => {
  const at = async (q: number) => (id === undefined ? null : history.quantile(id, from, now, q));
  const [p50, p75, p95] = await Promise.all([at(0.5), at(0.75), at(0.95)]);
  return {
    target: row.id,
    name: row.name,
    url: row.url,
    lastAt: isoOrNull(row.lastAt),
    lastSeconds: row.responseSeconds,
    readings: p50?.n ?? 0,
    p50Seconds: p50?.value ?? null,
    p75Seconds: p75?.value ?? null,
    p95Seconds: p95?.value ?? null,
  };
};
