import type { SourceKind } from '../core/model/source-kind.js';

/** What can give a metric: a kind of source by its key under `sources`, `http` for the targets, `watchroom` for the desk's own state. */
export type MetricOrigin = SourceKind | 'watchroom';

/** The unit of its values; `score` is 0 to 100, `ratio` a share of one, `plain` a bare number. */
export type MetricUnit = 'seconds' | 'bytes' | 'ratio' | 'score' | 'count' | 'plain';

/** Where a metric comes from, its unit, and the least and the most it can be. */
export interface MetricFacts {
  readonly from: readonly MetricOrigin[];
  readonly unit: MetricUnit;
  readonly least: number;
  readonly most: number;
}

const ENDLESS = Number.POSITIVE_INFINITY;

const facts =
  (unit: MetricUnit, least: number, most: number) =>
  (...from: readonly MetricOrigin[]): MetricFacts => ({ from, unit, least, most });

const seconds = facts('seconds', 0, ENDLESS);
const bytes = facts('bytes', 0, ENDLESS);
const ratio = facts('ratio', 0, 1);
const count = facts('count', 0, ENDLESS);
const plain = facts('plain', 0, ENDLESS);
const state = facts('plain', 0, 1);

/** The metrics that a rule can look at. Names follow Prometheus: base units, and `_total` for what only grows. */
export const METRICS: Readonly<Record<string, MetricFacts>> = {
  // Targets
  up: state('http', 'tcp', 'tls', 'dns'),
  http_response_seconds: seconds('http'),
  http_phase_seconds: seconds('http'),
  http_status_code: facts('plain', 100, 599)('http'),
  http_body_bytes: bytes('http'),
  http_redirects: count('http'),
  journey_seconds: seconds('http'),
  journey_step_seconds: seconds('http'),
  // Negative once it has expired.
  http_certificate_expiry_seconds: facts('seconds', Number.NEGATIVE_INFINITY, ENDLESS)('http', 'tls'),
  asset_count: count('http'),
  asset_failures: count('http'),
  asset_failure_ratio: ratio('http'),
  asset_host_failures: count('http'),

  // Ports and names, which are no pages: their times have names of their own.
  service_response_seconds: seconds('tcp', 'tls', 'dns'),
  service_phase_seconds: seconds('tcp', 'tls'),
  dns_answer_count: count('dns'),

  // Other companies' pages, looked at in the same way
  competitor_up: state('competitor'),
  competitor_response_seconds: seconds('competitor'),

  // What visitors live through
  lcp_seconds: seconds('ingest', 'mongodb'),
  inp_seconds: seconds('ingest', 'mongodb'),
  cls: plain('ingest', 'mongodb'),
  fcp_seconds: seconds('ingest', 'mongodb'),
  ttfb_seconds: seconds('ingest', 'mongodb'),
  // Browsers no longer report it: kept for what was recorded, from `first-input`.
  fid_seconds: seconds('ingest', 'mongodb'),
  page_load_seconds: seconds('ingest', 'mongodb'),
  page_views_total: count('ingest', 'mongodb'),
  // Of these, the ones that met at least one error.
  page_views_failed_total: count('ingest', 'mongodb'),
  js_errors_total: count('ingest', 'sentry', 'mongodb'),
  // Of servers as well.
  errors_total: count('sentry'),
  error_ratio: ratio('ingest', 'sentry', 'mongodb'),
  js_error_ratio: ratio('sentry'),
  crash_free_ratio: ratio('sentry'),
  // Unresolved, by `kind`: new or regressed.
  sentry_issues: count('sentry'),
  // The 75th percentile of the last hour: never mixed with single visitors' values.
  sentry_lcp_p75_seconds: seconds('sentry'),
  sentry_inp_p75_seconds: seconds('sentry'),
  sentry_cls_p75: plain('sentry'),
  sentry_fcp_p75_seconds: seconds('sentry'),
  sentry_ttfb_p75_seconds: seconds('sentry'),
  sentry_transaction_p75_seconds: seconds('sentry'),
  sentry_transaction_p95_seconds: seconds('sentry'),
  sentry_transactions_per_minute: plain('sentry'),

  // What they do
  form_submissions_total: count('ingest', 'mongodb'),
  form_failures_total: count('ingest', 'mongodb'),
  form_failure_ratio: ratio('ingest', 'mongodb'),
  funnel_step_total: count('ingest', 'mongodb'),
  sessions_total: count('ingest', 'mongodb'),
  sessions_bounced_total: count('ingest', 'mongodb'),
  // In the site's currency.
  revenue_total: count('ingest', 'mongodb'),
  conversion_ratio: ratio('ingest', 'mongodb'),
  bounce_ratio: ratio('ingest', 'mongodb'),
  session_duration_seconds: seconds('ingest', 'mongodb'),

  // What a page weighs and scores
  page_javascript_initial_bytes: bytes('page'),
  page_javascript_bytes: bytes('page'),
  page_css_critical_bytes: bytes('page'),
  page_css_bytes: bytes('page'),
  page_hero_image_bytes: bytes('page'),
  page_image_bytes: bytes('page'),
  page_weight_bytes: bytes('page'),
  page_requests: count('page'),
  page_third_party_requests: count('page'),
  // By `party`: the site's own (first) or others' (third).
  page_failed_requests: count('page'),
  page_console_errors: count('page'),
  // On this desk's own line, with nothing in the cache: never mixed with visitors' values.
  page_lcp_seconds: seconds('page'),
  page_fcp_seconds: seconds('page'),
  page_ttfb_seconds: seconds('page'),
  page_cls: plain('page'),
  lighthouse_score: facts('score', 0, 100)('lighthouse'),
  // In Lighthouse's laboratory, of one load with nobody there: never mixed with what visitors live through.
  lighthouse_fcp_seconds: seconds('lighthouse'),
  lighthouse_lcp_seconds: seconds('lighthouse'),
  lighthouse_tbt_seconds: seconds('lighthouse'),
  lighthouse_cls: plain('lighthouse'),
  lighthouse_speed_index_seconds: seconds('lighthouse'),
  lighthouse_interactive_seconds: seconds('lighthouse'),
  // What the machine of the audit could do.
  lighthouse_benchmark_index: plain('lighthouse'),

  // Releases: 1 for what became of each, as its label `status` says.
  build: state('builds', 'ingest', 'json'),
  deploy: state('builds', 'ingest', 'sentry', 'json'),

  // The site's own database, as its server says
  mongodb_latency_seconds: seconds('mongodb'),
  mongodb_connections: count('mongodb'),
  mongodb_replication_lag_seconds: seconds('mongodb'),
  mongodb_storage_bytes: bytes('mongodb'),
  // Operations that have been running for a second or longer.
  mongodb_slow_operations: count('mongodb'),
  mongodb_backup_age_seconds: seconds('mongodb'),
  // How far a collection is read, in seconds since 1970.
  mongodb_read_timestamp_seconds: seconds('mongodb'),

  // Alerts of another system, sent by its webhook: 1 while one fires.
  external_alert: state('ingest'),

  // This machine
  host_cpu_ratio: ratio('host'),
  host_memory_used_ratio: ratio('host'),
  host_load_per_core: plain('host'),
  host_disk_used_ratio: ratio('host'),
  // Of one core: several busy threads make more than 1.
  process_cpu_ratio: facts('ratio', 0, ENDLESS)('host'),
  process_resident_memory_bytes: bytes('host'),
  process_event_loop_lag_seconds: seconds('host'),

  // The watch itself
  source_up: state(
    'http',
    'tcp',
    'tls',
    'dns',
    'host',
    'page',
    'lighthouse',
    'sentry',
    'mongodb',
    'builds',
    'prometheus',
    'json',
    'ingest',
  ),
  rules_failed: count('watchroom'),
  outbox_oldest_seconds: seconds('watchroom'),
  heartbeat_age_seconds: seconds('watchroom'),
  backup_age_seconds: seconds('watchroom'),
};
