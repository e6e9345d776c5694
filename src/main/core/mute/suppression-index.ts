import type { Labels } from '../model/labels.js';
import type { Suppression } from '../model/mute.js';
import type { Matcher, RuleId } from '../model/rule.js';
import { matches } from '../rule/matcher.js';

/** Finds the suppressions that could mean an alert without asking each of them. */
export interface SuppressionIndex {
  /** Those whose matchers the alert meets, whenever they run. */
  meaning(rule: RuleId, labels: Labels): readonly Suppression[];
}

const NONE: readonly Suppression[] = [];

const keyOf = (label: string, value: string): string => `${label}=${value}`;

/** As `mutes`, without a copy of the labels for each of ten thousand alerts where plain matchers already say no. */
const isMet = (matchers: readonly Matcher[], rule: RuleId, labels: Labels): boolean =>
  matchers.every(
    ({ label, operator, value }) => operator !== '=' || (label === 'rule' ? rule : (labels[label] ?? '')) === value,
  ) && matches(matchers, { ...labels, rule });

/**
 * Files each suppression under one of its plain matchers, the one under which the fewest stand, so that a thousand of
 * single alerts do not all stand under their common rule.
 */
export const indexSuppressions = (suppressions: Iterable<Suppression>): SuppressionIndex => {
  const filed = new Map<string, Suppression[]>();
  const general: Suppression[] = [];
  for (const suppression of suppressions) {
    const shelf = shelfOf(filed, suppression.matchers) ?? general;
    shelf.push(suppression);
  }
  return {
    meaning: (rule, labels) => {
      const candidates = [...general, ...(filed.get(keyOf('rule', rule)) ?? [])];
      for (const label of Object.keys(labels)) {
        if (label !== 'rule') candidates.push(...(filed.get(keyOf(label, labels[label] ?? '')) ?? []));
      }
      if (candidates.length === 0) return NONE;
      return candidates.filter(({ matchers }) => isMet(matchers, rule, labels));
    },
  };
};

/** A matcher of the empty text is also met by a label that is not there, so nothing can be filed under it. */
const shelfOf = (filed: Map<string, Suppression[]>, matchers: readonly Matcher[]): Suppression[] | null => {
  let best: { readonly key: string; readonly size: number } | null = null;
  for (const { label, operator, value } of matchers) {
    if (operator !== '=' || value === '') continue;
    const key = keyOf(label, value);
    const size = filed.get(key)?.length ?? 0;
    if (best === null || size < best.size) best = { key, size };
  }
  if (best === null) return null;
  const shelf = filed.get(best.key) ?? [];
  filed.set(best.key, shelf);
  return shelf;
};
