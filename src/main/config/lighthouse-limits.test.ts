import { describe, expect, it } from 'vitest';
import { readShipped } from './profiles.js';
import { readConfig } from './read.js';

const shipped = await readShipped('resources');

const rulesOf = (text: string) => {
  const read = readConfig(
    `version: 1\nprofile: royal-client\n${text}`,
    {},
    { user: '', timeZone: 'UTC', ...shipped, runtime: 'desk' },
  );
  if (read.config === null) throw new Error(JSON.stringify(read.problems));
  const rules = read.config.rules.filter(({ id }) => id.startsWith('lighthouse-'));
  return { rules: new Map(rules.map((rule) => [String(rule.id), rule])), problems: read.problems };
};

describe('limits of Lighthouse scores', () => {
  it('are those of the royal client standard where nobody says otherwise', () => {
    const { rules } = rulesOf('');
    expect([...rules].map(([id, { name }]) => [id, name])).toEqual([
      ['lighthouse-performance', 'Lighthouse performance below 90'],
      ['lighthouse-accessibility', 'Lighthouse accessibility below 95'],
      ['lighthouse-best-practices', 'Lighthouse best practices below 90'],
      ['lighthouse-seo', 'Lighthouse SEO below 95'],
    ]);
  });

  it('alter the built-in rules, and what these are called', () => {
    const { rules, problems } = rulesOf('lighthouse: { performance: 75, bestPractices: 99.5 }');
    expect(rules.get('lighthouse-performance')).toMatchObject({
      name: 'Lighthouse performance below 75',
      when: { test: { kind: 'below', threshold: 75 } },
    });
    expect(rules.get('lighthouse-best-practices')?.name).toBe('Lighthouse best practices below 99.5');
    expect(rules.get('lighthouse-seo')?.name).toBe('Lighthouse SEO below 95');
    expect(problems.filter(({ path }) => path.startsWith('lighthouse'))).toEqual([]);
  });

  it('give way to a rule of one’s own', () => {
    const own =
      '{ id: lighthouse-seo, name: Ours, severity: info, category: performance, when: { metric: lighthouse_score, match: { category: seo }, below: 50 } }';
    expect(rulesOf(`lighthouse: { seo: 80 }\nrules: [${own}]`).rules.get('lighthouse-seo')?.name).toBe('Ours');
  });

  it('are asked about every page that is audited', () => {
    const { rules } = rulesOf('sources: { lighthouse: { urls: [https://www.example.org/] } }');
    expect([...rules.values()].every(({ hasSource }) => hasSource)).toBe(true);
  });
});
