import { assertNever } from '../model/result.js';
import type { Matcher } from '../model/rule.js';
import type { Measure, ObjectiveKind } from '../model/slo.js';

/** What an objective says of itself, as far as it bears on what is counted. */
export interface Promised {
  readonly kind: ObjectiveKind;
  readonly match: readonly Matcher[];
  /** What a good answer takes at most, in seconds. */
  readonly underSeconds: number;
  /** The least score of a good audit, 0–100. */
  readonly leastScore: number;
}

/**
 * The upper ends of "good" (web.dev/articles/vitals): with 75 % of visits at most there, the p75 is good. Browsers no longer
 * report FID; it counts where a source still records it.
 */
const VITALS: Readonly<Record<string, number>> = {
  lcp_seconds: 2.5,
  inp_seconds: 0.2,
  cls: 0.1,
  fcp_seconds: 1.8,
  ttfb_seconds: 0.8,
  fid_seconds: 0.1,
};

const PERFORMANCE: Matcher = { label: 'category', operator: '=', value: 'performance' };

/** What is counted for an objective of this kind. */
export const measuresOf = ({ kind, match, underSeconds, leastScore }: Promised): readonly Measure[] => {
  switch (kind) {
    case 'availability':
      return [{ kind: 'readings', metric: 'up', match, good: { side: 'atLeast', limit: 1 } }];
    case 'latency':
      return [{ kind: 'readings', metric: 'http_response_seconds', match, good: { side: 'atMost', limit: underSeconds } }];
    case 'errors':
      return [{ kind: 'counters', bad: 'page_views_failed_total', total: 'page_views_total', match }];
    case 'lighthouse':
      return [
        {
          kind: 'readings',
          metric: 'lighthouse_score',
          match: [...match, PERFORMANCE],
          good: { side: 'atLeast', limit: leastScore },
        },
      ];
    case 'web-vitals':
      return Object.entries(VITALS).map(([metric, limit]) => ({
        kind: 'readings',
        metric,
        match,
        good: { side: 'atMost', limit },
      }));
    default:
      return assertNever(kind);
  }
};

/** The metrics that a measure reads. */
export const metricsOfMeasure = (measure: Measure): readonly string[] =>
  measure.kind === 'readings' ? [measure.metric] : [measure.bad, measure.total];
