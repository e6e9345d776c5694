import { describe, expect, it } from 'vitest';
import { siteLimitsOf } from './site-limits.js';

const limits = (name: string, text: string) => {
  const read = siteLimitsOf(name, text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

const refusal = (text: string, name = 'performance.config.ts'): string => {
  const read = siteLimitsOf(name, text);
  return read.ok ? `read: ${JSON.stringify(read.value)}` : read.error;
};

describe('the limits of a site’s own file', () => {
  it('are read from a .lighthouserc.js', () => {
    const text = `
      // What we promise.
      module.exports = {
        ci: {
          collect: { url: ['https://www.example.org/'], numberOfRuns: 5 },
          assert: {
            preset: "lighthouse:no-pwa",
            assertions: {
              'categories:performance': ['error', { minScore: 0.9 }],
              'categories:accessibility': ['warn', { minScore: .95 }],
              'categories:seo': ['off', { minScore: 0.95 }],
              'resource-summary:script:size': ['error', { maxNumericValue: 300 * 1_000 }],
              'resource-summary:third-party:count': ['error', { maxNumericValue: 5 }],
            },
          },
        },
      };`;
    expect(limits('.lighthouserc.js', text)).toEqual({
      scores: { performance: 90, accessibility: 95 },
      budgets: { page_javascript_bytes: 300_000, page_third_party_requests: 5 },
    });
  });

  it('are read from JSON', () => {
    const text = '{"ci":{"assert":{"assertions":{"categories:best-practices":["error",{"minScore":0.9}]}}}}';
    expect(limits('.lighthouserc.json', text).scores).toEqual({ 'best-practices': 90 });
  });

  it('are read from a performance.config.ts, with sizes as people write them', () => {
    const text = `import type { PerformanceConfig } from './types';
      export const performanceConfig = {
        budgets: {
          javascript: { initial: '150KB', total: '300KB' }, css: { critical: 14 * 1024, total: "100 KiB" },
          images: { hero: '150KB', page: '500KB' }, pageWeight: { home: '0.8MB' }, requests: { home: 25 }, thirdParty: 5,
        },
        lighthouse: { performance: 90, bestPractices: 91 },
      } satisfies PerformanceConfig;`;
    expect(limits('performance.config.ts', text)).toEqual({
      scores: { performance: 90, 'best-practices': 91 },
      budgets: {
        page_javascript_initial_bytes: 150_000,
        page_javascript_bytes: 300_000,
        page_css_critical_bytes: 14_336,
        page_css_bytes: 102_400,
        page_hero_image_bytes: 150_000,
        page_image_bytes: 500_000,
        page_weight_bytes: 800_000,
        page_requests: 25,
        page_third_party_requests: 5,
      },
    });
  });

  it('may stand in a constant that is exported by name', () => {
    const text = 'const config: Config = { scores: { seo: 95 } };\nexport default config;';
    expect(limits('performance.config.ts', text).scores).toEqual({ seo: 95 });
  });

  it.each([
    ['module.exports = { lighthouse: { seo: process.env.SEO } }', /line 1: “process” would have to be run/],
    ['export default {\n  lighthouse: { seo: limit(95) } }', /line 2: “limit” would have to be run/],
    ['export default { ...base, lighthouse: { seo: 95 } }', /“.” would have to be run/],
    ['export default { [key]: 95 }', /“\[” would have to be run/],
    ['export default { lighthouse: { seo: `$' + '{limit}` } }', /“`” would have to be run/],
    ['export default { lighthouse: { seo: 95 + 1 } }', /“\+” would have to be run/],
    ['module.exports = () => ({})', /“\(” would have to be run/],
    ['require("child_process").execSync("touch /tmp/no")', /exports no object/],
    ['export default { lighthouse: {', /ends in the middle/],
    ['export default { colours: { red: 1 } }', /no limit that is known here/],
    [`export default ${'['.repeat(5_000)}`, /would have to be run/],
  ])('are refused where something would have to be run: %s', (text, expected) => {
    expect(refusal(text)).toMatch(expected);
  });

  it('are refused where the JSON is broken', () => {
    expect(refusal('{"ci":', '.lighthouserc.json')).toMatch(/cannot be read without running it: .*JSON/);
  });

  it('never change what every object has', () => {
    const read = siteLimitsOf('.lighthouserc.json', '{"__proto__":{"lighthouse":{"seo":95}},"lighthouse":{"seo":90}}');
    expect(read.ok && read.value.scores.seo).toBeGreaterThanOrEqual(90);
    expect({}).not.toHaveProperty('lighthouse');
  });
});
