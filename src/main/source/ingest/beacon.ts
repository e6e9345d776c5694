import { fail, ok, type Result } from '../../core/model/result.js';
import type { Series } from '../../core/model/sample.js';
import { type Fields, whereOf } from './fields.js';
import type { Naming } from './naming.js';

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

/** The same metrics under our own names, and the length of a visit: the most that a value can be. */
const MOST: ReadonlyMap<string, number> = new Map([
  ...Object.values(VITALS).map(({ name, most }) => [name, most] as const),
  ['session_duration_seconds', 86_400],
]);
/** Beyond that a number is no longer exact. */
const ENDLESS = Number.MAX_SAFE_INTEGER;

/** What is wrong with a value that somebody sends under a name of ours; null where nothing is. */
export const whyNoValue = (name: string, value: number): string | null => {
  const most = MOST.get(name);
  if (most === undefined) return Math.abs(value) <= ENDLESS ? null : `"value" must be a number from ${-ENDLESS} to ${ENDLESS}`;
  return value >= 0 && value <= most ? null : `"value" of ${name} must be a number from 0 to ${most}`;
};

type Value = { readonly kind: 'value'; readonly series: Series; readonly value: number };

/** Reads a metric of the web-vitals library. Its attribution names elements and addresses of the page, and is not kept. */
export const beaconOf = (fields: Fields, naming: Naming): Result<Value, string> => {
  const vital = VITALS[fields.name as string];
  const given = fields.value;
  if (vital === undefined || typeof given !== 'number' || !Number.isFinite(given) || given < 0)
    return fail('"value" must be a number from 0, as the web-vitals library gives it');
  const value = given / vital.per;
  if (value > vital.most) return fail(`"value" of ${given} for ${fields.name as string} is no measurement of a page`);
  const where = whereOf(fields, naming);
  return where.ok ? ok({ kind: 'value', series: { name: vital.name, labels: where.value }, value }) : where;
};
