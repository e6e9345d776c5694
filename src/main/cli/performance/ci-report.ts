import { appendFile } from 'node:fs/promises';
import type { Latest } from '../../core/rule/limits.js';
import { systemClock } from '../../platform/clock.js';
import type { Report } from '../monitoring-report.js';
import { UsageError } from '../terminal/terminal.js';
import { type Audited, isGood } from './audit.js';
import { auditNow, limitsOf, toAuditBody } from './audit-report.js';
import { judgeBudgets, toBudgetBody } from './budget-report.js';
import { isWithinBudget } from './budget-text.js';
import { readLatest } from './latest.js';
import type { Given } from './options.js';
import { readSettings } from './settings.js';
import { summaryMarkdown } from './summary.js';

/** Audits, and judges the budgets by what the audits have just seen, else by what is kept of those pages. */
export const ciReport = async (given: Given, signal: AbortSignal): Promise<Report> => {
  const settings = await readSettings(given.config, given.dataFolder);
  const limits = await limitsOf(given);
  const audits = await auditNow(given, settings, limits, signal);
  const now = systemClock().now();
  const pages = new Set(audits.map(({ page }) => page));
  const kept = (await readLatest(given.dataFolder, 'page_', now)).filter(({ series }) => pages.has(series.labels.page ?? ''));
  const budgets = judgeBudgets(settings.config.rules, freshest(audits.flatMap(weighed), kept), limits);
  const text = summaryMarkdown(audits, budgets, now);
  if (given.summary !== null) await append(given.summary, text);
  const body = { audits: audits.map(toAuditBody), budgets: budgets.map(toBudgetBody), summary: text };
  return { body, text, isHealthy: audits.every(isGood) && isWithinBudget(budgets) };
};

const weighed = (audited: Audited): readonly Latest[] =>
  audited.failure !== null
    ? []
    : Object.entries(audited.weights).map(([name, value]) => ({
        series: { name, labels: { page: audited.page } },
        value,
        at: audited.record.at,
      }));

const freshest = (audited: readonly Latest[], kept: readonly Latest[]): readonly Latest[] => {
  const keyOf = ({ series }: Latest): string => `${series.name} ${series.labels.page ?? ''}`;
  const known = new Set(audited.map(keyOf));
  return [...audited, ...kept.filter((each) => !known.has(keyOf(each)))];
};

/** As `$GITHUB_STEP_SUMMARY` wants it: what other steps wrote stays. */
const append = async (file: string, text: string): Promise<void> => {
  try {
    await appendFile(file, text);
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
};
