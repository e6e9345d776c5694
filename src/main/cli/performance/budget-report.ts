import type { SiteLimits } from '../../config/site-limits/site-limits.js';
import type { Rule } from '../../core/model/rule.js';
import { judgeLimits, type Latest, type LimitRow } from '../../core/rule/limits.js';
import { systemClock } from '../../platform/clock.js';
import type { Report } from '../monitoring-report.js';
import { limitsOf } from './audit-report.js';
import { budgetText, isWithinBudget } from './budget-text.js';
import { readLatest } from './latest.js';
import type { Given } from './options.js';
import { readSettings } from './settings.js';

/** Compares what pages weighed last with their budgets. */
export const budgetReport = async (given: Given): Promise<Report> => {
  const now = systemClock().now();
  const { config } = await readSettings(given.config, given.dataFolder);
  const rows = judgeBudgets(config.rules, await readLatest(given.dataFolder, 'page_', now), await limitsOf(given));
  return { body: { budgets: rows.map(toBudgetBody) }, text: budgetText(rows, now), isHealthy: isWithinBudget(rows) };
};

/** What nobody weighs: how often a page is looked at or fails is no budget of its weight. */
const WEIGHTS = /^page_(\w+_bytes|requests|third_party_requests)$/;

/** By the rules over what pages weigh; a limit of the site's own file takes the place of theirs. */
export const judgeBudgets = (
  rules: readonly Rule[],
  latest: readonly Latest[],
  { budgets }: Pick<SiteLimits, 'budgets'>,
): readonly LimitRow[] =>
  judgeLimits(
    rules.map((rule) => withBudget(rule, budgets)),
    'page_',
    latest,
  ).filter(({ metric }) => WEIGHTS.test(metric));

const withBudget = (rule: Rule, budgets: SiteLimits['budgets']): Rule => {
  const { subject, test } = rule.when;
  const threshold = subject.kind === 'metric' ? budgets[subject.metric] : undefined;
  if (threshold === undefined || test.kind !== 'above') return rule;
  return { ...rule, when: { ...rule.when, test: { kind: 'above', threshold } } };
};

/** A budget for machines. */
export const toBudgetBody = ({ rule, name, metric, labels, limit, measured, verdict }: LimitRow): object => ({
  rule,
  name,
  metric,
  page: labels.page ?? null,
  value: measured?.value ?? null,
  at: measured === null ? null : new Date(measured.at).toISOString(),
  limit: limit.threshold,
  verdict,
});
