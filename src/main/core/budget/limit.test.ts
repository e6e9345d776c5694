import { describe, expect, it } from 'vitest';
import type { Budgets } from '../model/budget.js';
import { limitOf } from './limit.js';

const BUDGETS: Budgets = {
  defaults: { javascript: 300_000, thirdParty: 5 },
  pages: {
    home: { weight: 800_000 },
    service: { weight: 600_000, requests: 20 },
    'service-maths': { weight: 700_000, javascript: 1 },
  },
};

describe('the limit of a page', () => {
  it.each([
    ['javascript', 'about', 300_000],
    ['javascript', 'home', 300_000],
    ['weight', 'home', 800_000],
    ['weight', 'homework', null],
    ['weight', 'service', 600_000],
    ['weight', 'service-latin', 600_000],
    ['weight', 'service-maths', 700_000],
    ['requests', 'service-maths', 20],
    ['javascript', 'service-maths', 1],
    ['weight', 'about', null],
  ] as const)('for %s of %s is %s', (kind, page, limit) => {
    expect(limitOf(BUDGETS, kind, page)).toBe(limit);
  });
});
