import { expect, it } from 'vitest';
import { businessOf } from './business.js';
import { promisesOf } from './objectives.js';
import { speedOf } from './performance.js';

const cellsOf = (blocks: readonly { readonly kind: string; readonly rows?: readonly (readonly string[])[] }[]) =>
  blocks.flatMap((block) => (block.kind === 'table' ? (block.rows ?? []) : []));

const budget = (kind: string, name: string, metric: string, measured: number | null, limit: number) => ({
  ...{ page: 'home', kind, name, metric, measured, limit },
  isOver: measured !== null && measured > limit,
});

it('gives Web Vitals and budgets the names and units of the standard, and each budget a verdict', () => {
  const told = {
    webVitals: [
      {
        metric: 'lcp_seconds',
        labels: { page: 'home', device: 'mobile', country: 'GB', source: 'ingest' },
        p75: 2.61,
        n: 240,
        rating: 'needs-improvement',
      },
      { metric: 'cls', labels: { page: 'home' }, p75: 0.0513, n: 7, rating: 'too-few' },
    ],
    pages: [],
    budgets: [
      budget('javascriptInitial', 'JavaScript, initial', 'page_javascript_initial_bytes', 163_400, 150_000),
      budget('requests', 'Requests', 'page_requests', 24, 25),
      budget('weight', 'Page weight', 'page_weight_bytes', null, 800_000),
    ],
    lighthouse: null,
    health: { value: null },
  };
  expect(cellsOf(speedOf(told as never))).toEqual([
    ['LCP', 'home, mobile, GB', '2.61 s', '240', 'needs improvement'],
    ['CLS', 'home', '0.0513', '7', 'too few visits'],
    ['home', 'JavaScript, initial', '163 KB', '150 KB', 'over'],
    ['home', 'Requests', '24', '25', 'within'],
    ['home', 'Page weight', '–', '800 KB', 'not measured yet'],
  ]);
});

it('says money as money, and what a judgement means', () => {
  const told = {
    conversion: { ratio: 0.7, count: 7, n: 10 },
    forms: [],
    revenue: { basis: 'recorded', days: [{ start: '2026-01-05T00:00:00.000Z', amount: 62.5, judgement: 'learning' }] },
    currency: 'GBP',
    atRisk: [{ amount: 1_240 }],
  };
  expect(cellsOf(businessOf({ business: told } as never))).toEqual([
    ['Conversion', '70 % (7 of 10 visits)'],
    ['Revenue today, so far', '£62.50, recorded: what is usual is not known yet'],
    ['At risk by open alerts', 'about £1,240'],
  ]);
});

it('names every promise with its limit', () => {
  const promise = {
    id: 'errors',
    name: 'Error rate below 1 %',
    target: 0.99,
    verdict: 'missed',
    text: '98 % of 400',
    budget: null,
  };
  expect(cellsOf(promisesOf({ sla: { objectives: [promise] } } as never))).toEqual([
    ['Error rate below 1 %', '99 %', 'missed', '98 % of 400', '–'],
  ]);
});
