import type { Objective } from '../../core/model/slo.js';
import { parseMatchers } from '../../core/rule/matcher.js';
import { measuresOf, metricsOfMeasure } from '../../core/slo/measures.js';
import { days, seconds } from '../../core/time/instant.js';
import type { ResolveContext } from '../context.js';
import { factsOf, isGiven } from '../production.js';
import type { ConfigDocument, ProfileDocument } from '../schema/v1.js';

type ObjectiveDocument = NonNullable<ConfigDocument['objectives']>[number];

/** The profile's objectives and the document's own; an own one with a built-in one's id replaces it. */
export const resolveObjectives = (
  document: ConfigDocument,
  profile: ProfileDocument,
  { runtime }: Pick<ResolveContext, 'runtime'>,
): readonly Objective[] => {
  const byId = new Map([...(profile.objectives ?? []), ...(document.objectives ?? [])].map((one) => [one.id, one]));
  const leastScore = document.lighthouse?.performance ?? profile.lighthouse?.performance ?? LEAST_SCORE;
  return [...byId.values()].map((one) => resolved(one, leastScore, document, runtime));
};

/** The royal client standard: an answer over two seconds is slow, an audit below 90 is bad. */
const SLOW = seconds(2);
const LEAST_SCORE = 90;

const resolved = (
  { id, kind, target, over, under, match }: ObjectiveDocument,
  leastScore: number,
  document: ConfigDocument,
  runtime: ResolveContext['runtime'],
): Objective => {
  const matchers = parseMatchers(match ?? {});
  const underSeconds = (under ?? SLOW) / seconds(1);
  const measures = measuresOf({ kind, match: matchers.ok ? matchers.value : [], underSeconds, leastScore });
  const metrics = measures.flatMap(metricsOfMeasure);
  return {
    id,
    kind,
    target,
    over: over ?? days(30),
    measures,
    sources: [...new Set(metrics.flatMap((metric) => factsOf(metric)?.from ?? []))],
    hasSource: runtime === 'scenario' || metrics.some((metric) => isGiven(metric, document)),
  };
};
