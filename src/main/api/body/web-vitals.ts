import { z } from 'zod';
import type { History } from '../../core/port/history.js';
import type { Instant } from '../../core/time/instant.js';
import { ratingOf, VITALS } from '../../core/visit/vitals.js';
import { countBody, labelsBody } from './primitive.js';

const vitalBody = z.object({
  metric: z.string(),
  labels: labelsBody,
  p75: z.number().describe('In the unit that the metric’s name says.'),
  n: countBody.describe('Visits that it rests on.'),
  rating: z.enum(['good', 'needs-improvement', 'poor', 'too-few']).describe('`too-few`: fewer than 20 visits say nothing yet.'),
});

export const webVitalsBody = z
  .array(vitalBody)
  .nullable()
  .describe(
    'The 75th percentile of each Web Vital by page and kind of visitor, those with most visits first; null where nobody sends any.',
  );

type VitalBody = z.infer<typeof vitalBody>;

/** Series that one answer reads, of all metrics together. */
const MOST = 300;
const FEWEST = 20;

/** What visitors lived through since `from`. */
export const readWebVitals = async (history: History, from: Instant, now: Instant): Promise<VitalBody[] | null> => {
  const listed = await Promise.all(Object.keys(VITALS).map((name) => history.list({ name })));
  const wanted = listed.flat().slice(0, MOST);
  if (wanted.length === 0) return null;
  const found = await Promise.all(
    wanted.map(async ({ id, series }) => ({ series, spread: await history.quantile(id, from, now, 0.75) })),
  );
  return found
    .flatMap(({ series, spread }) => (spread === null ? [] : [toVital(series.name, series.labels, spread)]))
    .sort((a, b) => b.n - a.n);
};

const toVital = (
  metric: string,
  labels: Readonly<Record<string, string>>,
  { value, n }: { readonly value: number; readonly n: number },
): VitalBody => ({
  metric,
  labels: { ...labels },
  p75: value,
  n,
  rating: n < FEWEST ? 'too-few' : (ratingOf(metric, value) ?? 'too-few'),
});
