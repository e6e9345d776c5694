import type { Rule } from '../model/rule.js';
import type { Series } from '../model/sample.js';
import { metricsOf, selects } from './group.js';

/**
 * Finds the rules that look at a series without asking each of them: by metric, then by the value of the first label that they
 * want to be equal. A new series among thousands of rules for one page each would otherwise ask them all.
 */
export interface RuleIndex {
  readonly metrics: Map<string, Shelf>;
}

interface Shelf {
  /** Label -> value -> the rules that want just that. */
  readonly byLabel: Map<string, Map<string, Rule[]>>;
  /** Rules that want no label to be equal to anything. */
  readonly others: Rule[];
}

export const indexRules = (rules: Iterable<Rule>): RuleIndex => {
  const metrics = new Map<string, Shelf>();
  for (const rule of rules) {
    if (!rule.enabled) continue;
    for (const metric of metricsOf(rule.when.subject)) place(shelfOf(metrics, metric), rule);
  }
  return { metrics };
};

const shelfOf = (metrics: Map<string, Shelf>, metric: string): Shelf =>
  known(metrics, metric, () => ({ byLabel: new Map(), others: [] }));

const place = ({ byLabel, others }: Shelf, rule: Rule): void => {
  const equal = rule.when.match.find(({ operator, value }) => operator === '=' && value !== '');
  if (equal === undefined) others.push(rule);
  else {
    const values = known(byLabel, equal.label, () => new Map<string, Rule[]>());
    known(values, equal.value, (): Rule[] => []).push(rule);
  }
};

const known = <Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value => {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
};

/** The rules that look at this series. */
export const rulesOn = ({ metrics }: RuleIndex, series: Series): readonly Rule[] => {
  const shelf = metrics.get(series.name);
  if (shelf === undefined) return [];
  const found = shelf.others.filter((rule) => selects(rule, series));
  for (const [label, values] of shelf.byLabel) {
    for (const rule of values.get(series.labels[label] ?? '') ?? []) if (selects(rule, series)) found.push(rule);
  }
  return found;
};
