import { describe, expect, it } from 'vitest';
import { createScriptedDesk, scriptedTarget, T0 } from '../../../../tests/support/desk.js';
import type { Budgets } from '../../core/model/budget.js';
import type { SeriesId } from '../../core/model/sample.js';
import type { ConsoleView, TargetRow } from '../../core/model/view.js';
import type { History } from '../../core/port/history.js';
import { after, minutes } from '../../core/time/instant.js';
import { budgetsBody, readBudgets } from './budget.js';

const BUDGETS: Budgets = { defaults: { weight: 800_000, requests: 25 }, pages: { service: { weight: 600_000 } } };

const viewWith = (...pages: readonly string[]): ConsoleView => {
  const rows = pages.map((page): TargetRow => scriptedTarget(`page-${page}`, { source: 'page', labels: { page } }));
  return { ...createScriptedDesk(() => T0).view().view, targets: Object.fromEntries(rows.map((row) => [row.id, row])) };
};

/** Two loads of each page, half an hour apart; the later one weighs 700 KB. */
const history = {
  list: async ({ name = '' }) =>
    name === 'page_weight_bytes'
      ? ['page-home', 'page-service', 'page-gone'].map((target) => ({
          id: `${name} ${target}` as SeriesId,
          series: { name, labels: { target } },
        }))
      : [],
  raw: async () => [
    { at: after(T0, -minutes(40)), value: 100 },
    { at: after(T0, -minutes(10)), value: 700_000 },
  ],
} as unknown as History;

describe('the budgets of the performance answer', () => {
  it('hold the last measured value of each page against its limit', async () => {
    const answer = await readBudgets(viewWith('home', 'service'), history, BUDGETS, T0);
    const at = new Date(T0 - minutes(10)).toISOString();
    const weight = { kind: 'weight', metric: 'page_weight_bytes', unit: 'bytes', measured: 700_000, at };
    const requests = {
      kind: 'requests',
      metric: 'page_requests',
      unit: 'count',
      limit: 25,
      measured: null,
      isOver: false,
      at: null,
    };
    expect(answer).toEqual([
      { ...weight, page: 'home', limit: 800_000, isOver: false },
      { ...requests, page: 'home' },
      { ...weight, page: 'service', limit: 600_000, isOver: true },
      { ...requests, page: 'service' },
    ]);
    expect(budgetsBody.safeParse(answer).success).toBe(true);
  });

  it('are null where no page is loaded', async () => {
    expect(await readBudgets(viewWith(), history, BUDGETS, T0)).toBeNull();
  });
});
