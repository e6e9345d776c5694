import type { Subject } from '../core/model/rule.js';
import { metricsOf } from '../core/rule/group.js';
import type { ResolveContext } from './context.js';
import { METRICS, type MetricFacts } from './metrics.js';
import { watchesThisMachine } from './resolve-target.js';
import type { ConfigDocument } from './schema/v1.js';

/** What is known of a metric; undefined of one that nothing produces. */
export const factsOf = (metric: string): MetricFacts | undefined =>
  Object.hasOwn(METRICS, metric) ? METRICS[metric] : undefined;

/** Whether something that is configured here gives what a rule looks at. A scenario brings its own series. */
export const isProduced = (subject: Subject, document: ConfigDocument, runtime: ResolveContext['runtime']): boolean =>
  runtime === 'scenario' || metricsOf(subject).every((metric) => isGiven(factsOf(metric), document));

/** Whether a source of that kind has something to read here. */
export const isGiven = (facts: MetricFacts | undefined, document: ConfigDocument): boolean => {
  if (facts === undefined) return false;
  return facts.source === 'http' ? (document.targets ?? []).length > 0 : watchesThisMachine(document, 'desk');
};
