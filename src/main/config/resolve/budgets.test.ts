import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { limitOf } from '../../core/budget/limit.js';
import { BUDGET_KINDS, BUDGET_METRICS } from '../../core/model/budget.js';
import type { Config } from '../../core/model/config.js';
import type { Rule } from '../../core/model/rule.js';
import { matches } from '../../core/rule/matcher.js';
import { readShipped } from '../profiles.js';
import { type ReadConfig, readConfig } from '../read.js';

let read: (text: string) => ReadConfig;
beforeAll(async () => {
  const shipped = await readShipped(join(import.meta.dirname, '../../../../resources'));
  const context = { ...shipped, user: 'ana', timeZone: 'UTC', runtime: 'desk' } as const;
  read = (text) => readConfig(`version: 1\nsources: { page: { urls: ["https://a.example/"] } }\n${text}`, {}, context);
});

const configOf = (text: string): Config => {
  const { config, problems } = read(text);
  if (config === null) throw new Error(JSON.stringify(problems));
  return config;
};

const budgetRules = ({ rules }: Config): readonly Rule[] => rules.filter(({ labels }) => labels.budget !== undefined);

/** The limits that the rules hold a page to, by metric. */
const judged = (config: Config, page: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    budgetRules(config).flatMap(({ enabled, when: { subject, test, match } }) =>
      enabled && subject.kind === 'metric' && test.kind === 'above' && matches(match, { page })
        ? [[subject.metric, test.threshold]]
        : [],
    ),
  );

const PAGES = ['home', 'homework', 'service', 'service-maths', 'about'];

const OWN = `budgets:
  defaults: { javascript: 200KB, weight: 1MB }
  pages: { home: { images: 300KB }, service: { weight: 500KB }, service-maths: { weight: 450KB, thirdParty: 0 } }
`;

describe('budgets that the document does not state', () => {
  it('are those of the profile, whose rules stay as they are', () => {
    const config = configOf('');
    expect(budgetRules(config)).toHaveLength(11);
    expect(judged(config, 'home')).toMatchObject({ page_weight_bytes: 800_000, page_requests: 25, page_css_bytes: 100_000 });
    expect(config.budgets.pages.service).toEqual({ weight: 600_000, requests: 20 });
  });
});

describe('budgets of the document', () => {
  it('change what the rules judge, kind by kind and page by page, and leave the rest', () => {
    const config = configOf(OWN);
    expect(judged(config, 'about')).toMatchObject({
      page_javascript_bytes: 200_000,
      page_javascript_initial_bytes: 150_000,
      page_weight_bytes: 1_000_000,
      page_image_bytes: 500_000,
    });
    expect(judged(config, 'home')).toMatchObject({ page_weight_bytes: 800_000, page_requests: 25, page_image_bytes: 300_000 });
    expect(judged(config, 'service-latin')).toMatchObject({ page_weight_bytes: 500_000, page_requests: 20 });
    expect(judged(config, 'service-maths')).toMatchObject({ page_weight_bytes: 450_000, page_third_party_requests: 0 });
  });

  it.each(PAGES)('are judged as they are shown: for %s one rule a limit', (page) => {
    for (const text of ['', OWN]) {
      const config = configOf(text);
      const shown = BUDGET_KINDS.flatMap((kind) => {
        const limit = limitOf(config.budgets, kind, page);
        return limit === null ? [] : [[BUDGET_METRICS[kind], limit]];
      });
      expect(judged(config, page)).toEqual(Object.fromEntries(shown));
    }
  });

  it('have rules that say their limit, with the words and the playbook of the profile', () => {
    const rules = budgetRules(configOf(OWN));
    const named = (id: string) => rules.find((rule) => rule.id === id);
    expect(named('budget-javascript')?.name).toBe('JavaScript over 200 KB');
    expect(named('budget-weight-service')).toMatchObject({
      name: 'Service page over 500 KB',
      severity: 'warning',
      playbook: 'performance-budget',
      businessImpact: 'Parents who compare services leave the slow page for another.',
      hasSource: true,
    });
    expect(named('budget-images-home')?.name).toBe('Home page: Images over 300 KB');
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('leave the rules of the document itself the last word', () => {
    const rules = 'rules: [{ id: budget-images-home, enabled: false }]\n';
    expect(judged(configOf(OWN + rules), 'home').page_image_bytes).toBeUndefined();
    expect(read(OWN + rules).problems.filter(({ path }) => path.startsWith('rules'))).toEqual([]);
  });

  it('are only shown where the profile has no rules, and are told to be', () => {
    const { config, problems } = read(`profile: none\n${OWN}`);
    expect(config?.rules).toEqual([]);
    expect(config?.budgets.defaults.weight).toBe(1_000_000);
    expect(problems.map(({ message }) => message)).toContainEqual(expect.stringMatching(/no rule judges the budgets/));
  });
});
