import type { Subject } from '../core/model/rule.js';
import { metricsOf } from '../core/rule/group.js';
import { parseSeries } from '../core/sample/series.js';
import type { ResolveContext } from './context.js';
import { METRICS, type MetricFacts, type MetricOrigin } from './metrics.js';
import { isWhole } from './resolve/feed-targets.js';
import { givesByJson } from './resolve/json.js';
import { givesByMongodb } from './resolve/mongodb.js';
import { watchesThisMachine } from './resolve/target.js';
import type { TargetDocument } from './schema/v1/target.js';
import type { ConfigDocument } from './schema/v1.js';

/** What is known of a metric; undefined of one that nothing produces. */
export const factsOf = (metric: string): MetricFacts | undefined =>
  Object.hasOwn(METRICS, metric) ? METRICS[metric] : undefined;

/** Whether something that is configured here gives what a rule looks at. A scenario brings its own series. */
export const isProduced = (subject: Subject, document: ConfigDocument, runtime: ResolveContext['runtime']): boolean =>
  runtime === 'scenario' || metricsOf(subject).every((metric) => isGiven(metric, document));

const hasTarget =
  (kind: NonNullable<TargetDocument['kind']>) =>
  ({ targets = [] }: ConfigDocument): boolean =>
    targets.some((target) => (target.kind ?? 'http') === kind);

type HasWork = (document: ConfigDocument, metric: string) => boolean;

/** Of its own, a desk always knows how it is; of a backup and a heartbeat only where it makes them. */
const OWN: Readonly<Record<string, (document: ConfigDocument) => boolean>> = {
  backup_age_seconds: ({ backup }) => backup !== undefined,
  heartbeat_age_seconds: ({ heartbeat }) => heartbeat !== undefined,
};

/** What this version reads, and whether it has something to read here. A source that is built adds its line, and the rules over its metrics wake up. */
const READ: Partial<Record<MetricOrigin, HasWork>> = {
  http: hasTarget('http'),
  tcp: hasTarget('tcp'),
  tls: hasTarget('tls'),
  dns: hasTarget('dns'),
  competitor: ({ competitors = [] }) => competitors.length > 0,
  host: (document) => watchesThisMachine(document, 'desk'),
  // Any desk takes what is sent to it; only one that is told so waits for it.
  ingest: ({ sources }) => sources?.ingest !== undefined,
  page: ({ sources }) => sources?.page !== undefined,
  builds: ({ sources }) => sources?.builds?.github !== undefined || sources?.builds?.vercel !== undefined,
  sentry: ({ sources }) => isWhole(sources?.sentry),
  prometheus: ({ sources }) => sources?.prometheus !== undefined,
  json: ({ sources }, metric) => givesByJson(sources?.json, metric),
  lighthouse: ({ sources }) => sources?.lighthouse !== undefined,
  watchroom: (document, metric) => (OWN[metric] ?? (() => true))(document),
  mongodb: ({ sources }, metric) => givesByMongodb(sources?.mongodb, metric),
};

/** Of what gives it, what this version reads. */
export const readOrigins = ({ from }: MetricFacts): readonly MetricOrigin[] =>
  from.filter((origin) => READ[origin] !== undefined);

/** Whether this version has a source for it at all. */
export const isRead = (facts: MetricFacts): boolean => readOrigins(facts).length > 0;

/** Whether a source that gives it has something to read here, or a query of the document's own bears its name. A mapping may give metrics that nobody else knows. */
export const isGiven = (metric: string, document: ConfigDocument): boolean =>
  (factsOf(metric)?.from ?? ['mongodb']).some((origin) => READ[origin]?.(document, metric)) || isQueried(metric, document);

const isQueried = (metric: string, { sources }: ConfigDocument): boolean =>
  [...(sources?.prometheus?.queries ?? []), ...Object.values(sources?.json ?? {}).flatMap(({ values = [] }) => values)].some(
    ({ series }) => parseSeries(series)?.name === metric,
  );
