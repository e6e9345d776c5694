import type { SourceRow } from '../../preload/contract/views.js';

/** What a source is called. */
export const SOURCE_NAMES: Readonly<Record<SourceRow['kind'], string>> = {
  http: 'Web addresses',
  tcp: 'Ports',
  tls: 'Certificates',
  dns: 'DNS records',
  competitor: 'Competitors’ pages',
  host: 'This machine',
  page: 'Pages in a browser',
  lighthouse: 'Lighthouse',
  sentry: 'Sentry',
  mongodb: 'MongoDB',
  builds: 'Builds',
  prometheus: 'Prometheus',
  json: 'JSON',
  ingest: 'Sent to this desk',
};
