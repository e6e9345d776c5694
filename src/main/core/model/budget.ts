/** What a page may weigh and ask for. Sizes in bytes. */
export type BudgetKind =
  | 'javascriptInitial'
  | 'javascript'
  | 'cssCritical'
  | 'css'
  | 'imageHero'
  | 'images'
  | 'weight'
  | 'requests'
  | 'thirdParty';

/** The metric that each kind limits. */
export const BUDGET_METRICS: Readonly<Record<BudgetKind, string>> = {
  javascriptInitial: 'page_javascript_initial_bytes',
  javascript: 'page_javascript_bytes',
  cssCritical: 'page_css_critical_bytes',
  css: 'page_css_bytes',
  imageHero: 'page_hero_image_bytes',
  images: 'page_image_bytes',
  weight: 'page_weight_bytes',
  requests: 'page_requests',
  thirdParty: 'page_third_party_requests',
};

export const BUDGET_KINDS = Object.keys(BUDGET_METRICS) as readonly BudgetKind[];

/** The most of each kind; what has no limit is not in it. */
export type BudgetLimits = { readonly [Kind in BudgetKind]?: number };

/** Limits of every page, and of those of one kind: by the beginning of their names. */
export interface Budgets {
  readonly defaults: BudgetLimits;
  readonly pages: Readonly<Record<string, BudgetLimits>>;
}
