import type { PerformanceBody } from '../../../api/body/performance.js';
import { sayQuantity } from '../../../core/notify/quantity.js';
import { heading, seconds, table, text } from '../block.js';
import type { ReportBlock } from '../document.js';

export const speedOf = ({ webVitals, pages, budgets, lighthouse, health }: PerformanceBody): readonly ReportBlock[] => [
  heading('Performance'),
  text(health.value === null ? 'Performance health: too little is measured.' : `Performance health: ${health.value} of 100.`),
  vitalsOf(webVitals),
  ...(pages.length === 0 ? [] : [slowestOf(pages)]),
  budgetsOf(budgets),
  auditsOf(lighthouse),
];

const RATINGS = { good: 'good', 'needs-improvement': 'needs improvement', poor: 'poor', 'too-few': 'too few visits' } as const;
const MOST_VITALS = 20;
const MOST_PAGES = 10;

const vitalsOf = (webVitals: PerformanceBody['webVitals']): ReportBlock =>
  webVitals === null
    ? text('Web Vitals: no source. Nobody sends what visitors live through.')
    : table(
        ['Web Vital', 'Of', 'p75', 'Visits', 'Rating'],
        webVitals
          .slice(0, MOST_VITALS)
          .map(({ metric, labels, p75, n, rating }) => [
            metric.replace('_seconds', '').toUpperCase(),
            [labels.page, labels.device, labels.country, labels.variant].filter((label) => label !== undefined).join(', '),
            sayQuantity(metric, p75),
            String(n),
            RATINGS[rating],
          ]),
      );

const slowestOf = (pages: PerformanceBody['pages']): ReportBlock =>
  table(
    ['Slowest pages', 'Median', 'p75', 'p95', 'Readings'],
    pages
      .slice(0, MOST_PAGES)
      .map(({ name, p50Seconds, p75Seconds, p95Seconds, readings }) => [
        name,
        seconds(p50Seconds),
        seconds(p75Seconds),
        seconds(p95Seconds),
        String(readings),
      ]),
  );

const budgetsOf = (budgets: PerformanceBody['budgets']): ReportBlock => {
  if (budgets === null) return text('Budgets: no page is loaded in a browser.');
  if (budgets.length === 0) return text('Budgets: no page that is loaded has one.');
  return table(
    ['Page', 'Budget', 'Measured', 'Limit', 'Verdict'],
    budgets.map(({ page, name, metric, measured, limit, isOver }) => [
      page,
      name,
      measured === null ? '–' : sayQuantity(metric, measured),
      sayQuantity(metric, limit),
      measured === null ? 'not measured yet' : isOver ? 'over' : 'within',
    ]),
  );
};

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const auditsOf = (lighthouse: PerformanceBody['lighthouse']): ReportBlock =>
  lighthouse === null
    ? text('Lighthouse: no audit has taken place.')
    : table(
        ['Lighthouse', 'Performance', 'Accessibility', 'Best practices', 'SEO', 'Audited'],
        lighthouse.map(({ page, scores, at }) => [
          page,
          ...CATEGORIES.map((category) => String(scores[category]?.median ?? '–')),
          at,
        ]),
      );
