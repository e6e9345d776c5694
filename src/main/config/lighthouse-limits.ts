import type { RuleDocument } from './schema/v1/rule.js';
import type { ConfigDocument } from './schema/v1.js';

type Limits = NonNullable<ConfigDocument['lighthouse']>;

/** The built-in rules that say what a score must not fall below, and the key under `lighthouse` that says the same in short. */
const LIMITED: Readonly<Record<string, keyof Limits>> = {
  'lighthouse-performance': 'performance',
  'lighthouse-accessibility': 'accessibility',
  'lighthouse-best-practices': 'bestPractices',
  'lighthouse-seo': 'seo',
};

/** A built-in rule with the limit that the document gives its score, by which it is then also called. */
export const withLimit = (rule: RuleDocument, limits: Limits | undefined): RuleDocument => {
  const key = Object.hasOwn(LIMITED, rule.id) ? LIMITED[rule.id] : undefined;
  const limit = key === undefined ? undefined : limits?.[key];
  if (limit === undefined || rule.when === undefined) return rule;
  return { ...rule, name: rule.name?.replace(/\d+$/, String(limit)), when: { ...rule.when, below: limit } };
};
