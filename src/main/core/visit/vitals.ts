/** How good a Web Vital is for visitors. */
export type VitalRating = 'good' | 'needs-improvement' | 'poor';

/**
 * Up to `good` three visitors in four are well served, beyond `poor` badly, both in the metric's own unit.
 * @see https://web.dev/articles/defining-core-web-vitals-thresholds
 */
export const VITALS: Readonly<Record<string, { readonly good: number; readonly poor: number }>> = {
  lcp_seconds: { good: 2.5, poor: 4 },
  inp_seconds: { good: 0.2, poor: 0.5 },
  cls: { good: 0.1, poor: 0.25 },
  fcp_seconds: { good: 1.8, poor: 3 },
  ttfb_seconds: { good: 0.8, poor: 1.8 },
  fid_seconds: { good: 0.1, poor: 0.3 },
};

/** The rating of a metric's 75th percentile; undefined of a metric that has no limits. */
export const ratingOf = (metric: string, p75: number): VitalRating | undefined => {
  const limits = VITALS[metric];
  if (limits === undefined) return undefined;
  if (p75 <= limits.good) return 'good';
  return p75 <= limits.poor ? 'needs-improvement' : 'poor';
};
