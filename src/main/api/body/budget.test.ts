import { describe, expect, it } from 'vitest';
import { T0 } from '../../../../tests/support/desk.js';
import type { BudgetStanding } from '../../core/model/performance.js';
import type { TargetId } from '../../core/model/target.js';
import { after, minutes } from '../../core/time/instant.js';
import { budgetsBody, toBudgetBodies } from './budget.js';

const weight: BudgetStanding = {
  target: 'page-home' as TargetId,
  page: 'home',
  kind: 'weight',
  name: 'Page weight',
  metric: 'page_weight_bytes',
  limit: 600_000,
  measured: 700_000,
  at: after(T0, -minutes(10)),
};

describe('the budgets of the performance answer', () => {
  it('say what is over its limit, and what was not measured', () => {
    const unmeasured: BudgetStanding = {
      ...weight,
      ...{ kind: 'requests', name: 'Requests', metric: 'page_requests', limit: 25, measured: null, at: null },
    };
    const answer = toBudgetBodies([weight, { ...weight, limit: 800_000 }, unmeasured]);
    const at = new Date(T0 - minutes(10)).toISOString();
    const body = {
      page: 'home',
      name: 'Page weight',
      kind: 'weight',
      metric: 'page_weight_bytes',
      unit: 'bytes',
      measured: 700_000,
      at,
    };
    expect(answer).toEqual([
      { ...body, limit: 600_000, isOver: true },
      { ...body, limit: 800_000, isOver: false },
      {
        ...{ page: 'home', name: 'Requests', kind: 'requests', metric: 'page_requests', unit: 'count', limit: 25 },
        ...{ measured: null, isOver: false, at: null },
      },
    ]);
    expect(budgetsBody.safeParse(answer).success).toBe(true);
  });

  it('are null where no page is loaded', () => {
    expect(toBudgetBodies(null)).toBeNull();
  });
});
