import type { Labels } from '../model/labels.js';
import type { Category, Impact, RuleId, Severity } from '../model/rule.js';
import type { AlertPattern, Inhibition } from '../model/telling.js';
import { matches } from '../rule/matcher.js';

/** An alert that fires, as far as inhibition looks at it. */
export interface Firing {
  readonly id: string;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly category: Category;
  readonly impact: Impact | null;
  readonly labels: Labels;
}

const fits = (pattern: AlertPattern, firing: Firing): boolean =>
  (pattern.rule === null || pattern.rule === firing.rule) &&
  (pattern.severity === null || pattern.severity === firing.severity) &&
  (pattern.category === null || pattern.category === firing.category) &&
  (pattern.impact === null || pattern.impact === firing.impact) &&
  matches(pattern.labels, firing.labels);

/**
 * Which of the alerts that fire are explained by which other one. `firing` comes in the order in which they began.
 *
 * An alert is muted only where a chain of explanations leads up to one that is not: in a circle the earliest is told.
 * An alert never explains itself. Linear in alerts times inhibitions: of all that could explain an alert under one
 * inhibition, the earliest is asked.
 */
export const explainedBy = (firing: readonly Firing[], inhibitions: readonly Inhibition[]): ReadonlyMap<string, string> => {
  const explains = explanations(firing, inhibitions);
  const explainable = new Set([...explains.values()].flat());
  const told = new Set<string>();
  const explained = new Map<string, string>();
  const tell = (id: string): void => {
    told.add(id);
    spread(id, explains, told, explained);
  };
  for (const { id } of firing) if (!explainable.has(id)) tell(id);
  // What is left stands in circles, or behind them: the earliest of it is told, and so on.
  for (const { id } of firing) if (!told.has(id) && !explained.has(id)) tell(id);
  return explained;
};

/** Marks all that an alert explains, and what those explain in turn. */
const spread = (
  root: string,
  explains: ReadonlyMap<string, readonly string[]>,
  told: ReadonlySet<string>,
  explained: Map<string, string>,
): void => {
  const queue = [root];
  for (let source = queue.pop(); source !== undefined; source = queue.pop()) {
    for (const target of explains.get(source) ?? []) {
      if (told.has(target) || explained.has(target)) continue;
      explained.set(target, source);
      queue.push(target);
    }
  }
};

/** From each alert to those that it would explain. */
const explanations = (firing: readonly Firing[], inhibitions: readonly Inhibition[]): Map<string, string[]> => {
  const explains = new Map<string, string[]>();
  for (const inhibition of inhibitions) {
    const sources = sourcesOf(firing, inhibition);
    if (sources.size === 0) continue;
    for (const target of firing) {
      if (!fits(inhibition.mute, target)) continue;
      const source = sources.get(keyOf(target, inhibition))?.find((one) => one !== target.id);
      if (source === undefined) continue;
      const known = explains.get(source);
      if (known === undefined) explains.set(source, [target.id]);
      else known.push(target.id);
    }
  }
  return explains;
};

/** The two earliest sources of each set of equal labels: one of them is always another alert than the one in question. */
const sourcesOf = (firing: readonly Firing[], inhibition: Inhibition): Map<string, string[]> => {
  const sources = new Map<string, string[]>();
  for (const one of firing) {
    if (!fits(inhibition.when, one)) continue;
    const key = keyOf(one, inhibition);
    const known = sources.get(key);
    if (known === undefined) sources.set(key, [one.id]);
    else if (known.length < 2) known.push(one.id);
  }
  return sources;
};

const keyOf = ({ labels }: Firing, { equal }: Inhibition): string =>
  equal.length === 0 ? '' : JSON.stringify(equal.map((label) => labels[label] ?? ''));
