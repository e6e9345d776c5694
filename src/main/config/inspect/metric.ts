import { error, type Finding, type Path, warning } from '../finding.js';
import { isRead, METRICS, type MetricFacts, metricFacts } from '../metrics.js';
import { nearest } from '../nearest.js';
import { THIS_MACHINE, watchesThisMachine } from '../resolve-target.js';
import type { WhenDocument } from '../schema/v1/rule.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Whether anything can ever come of a rule: its metric is produced, its target exists, its threshold can be passed. */
export const inspectMetric = (when: WhenDocument, at: Path, document: ConfigDocument): readonly Finding[] => {
  const name = when.metric ?? '';
  const facts = metricFacts(name);
  if (facts === undefined) return [unknownMetric(name, at)];
  return [...production(name, facts, at, document), ...reach(when, facts, at), ...targetOf(when, at, document)];
};

const unknownMetric = (name: string, at: Path): Finding => {
  const meant = nearest(name, Object.keys(METRICS));
  const remedy = meant === undefined ? 'Check its name, or configure the source that gives it.' : `Did you mean ${meant}?`;
  return warning([...at, 'metric'], `nothing produces the metric ${name}, so the rule never fires`, remedy, 'value');
};

const production = (name: string, { from }: MetricFacts, at: Path, document: ConfigDocument): readonly Finding[] => {
  if (!isRead(name)) return [silent(name, 'in this version', 'It can stay; it wakes up with the version that reads it.', at)];
  if (from.includes('http')) {
    return (document.targets ?? []).length > 0 ? [] : [silent(name, 'here', 'Add a target.', at)];
  }
  if (watchesThisMachine(document, 'desk')) return [];
  return [silent(name, 'here', 'Remove sources.host.enabled: false.', at)];
};

const silent = (name: string, where: string, remedy: string, at: Path): Finding =>
  warning([...at, 'metric'], `nothing produces the metric ${name} ${where}, so the rule never fires`, remedy, 'value');

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
  return [];
};

const targetOf = (when: WhenDocument, at: Path, document: ConfigDocument): readonly Finding[] => {
  const text = when.match?.target;
  if (text === undefined || /^(?:!=|=~|!~)/.test(text)) return [];
  const wanted = text.replace(/^=/, '');
  const known = [...(document.targets ?? []).map((target) => target.id), THIS_MACHINE];
  if (known.includes(wanted)) return [];
  const meant = nearest(wanted, known);
  const remedy = meant === undefined ? 'Add that target, or match another.' : `Did you mean "${meant}"?`;
  return [warning([...at, 'match', 'target'], `there is no target "${wanted}", so the rule never fires`, remedy, 'value')];
};
