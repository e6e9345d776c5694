import { describe, expect, it } from 'vitest';
import { whyOver } from './over.js';

const BUDGETS = { defaults: { javascript: 300_000 }, pages: { home: { requests: 25 } } };
const load = (javascript: number, requests: number) => [
  { name: 'page_javascript_bytes', value: javascript },
  { name: 'page_requests', value: requests },
];

describe('a load against its budgets', () => {
  it('is told by each that it breaks', () => {
    expect(whyOver(BUDGETS, 'home', load(412_400, 31))).toBe(
      'Over its budget: JavaScript 412 KB (limit 300 KB); requests 31 (limit 25).',
    );
  });
  it.each([
    ['what is just at its limit', 'home', load(300_000, 25)],
    ['what has no limit', 'about', load(1, 99)],
    ['what was not measured', 'home', []],
  ] as const)('is not told of %s', (_, page, measures) => {
    expect(whyOver(BUDGETS, page, measures)).toBeNull();
  });
});
