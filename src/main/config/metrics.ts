import type { SourceKind } from '../core/model/target.js';

/** The kind of source whose readings give a metric, and the least and the most it can be. */
export interface MetricFacts {
  readonly source: SourceKind;
  readonly least: number;
  readonly most: number;
}

const from = (source: SourceKind, least = 0, most = Number.POSITIVE_INFINITY): MetricFacts => ({ source, least, most });

/** The metrics that exist. */
export const METRICS: Readonly<Record<string, MetricFacts>> = {
  up: from('http', 0, 1),
  http_response_seconds: from('http'),
  http_phase_seconds: from('http'),
  http_status_code: from('http', 100, 599),
  http_body_bytes: from('http'),
  http_redirects: from('http'),
  // Negative once it has expired.
  http_certificate_expiry_seconds: from('http', Number.NEGATIVE_INFINITY),
  asset_count: from('http'),
  asset_failures: from('http'),
  asset_failure_ratio: from('http', 0, 1),
  asset_host_failures: from('http'),
  host_cpu_ratio: from('host', 0, 1),
  host_memory_used_ratio: from('host', 0, 1),
  host_load_per_core: from('host'),
  host_disk_used_ratio: from('host', 0, 1),
  // Of one core: several busy threads make more than 1.
  process_cpu_ratio: from('host'),
  process_resident_memory_bytes: from('host'),
  process_event_loop_lag_seconds: from('host'),
};
