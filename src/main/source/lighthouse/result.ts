import { type AuditRun, CATEGORIES, type LabVital, VITALS } from '../../core/lighthouse/run.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { scrub } from '../../core/privacy/scrub.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { fieldsOf, listOf, numberOf, textOf } from '../feed/fields.js';

/** One result of Lighthouse (its `lhr`), as far as we use it. */
export interface LighthouseResult {
  readonly run: AuditRun;
  /** Where the page was in the end; null where that is not said. */
  readonly finalUrl: string | null;
  readonly requestedUrl: string | null;
  readonly form: 'mobile' | 'desktop';
  readonly version: string;
  /** What the page weighed, under the names of the page source's metrics; only what is counted alike there and here. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Its name of each, and how many of its units make one of ours. */
export const AUDITS: Readonly<Record<LabVital, readonly [audit: string, per: number]>> = {
  fcp: ['first-contentful-paint', 1_000],
  lcp: ['largest-contentful-paint', 1_000],
  tbt: ['total-blocking-time', 1_000],
  cls: ['cumulative-layout-shift', 1],
  speedIndex: ['speed-index', 1_000],
  interactive: ['interactive', 1_000],
};

/** Reads a result. One of an audit that failed is a failure with its reason, whatever scores stand in it beside. */
export const resultOf = (json: unknown, fallback: Instant): Result<LighthouseResult, string> => {
  const { categories, audits, environment, configSettings, fetchTime, lighthouseVersion, runtimeError, ...rest } =
    fieldsOf(json);
  if (textOf(lighthouseVersion) === undefined) return fail('what came is no result of Lighthouse.');
  if (runtimeError !== undefined) return fail(failureOf(runtimeError));
  const at = Date.parse(textOf(fetchTime) ?? '');
  const run: AuditRun = {
    at: Number.isFinite(at) ? instant(at) : fallback,
    scores: Object.fromEntries(CATEGORIES.flatMap((name) => entryOf(name, scoreOf(fieldsOf(categories)[name])))),
    vitals: Object.fromEntries(VITALS.flatMap((name) => entryOf(name, vitalOf(fieldsOf(audits), name)))),
    benchmark: numberOf(fieldsOf(environment).benchmarkIndex) ?? null,
  };
  if (Object.keys(run.scores).length === 0) return fail('Lighthouse gave no score at all.');
  return ok({
    run,
    finalUrl: textOf(rest.finalDisplayedUrl) ?? textOf(rest.finalUrl) ?? null,
    requestedUrl: textOf(rest.requestedUrl) ?? null,
    form: fieldsOf(configSettings).formFactor === 'desktop' ? 'desktop' : 'mobile',
    version: textOf(lighthouseVersion) ?? '',
    weights: weightsOf(fieldsOf(audits)),
  });
};

const entryOf = <Name extends string>(name: Name, value: number | undefined): readonly (readonly [Name, number])[] =>
  value === undefined ? [] : [[name, value]];

/** From 0 to 1 there; from 0 to 100 here, as people say it. */
const scoreOf = (category: unknown): number | undefined => {
  const score = numberOf(fieldsOf(category).score);
  return score === undefined || score < 0 || score > 1 ? undefined : Math.round(score * 100);
};

const vitalOf = (audits: Readonly<Record<string, unknown>>, vital: LabVital): number | undefined => {
  const [audit, per] = AUDITS[vital];
  const value = numberOf(fieldsOf(audits[audit]).numericValue);
  return value === undefined || value < 0 ? undefined : value / per;
};

/** Kind of resource there -> what of it is which metric here. */
const WEIGHTS: Readonly<Record<string, Readonly<Record<string, 'transferSize' | 'requestCount'>>>> = {
  script: { page_javascript_bytes: 'transferSize' },
  stylesheet: { page_css_bytes: 'transferSize' },
  image: { page_image_bytes: 'transferSize' },
  total: { page_weight_bytes: 'transferSize', page_requests: 'requestCount' },
  'third-party': { page_third_party_requests: 'requestCount' },
};

const weightsOf = (audits: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> => {
  const rows = listOf(fieldsOf(fieldsOf(audits['resource-summary']).details).items) ?? [];
  const given = rows.map(fieldsOf).flatMap((row) => {
    const metrics = WEIGHTS[textOf(row.resourceType) ?? ''] ?? {};
    return Object.entries(metrics).flatMap(([metric, field]) => entryOf(metric, numberOf(row[field])));
  });
  return Object.fromEntries(given);
};

/** What people are told of the errors that are met; of others what Lighthouse itself says. */
const SAID: Readonly<Record<string, string>> = {
  FAILED_DOCUMENT_REQUEST: 'the page did not load',
  ERRORED_DOCUMENT_REQUEST: 'the page answered with an error',
  DNS_FAILURE: 'the page’s name is not known to DNS',
  CHROME_INTERSTITIAL_ERROR: 'the browser would not show the page (its certificate, or where it leads)',
  INSECURE_DOCUMENT_REQUEST: 'the page’s certificate is not valid',
  NO_FCP: 'the page showed nothing',
  NOT_HTML: 'what came is no HTML page',
  PAGE_HUNG: 'the page stopped answering',
  PROTOCOL_TIMEOUT: 'the browser stopped answering',
  TARGET_CRASHED: 'the page’s browser tab crashed',
};

const failureOf = (error: unknown): string => {
  const { code, message } = fieldsOf(error);
  const name = textOf(code) ?? 'UNKNOWN';
  const own = scrub((textOf(message) ?? 'it does not say why').replaceAll(/\s+/g, ' ')).slice(0, 200);
  return `${SAID[name] ?? 'the audit failed'} (${name}: ${own})`;
};
