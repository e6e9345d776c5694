import { isService } from '../../core/model/source-kind.js';
import { nearest } from '../../core/text/nearest.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import { METRICS, type MetricFacts } from '../metrics.js';
import { factsOf, isGiven, isRead, readOrigins } from '../production.js';
import { resolveFeedTargets } from '../resolve/feed-targets.js';
import { THIS_MACHINE } from '../resolve/target.js';
import type { WhenDocument } from '../schema/v1/rule.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Whether anything can ever come of a rule: its metrics are produced, its target exists, its threshold can be passed. */
export const inspectMetric = (
  when: WhenDocument,
  metrics: readonly string[],
  at: Path,
  document: ConfigDocument,
): readonly Finding[] => {
  const unproduced = metrics.flatMap((name) => production(name, placeOf(when, name, at), document));
  const facts = when.metric === undefined ? undefined : factsOf(when.metric);
  const isKnown = metrics.every((name) => factsOf(name) !== undefined);
  return [
    ...unproduced,
    ...(facts === undefined ? [] : reach(when, facts, at)),
    ...(isKnown ? targetOf(when, at, document) : []),
  ];
};

/** Where the document names a metric; the condition as a whole where it is only implied. */
const placeOf = ({ metric, ratio }: WhenDocument, name: string, at: Path): Path => {
  if (metric === name) return [...at, 'metric'];
  if (ratio?.bad === name) return [...at, 'ratio', 'bad'];
  return ratio?.total === name ? [...at, 'ratio', 'total'] : at;
};

const production = (name: string, path: Path, document: ConfigDocument): readonly Finding[] => {
  if (isGiven(name, document)) return [];
  const facts = factsOf(name);
  if (facts === undefined) return [unknownMetric(name, path)];
  if (!isRead(facts)) {
    return [silent(name, 'in this version', 'It can stay; it wakes up with the version that reads it.', path)];
  }
  return [silent(name, 'here', remedyOf(facts), path)];
};

const remedyOf = (facts: MetricFacts): string => {
  const origins = readOrigins(facts);
  const kinds = origins.filter((origin) => origin !== 'watchroom' && isService(origin));
  if (kinds.includes('http')) return 'Add a target.';
  if (kinds.length > 0) return `Add a target of kind ${kinds.join(' or ')}.`;
  if (origins.includes('host')) return 'Remove sources.host.enabled: false.';
  return `Configure ${origins.map((origin) => `sources.${origin}`).join(' or ')}.`;
};

const silent = (name: string, where: string, remedy: string, path: Path): Finding =>
  warning(path, `nothing produces the metric ${name} ${where}, so the rule never fires`, remedy, 'value');

const unknownMetric = (name: string, path: Path): Finding => {
  const meant = nearest(name, Object.keys(METRICS));
  const remedy = meant === undefined ? 'Check its name, or configure the source that gives it.' : `Did you mean ${meant}?`;
  return warning(path, `nothing produces the metric ${name}, so the rule never fires`, remedy, 'value');
};

const KEEPS_RANGE: readonly string[] = ['last', 'avg', 'min', 'max'];

/** Strict comparison: above the most or below the least a metric can be is out of reach for ever. */
const reach = (when: WhenDocument, facts: MetricFacts, at: Path): readonly Finding[] => {
  if (!KEEPS_RANGE.includes(when.reduce ?? 'last')) return [];
  if (when.above !== undefined && when.above >= facts.most) {
    return [
      error([...at, 'above'], `can never be: ${when.metric} is at most ${facts.most}`, `Choose a value below ${facts.most}.`),
    ];
  }
  if (when.below !== undefined && when.below <= facts.least) {
    return [
      error(
        [...at, 'below'],
        `can never be: ${when.metric} is at least ${facts.least}`,
        `Choose a value above ${facts.least}.`,
      ),
    ];
  }
  return by(when, facts, at);
};

/** No distance from a baseline is as long as the metric's whole range. */
const by = (when: WhenDocument, { least, most }: MetricFacts, at: Path): readonly Finding[] =>
  (['increaseBy', 'decreaseBy'] as const).flatMap((key) => {
    const distance = when[key];
    if (distance === undefined || distance < most - least) return [];
    const message = `can never be: ${when.metric} moves between ${least} and ${most}`;
    return [error([...at, key], message, `Choose a value below ${most - least}.`)];
  });

const targetOf = (when: WhenDocument, at: Path, document: ConfigDocument): readonly Finding[] => {
  const text = when.match?.target;
  if (text === undefined || /^(?:!=|=~|!~)/.test(text)) return [];
  const wanted = text.replace(/^=/, '');
  const known: readonly string[] = [
    ...(document.targets ?? []).map((target) => target.id),
    ...resolveFeedTargets(document).map((target) => target.id),
    THIS_MACHINE,
  ];
  if (known.includes(wanted)) return [];
  const meant = nearest(wanted, known);
  const remedy = meant === undefined ? 'Add that target, or match another.' : `Did you mean "${meant}"?`;
  return [warning([...at, 'match', 'target'], `there is no target "${wanted}", so the rule never fires`, remedy, 'value')];
};
