import { minutes } from '../core/time/instant.js';
import type { MeasureDocument, WhereDocument } from './schema/v1/mongodb.js';

const timing = (metric: string, name: string): MeasureDocument => ({ metric, where: { name }, values: 'value', per: 1_000 });

const FAILED: WhereDocument = { outcome: ['failure', 'failed', 'error'] };
const WENT_THROUGH: WhereDocument = { outcome: ['success', 'succeeded', 'sent', 'paid', 'confirmed'] };
const BOUNCED: WhereDocument = { pages: { atMost: 1 } };

const of = (event: string, more: WhereDocument = {}): WhereDocument => ({ event, ...more });

/**
 * What is made of a collection of visitors' events that says nothing of its own: its documents are the lines that the collector
 * takes, as a site's back end writes them down.
 */
export const EVENT_MEASURES: readonly MeasureDocument[] = [
  timing('lcp_seconds', 'LCP'),
  timing('inp_seconds', 'INP'),
  timing('fcp_seconds', 'FCP'),
  timing('ttfb_seconds', 'TTFB'),
  timing('fid_seconds', 'FID'),
  timing('page_load_seconds', 'LOAD'),
  { metric: 'cls', where: { name: 'CLS' }, values: 'value' },
  { metric: 'page_views_total', where: of('page_view'), count: true },
  { metric: 'page_views_failed_total', where: of('page_view', { failed: true }), count: true },
  // Of the site as a whole: a page with three visits proves nothing.
  { metric: 'js_errors_total', where: of('js_error'), count: true, by: [] },
  {
    metric: 'error_ratio',
    ratio: { of: of('page_view', { failed: true }), among: of('page_view') },
    by: [],
    over: minutes(15),
    least: 20,
  },
  { metric: 'form_submissions_total', where: of('form_submission'), count: true, by: ['form'] },
  { metric: 'form_failures_total', where: of('form_submission', FAILED), count: true, by: ['form'] },
  { metric: 'funnel_step_total', where: of('page_view', { entry: true }), count: true, labels: { step: 'visit' } },
  { metric: 'funnel_step_total', where: of('funnel_step'), count: true, by: ['step'] },
  { metric: 'sessions_total', where: of('session'), count: true },
  { metric: 'sessions_bounced_total', where: of('session', BOUNCED), count: true },
  { metric: 'revenue_total', where: of('revenue'), sum: 'amount' },
  {
    metric: 'form_failure_ratio',
    ratio: { of: of('form_submission', FAILED), among: of('form_submission') },
    by: ['form'],
    least: 10,
  },
  {
    metric: 'conversion_ratio',
    ratio: { of: of('form_submission', WENT_THROUGH), among: of('page_view', { entry: true }) },
    by: [],
  },
  { metric: 'bounce_ratio', ratio: { of: of('session', BOUNCED), among: of('session') }, by: [] },
  { metric: 'session_duration_seconds', where: of('session'), average: 'seconds', by: [] },
];

/** What is made of a collection of forms: each document is one that was sent, and of a form of this name. */
export const formMeasures = (form: string): readonly MeasureDocument[] => [
  { metric: 'form_submissions_total', count: true, labels: { form } },
  { metric: 'form_failures_total', where: FAILED, count: true, labels: { form } },
  { metric: 'form_failure_ratio', ratio: { of: FAILED }, by: [], labels: { form }, least: 10 },
  { metric: 'revenue_total', sum: 'amount', labels: { form } },
];
