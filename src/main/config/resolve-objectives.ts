import type { Objective } from '../core/model/slo.js';
import { parseMatchers } from '../core/rule/matcher.js';
import { days, seconds } from '../core/time/instant.js';
import type { ConfigDocument, ProfileDocument } from './schema/v1.js';

type ObjectiveDocument = NonNullable<ConfigDocument['objectives']>[number];

/** The profile's objectives and the document's own; an own one with a built-in one's id replaces it. */
export const resolveObjectives = (document: ConfigDocument, profile: ProfileDocument): readonly Objective[] => {
  const byId = new Map([...(profile.objectives ?? []), ...(document.objectives ?? [])].map((one) => [one.id, one]));
  return [...byId.values()].map(resolved);
};

/** A latency objective that does not say what is slow goes by the two seconds of the royal client standard. */
const SLOW = seconds(2);

const resolved = ({ id, kind, target, over, under, match }: ObjectiveDocument): Objective => {
  const matchers = parseMatchers(match ?? {});
  return {
    id,
    kind,
    target,
    over: over ?? days(30),
    underSeconds: kind === 'latency' ? (under ?? SLOW) / seconds(1) : null,
    match: matchers.ok ? matchers.value : [],
  };
};
