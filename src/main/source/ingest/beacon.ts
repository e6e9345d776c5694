import { fail, ok, type Result } from '../../core/model/result.js';
import type { Series } from '../../core/model/sample.js';
import { type Fields, whereOf } from './fields.js';

/** What the web-vitals library calls a metric, under which name we keep it, and how many of its units make one of ours. */
const VITALS: Readonly<Record<string, { readonly name: string; readonly per: number; readonly most: number }>> = {
  LCP: { name: 'lcp_seconds', per: 1_000, most: 600 },
  INP: { name: 'inp_seconds', per: 1_000, most: 600 },
  FCP: { name: 'fcp_seconds', per: 1_000, most: 600 },
  TTFB: { name: 'ttfb_seconds', per: 1_000, most: 600 },
  FID: { name: 'fid_seconds', per: 1_000, most: 600 },
  LOAD: { name: 'page_load_seconds', per: 1_000, most: 600 },
  CLS: { name: 'cls', per: 1, most: 100 },
};

/** Whether a line has the shape of the web-vitals library's metrics: a name, a value, and no event. */
export const isBeacon = ({ name, value }: Fields): boolean =>
  typeof name === 'string' && Object.hasOwn(VITALS, name) && value !== undefined;

type Value = { readonly kind: 'value'; readonly series: Series; readonly value: number };

/** Reads a metric of the web-vitals library. Its attribution names elements and addresses of the page, and is not kept. */
export const beaconOf = (fields: Fields): Result<Value, string> => {
  const vital = VITALS[fields.name as string];
  const given = fields.value;
  if (vital === undefined || typeof given !== 'number' || !Number.isFinite(given) || given < 0)
    return fail('"value" must be a number from 0, as the web-vitals library gives it');
  const value = given / vital.per;
  if (value > vital.most) return fail(`${fields.name as string} of ${given} is no measurement of a page`);
  const where = whereOf(fields);
  return where.ok ? ok({ kind: 'value', series: { name: vital.name, labels: where.value }, value }) : where;
};
