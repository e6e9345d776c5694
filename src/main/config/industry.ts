import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { IndustryFigures } from '../core/model/benchmark.js';

const share = z.number().min(0).max(1);
const shares = z.strictObject({ good: share, poor: share.nullable() });

const industry = z.strictObject({
  source: z.string().min(1),
  url: z.url(),
  measured: z.string().regex(/^\d{4}-\d\d$/),
  metrics: z.record(z.string(), z.strictObject({ mobile: shares, desktop: shares })),
}) satisfies z.ZodType<IndustryFigures>;

/** The figures of the web at large that ship with the product, with their source and date. Rejects where the file is not theirs. */
export const readIndustry = async (resourcesFolder: string): Promise<IndustryFigures> =>
  industry.parse(JSON.parse(await readFile(join(resourcesFolder, 'industry.json'), 'utf8')));
