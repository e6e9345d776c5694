import type { LighthouseBody } from '../../api/body/lighthouse.js';
import type { readWebVitals } from '../../api/body/web-vitals.js';
import { sayLength, sayQuantity } from '../../core/notify/quantity.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { table } from '../terminal/table.js';

export type Vitals = Awaited<ReturnType<typeof readWebVitals>>;

/** How fast a target answered. Seconds. */
export interface Answered {
  readonly target: string;
  readonly readings: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

const MOST_ROWS = 20;

const RATINGS = { good: 'good', 'needs-improvement': 'needs improvement', poor: 'POOR', 'too-few': 'too few visits' } as const;

/** The 75th percentiles of what visitors lived through, those with most visits first. */
export const vitalsText = (vitals: Vitals): string =>
  vitals === null || vitals.length === 0
    ? 'Web Vitals: nobody has sent any yet.'
    : table(
        ['WEB VITAL', 'WHERE', 'P75', 'VISITS', ''],
        vitals
          .slice(0, MOST_ROWS)
          .map(({ metric, labels, p75, n, rating }) => [
            metric.replace('_seconds', '').toUpperCase(),
            [labels.page, labels.device, labels.country].filter((label) => label !== undefined).join(', '),
            sayQuantity(metric, p75),
            String(n),
            RATINGS[rating],
          ]),
      );

export const responsesText = (responses: readonly Answered[]): string =>
  responses.length === 0
    ? 'Response times: none is measured yet.'
    : table(
        ['TARGET', 'P50', 'P75', 'P95', 'READINGS'],
        responses
          .slice(0, MOST_ROWS)
          .map(({ target, p50, p75, p95, readings }) => [target, ...[p50, p75, p95].map(seconds), String(readings)]),
      );

const seconds = (value: number): string => sayQuantity('_seconds', value);

export const auditsText = (audits: NonNullable<LighthouseBody>, now: Instant): string =>
  audits.length === 0
    ? 'Lighthouse: no audit yet.'
    : table(
        ['PAGE', 'PERFORMANCE', 'ACCESSIBILITY', 'BEST PRACTICES', 'SEO', 'AGE', ''],
        audits.map(({ page, scores, at, degraded }) => [
          page,
          ...[scores.performance, scores.accessibility, scores['best-practices'], scores.seo].map((middle) =>
            middle === undefined ? '–' : `${middle.median} (${middle.least}–${middle.most}, n = ${middle.count})`,
          ),
          sayLength(now - instant(Date.parse(at))),
          degraded === null ? '' : 'degraded: its speed is not judged',
        ]),
      );
