import type { IndustryComparison, IndustryFigures } from '../model/benchmark.js';
import type { Spread } from '../model/figure.js';
import { VITALS } from '../visit/vitals.js';

/** FID is retired: nobody publishes what is usual of it any more. */
const COMPARED = ['lcp_seconds', 'inp_seconds', 'cls', 'fcp_seconds', 'ttfb_seconds'];

/** The site's Web Vitals beside the limits of "good" and "poor", and the shares of web sites that keep them. */
export const industryOf = (vitals: readonly Spread[], figures: IndustryFigures | null): readonly IndustryComparison[] =>
  COMPARED.flatMap((metric) => {
    const limits = VITALS[metric];
    if (limits === undefined) return [];
    const own = vitals.find((one) => one.metric === metric) ?? null;
    return [{ metric, ...limits, own, industry: figures?.metrics[metric] ?? null }];
  });
