/** A number and its unit, apart, so that the unit can be set smaller. */
export interface Figure {
  readonly number: string;
  readonly unit: string;
}

type Kind = 'seconds' | 'bytes' | 'ratio' | 'times' | 'state' | 'plain';

/** Whether a metric has two states and nothing in between. */
export const isState = (metric: string): boolean => metric === 'up';

const kindOf = (metric: string): Kind => {
  if (isState(metric)) return 'state';
  if (metric.endsWith('_seconds')) return 'seconds';
  if (metric.endsWith('_bytes')) return 'bytes';
  if (metric === 'burn_rate') return 'times';
  return metric.endsWith('_ratio') ? 'ratio' : 'plain';
};

const rounded = (value: number, digits: number): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: digits, useGrouping: true });

/** Three significant places at most, thousands grouped, never scientific. */
export const plain = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return rounded(value, 0);
  return rounded(value, size >= 10 ? 1 : size >= 1 ? 2 : 3);
};

const secondsFigure = (value: number): Figure => {
  const size = Math.abs(value);
  if (size >= 2 * 86_400) return { number: plain(Math.floor(value / 86_400)), unit: 'days' };
  if (size >= 120) return { number: plain(value / 60), unit: 'min' };
  if (size >= 1 || size === 0) return { number: rounded(value, 2), unit: 's' };
  return { number: plain(value * 1_000), unit: 'ms' };
};

const BYTES = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

const bytesFigure = (value: number): Figure => {
  const power = Math.min(BYTES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3)));
  return { number: plain(value / 1_000 ** power), unit: BYTES[power] ?? 'B' };
};

/** Per cent, finer near none and near all, where it matters: `99.9` of a limit that is no whole 100. Nothing less than all is `100`. */
const shareFigure = (value: number): string => {
  const size = Math.abs(value);
  if (size > 0.99 && size < 1) return rounded(Math.sign(value) * Math.min(size * 100, 99.99), 2);
  return rounded(value * 100, size < 0.1 || (size > 0.9 && size < 1) ? 1 : 0);
};

/** A value of a series as people read it: `0.184` of `http_response_seconds` is `184 ms`. */
export const figure = (value: number, metric: string): Figure => {
  switch (kindOf(metric)) {
    case 'seconds':
      return secondsFigure(value);
    case 'bytes':
      return bytesFigure(value);
    case 'ratio':
      return { number: shareFigure(value), unit: '%' };
    case 'times':
      return { number: plain(value), unit: '×' };
    case 'state':
      return { number: value >= 1 ? 'up' : value <= 0 ? 'down' : plain(value), unit: '' };
    case 'plain':
      return { number: plain(value), unit: '' };
  }
};

/** The same in one piece: `184 ms`. */
export const quantity = (value: number, metric: string): string => {
  const { number, unit } = figure(value, metric);
  // A true minus is as wide as a figure, and does not break from it.
  const signed = number.replace(/^-/, '−');
  return unit === '' ? signed : `${signed} ${unit}`;
};

/** A share of one as per cent: `99.93 %`. Never rounds up to a whole 100. */
export const percent = (ratio: number, digits = 2): string => {
  const factor = 10 ** digits;
  const share = ratio < 1 ? Math.min(Math.round(ratio * 100 * factor) / factor, 100 - 1 / factor) : 100;
  return `${rounded(share, digits)} %`;
};

/** `1 target`, `1,000 targets`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${rounded(n, 0)} ${n === 1 ? one : many}`;

/** An amount of money, without pence where it is a whole sum: `£400,000`. */
export const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);

/** `http_response_seconds` as words: `Response time`. A series that we do not know keeps its own name. */
export const metricName = (metric: string): string => METRICS[metric] ?? metric;

const METRICS: Readonly<Record<string, string>> = {
  up: 'Availability',
  http_response_seconds: 'Response time',
  http_phase_seconds: 'Time by phase',
  http_status_code: 'Status code',
  http_body_bytes: 'Page size',
  http_redirects: 'Redirects',
  http_certificate_expiry_seconds: 'Certificate expires in',
  service_response_seconds: 'Response time of a service',
  service_phase_seconds: 'Time by phase of a service',
  dns_answer_count: 'DNS answers',
  asset_count: 'Assets',
  asset_failures: 'Failed assets',
  asset_failure_ratio: 'Failed assets (share)',
  asset_host_failures: 'Failed assets by host',
  lcp_seconds: 'Largest paint (LCP)',
  inp_seconds: 'Response to input (INP)',
  cls: 'Layout shift (CLS)',
  fcp_seconds: 'First paint (FCP)',
  ttfb_seconds: 'First byte (TTFB)',
  fid_seconds: 'First input delay (FID)',
  page_load_seconds: 'Page load time',
  page_views_total: 'Page views',
  page_views_failed_total: 'Page views with an error',
  js_errors_total: 'JavaScript errors',
  error_budget_left_ratio: 'Error budget left',
  error_ratio: 'Error rate',
  form_submissions_total: 'Forms sent',
  form_failures_total: 'Forms that failed',
  form_failure_ratio: 'Form failure rate',
  // What a rule over the two counters measures.
  form_failures_ratio: 'Form failure rate',
  funnel_step_total: 'Visits per funnel step',
  conversion_ratio: 'Conversion rate',
  bounce_ratio: 'Bounce rate',
  session_duration_seconds: 'Session length',
  page_javascript_initial_bytes: 'JavaScript, initial',
  page_javascript_bytes: 'JavaScript, total',
  page_css_critical_bytes: 'CSS, critical',
  page_css_bytes: 'CSS, total',
  page_hero_image_bytes: 'Hero image',
  page_image_bytes: 'Images',
  page_weight_bytes: 'Page weight',
  page_requests: 'Requests of the page',
  page_third_party_requests: 'Third-party requests',
  lighthouse_score: 'Lighthouse score',
  lighthouse_fcp_seconds: 'First paint (audit)',
  lighthouse_lcp_seconds: 'Largest paint (audit)',
  lighthouse_tbt_seconds: 'Blocking time (audit)',
  lighthouse_cls: 'Layout shift (audit)',
  lighthouse_speed_index_seconds: 'Speed index (audit)',
  lighthouse_interactive_seconds: 'Time to interactive (audit)',
  lighthouse_benchmark_index: 'Speed of the auditing machine',
  build: 'Builds',
  host_cpu_ratio: 'Processor in use',
  host_memory_used_ratio: 'Memory in use',
  host_load_per_core: 'Load per core',
  host_disk_used_ratio: 'Disk in use',
  process_cpu_ratio: 'Watchroom’s processor use',
  process_resident_memory_bytes: 'Watchroom’s memory',
  process_event_loop_lag_seconds: 'Watchroom’s own delay',
  source_up: 'Source can be read',
  rules_failed: 'Rules that cannot be evaluated',
  outbox_oldest_seconds: 'Oldest waiting message',
  heartbeat_age_seconds: 'Last heartbeat',
  mongodb_latency_seconds: 'Time to answer',
  mongodb_connections: 'Connections',
  mongodb_replication_lag_seconds: 'Replication lag',
  mongodb_storage_bytes: 'Storage',
  mongodb_slow_operations: 'Slow operations',
  backup_age_seconds: 'Age of the last backup',
  mongodb_backup_age_seconds: 'Age of the database’s last backup',
};
