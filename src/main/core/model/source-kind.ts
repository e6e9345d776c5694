/**
 * What a source has to do with the site: it looks at what serves its visitors (`service`), at another company's page, or at this
 * desk's own machine; it reads another system's record of the site; or it is told by whoever sends.
 */
export type SourceRole = 'service' | 'competitor' | 'machine' | 'record' | 'told';

interface SourceFacts {
  readonly role: SourceRole;
  /** The series that says how long a look's answer took; null where its looks have none that people compare. */
  readonly responseMetric: string | null;
}

const facts = (role: SourceRole, responseMetric: string | null = null): SourceFacts => ({ role, responseMetric });

/** The kinds of adapter that give readings, and all that the rest of the system must know of each. */
const SOURCES = {
  http: facts('service', 'http_response_seconds'),
  tcp: facts('service', 'service_response_seconds'),
  tls: facts('service', 'service_response_seconds'),
  dns: facts('service', 'service_response_seconds'),
  competitor: facts('competitor'),
  host: facts('machine'),
  page: facts('record'),
  lighthouse: facts('record'),
  sentry: facts('record'),
  mongodb: facts('record'),
  builds: facts('record'),
  prometheus: facts('record'),
  json: facts('record'),
  ingest: facts('told'),
} as const satisfies Readonly<Record<string, SourceFacts>>;

export type SourceKind = keyof typeof SOURCES;

export const roleOf = (source: SourceKind): SourceRole => SOURCES[source].role;

export const responseMetricOf = (source: SourceKind): string | null => SOURCES[source].responseMetric;

/** Whether what it looks at is up or down, as `up` says. */
export const isService = (source: SourceKind): boolean => roleOf(source) === 'service';

/** Whether what bears this `source` label comes of looks at targets. */
export const isPolled = (source: string): boolean => Object.hasOwn(SOURCES, source) && roleOf(source as SourceKind) !== 'told';
