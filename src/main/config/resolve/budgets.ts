import { coversPage, namesWithLimit } from '../../core/budget/limit.js';
import { BUDGET_KINDS, BUDGET_METRICS, type BudgetKind, type BudgetLimits, type Budgets } from '../../core/model/budget.js';
import { sayQuantity } from '../../core/notify/quantity.js';
import type { RuleDocument } from '../schema/v1/rule.js';
import type { ConfigDocument, ProfileDocument } from '../schema/v1.js';

type LimitsDocument = NonNullable<NonNullable<ConfigDocument['budgets']>['defaults']>;

/** The limits of the document over those of its profile, kind by kind. */
export const resolveBudgets = (document: Pick<ConfigDocument, 'budgets'>, profile: ProfileDocument): Budgets => {
  const [own, given] = [document.budgets ?? {}, profile.budgets ?? {}];
  const names = new Set([...Object.keys(given.pages ?? {}), ...Object.keys(own.pages ?? {})]);
  return {
    defaults: merged(given.defaults, own.defaults),
    pages: Object.fromEntries([...names].map((name) => [name, merged(given.pages?.[name], own.pages?.[name])])),
  };
};

const merged = (...all: readonly (LimitsDocument | undefined)[]): BudgetLimits =>
  Object.fromEntries(all.flatMap((limits) => Object.entries(limits ?? {}).filter(([, limit]) => limit !== undefined)));

/** A profile whose budget rules judge by the limits of the document, where that has any. */
export const withBudgets = (profile: ProfileDocument, document: Pick<ConfigDocument, 'budgets'>): ProfileDocument => {
  const rules = profile.rules ?? [];
  const first = rules.findIndex(isOfBudget);
  if (document.budgets === undefined || first < 0) return profile;
  const budgets = resolveBudgets(document, profile);
  const made = BUDGET_KINDS.flatMap((kind) => rulesOf(kind, budgets, rules.filter(isOfBudget)));
  const [before, after] = [rules.slice(0, first), rules.slice(first).filter((rule) => !isOfBudget(rule))];
  return { ...profile, rules: [...before, ...made, ...after] };
};

const isOfBudget = ({ labels }: RuleDocument): boolean => labels?.budget !== undefined;

const rulesOf = (kind: BudgetKind, budgets: Budgets, known: readonly RuleDocument[]): readonly RuleDocument[] => {
  const names = namesWithLimit(budgets, kind);
  const general = budgets.defaults[kind];
  return [
    ...(general === undefined ? [] : [ruleOf({ kind, name: null, limit: general, match: others(names) }, known)]),
    ...names.flatMap((name) => {
      const limit = budgets.pages[name]?.[kind];
      return limit === undefined ? [] : [ruleOf({ kind, name, limit, match: only(name, names) }, known)];
    }),
  ];
};

interface Limit {
  readonly kind: BudgetKind;
  /** Null: of every page that has none of its own. */
  readonly name: string | null;
  readonly limit: number;
  /** Matcher of the label `page`. */
  readonly match: string | null;
}

/** All but what it judges by is taken from the profile's own rule of that kind, so that words and playbook stay. */
const ruleOf = ({ kind, name, limit, match }: Limit, known: readonly RuleDocument[]): RuleDocument => {
  const budget = ID_OF[kind];
  const id = name === null ? `budget-${budget}` : `budget-${budget}-${name}`;
  const alike = known.find((rule) => rule.id === id) ?? known.find(({ labels }) => labels?.budget === budget) ?? known[0];
  const metric = BUDGET_METRICS[kind];
  const when = { metric, above: limit, by: ['page'], ...(match === null ? {} : { match: { page: match } }) };
  return { ...alike, id, name: titleOf(kind, name, sayQuantity(metric, limit)), when, labels: { budget } };
};

/** As the rules of the profile are called. */
const ID_OF: Readonly<Record<BudgetKind, string>> = {
  javascriptInitial: 'javascript-initial',
  javascript: 'javascript',
  cssCritical: 'css-critical',
  css: 'css',
  imageHero: 'image-hero',
  images: 'images',
  weight: 'weight',
  requests: 'requests',
  thirdParty: 'third-party',
};

const TITLES: Readonly<Record<BudgetKind, (limit: string) => string>> = {
  javascriptInitial: (limit) => `JavaScript at start over ${limit}`,
  javascript: (limit) => `JavaScript over ${limit}`,
  cssCritical: (limit) => `Critical CSS over ${limit}`,
  css: (limit) => `CSS over ${limit}`,
  imageHero: (limit) => `Hero image over ${limit}`,
  images: (limit) => `Images over ${limit}`,
  weight: (limit) => `Page over ${limit}`,
  requests: (limit) => `Page with over ${limit} requests`,
  thirdParty: (limit) => `More than ${limit} third-party requests`,
};

const titleOf = (kind: BudgetKind, name: string | null, limit: string): string => {
  const title = TITLES[kind](limit);
  if (name === null) return title;
  const page = `${name.slice(0, 1).toUpperCase()}${name.slice(1)} page`;
  return title.startsWith('Page') ? title.replace('Page', page) : `${page}: ${title}`;
};

const escaped = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The pages of a name, as a regular expression that is matched from end to end. */
const pagesOf = (name: string): string => (name === 'home' ? 'home' : `${escaped(name)}.*`);

const others = (names: readonly string[]): string | null => (names.length === 0 ? null : `!~${names.map(pagesOf).join('|')}`);

/** Without those pages that a longer name has a limit for. */
const only = (name: string, names: readonly string[]): string => {
  if (name === 'home') return name;
  const longer = names.filter((other) => other !== name && coversPage(name, other));
  const but = longer.map((other) => (other === 'home' ? 'home$' : escaped(other))).join('|');
  return `=~${but === '' ? '' : `(?!${but})`}${pagesOf(name)}`;
};
