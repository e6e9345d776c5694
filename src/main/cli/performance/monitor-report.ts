import { join } from 'node:path';
import { toLighthouseBody } from '../../api/body/lighthouse.js';
import { readWebVitals } from '../../api/body/web-vitals.js';
import { NO_LIMITS } from '../../config/site-limits/site-limits.js';
import type { History } from '../../core/port/history.js';
import { after, hours, type Instant } from '../../core/time/instant.js';
import { systemClock } from '../../platform/clock.js';
import { createReports } from '../../source/lighthouse/reports.js';
import type { Report } from '../monitoring-report.js';
import { openStoredHistory } from '../open-store.js';
import { judgeBudgets, toBudgetBody } from './budget-report.js';
import { budgetSentence, isWithinBudget } from './budget-text.js';
import { readLatest } from './latest.js';
import { type Answered, auditsText, responsesText, type Vitals, vitalsText } from './monitor-text.js';
import type { Given } from './options.js';
import { readSettings } from './settings.js';

/** What was measured of the site's speed, as far as it is kept. */
export const monitorReport = async ({ config: file, dataFolder, hours: count }: Given): Promise<Report> => {
  const now = systemClock().now();
  const from = after(now, -hours(count));
  const { config } = await readSettings(file, dataFolder);
  const kept = await fromStore(dataFolder, from, now);
  const audits = toLighthouseBody(await createReports(join(dataFolder, 'lighthouse')).list()) ?? [];
  const budgets = judgeBudgets(config.rules, await readLatest(dataFolder, 'page_', now), NO_LIMITS);
  const isMeasured = kept !== null && (kept.vitals !== null || kept.responses.length > 0);
  const text = [
    `${new Date(now).toISOString()}, the last ${count} h`,
    ...['', vitalsText(kept?.vitals ?? null), '', responsesText(kept?.responses ?? []), '', auditsText(audits, now)],
    ...['', `Budgets   ${budgetSentence(budgets)}`],
  ].join('\n');
  const body = {
    ...{ generatedAt: new Date(now).toISOString(), from: new Date(from).toISOString() },
    ...{ webVitals: kept?.vitals ?? null, responses: kept?.responses ?? [], lighthouse: audits },
    budgets: budgets.map(toBudgetBody),
  };
  const isOver = budgets.some(({ measured }) => measured !== null) && !isWithinBudget(budgets);
  return { body, text, isHealthy: isMeasured && !isOver };
};

/** Null where nothing is kept at all. */
const fromStore = async (
  dataFolder: string,
  from: Instant,
  now: Instant,
): Promise<{ readonly vitals: Vitals; readonly responses: readonly Answered[] } | null> => {
  const store = await openStoredHistory(dataFolder);
  if (store === null) return null;
  try {
    return { vitals: await readWebVitals(store.history, from, now), responses: await responsesOf(store.history, from, now) };
  } finally {
    await store.stop();
  }
};

const MOST_TARGETS = 200;

const responsesOf = async (history: History, from: Instant, now: Instant): Promise<readonly Answered[]> => {
  const known = (await history.list({ name: 'http_response_seconds' })).slice(0, MOST_TARGETS);
  const answered: Answered[] = [];
  for (const { id, series } of known) {
    const [p50, p75, p95] = await Promise.all([0.5, 0.75, 0.95].map((q) => history.quantile(id, from, now, q)));
    if (p50 == null || p75 == null || p95 == null) continue;
    const target = series.labels.target ?? '';
    answered.push({ target, readings: p50.n, p50: p50.value, p75: p75.value, p95: p95.value });
  }
  return answered.sort((one, other) => other.p75 - one.p75);
};
