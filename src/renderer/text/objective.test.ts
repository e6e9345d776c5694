import { describe, expect, it } from 'vitest';
import type { ObjectiveStanding } from '../../preload/contract/views.js';
import {
  sayBudget,
  sayMeasure,
  sayObjective,
  sayOutlook,
  sayStanding,
  sayTarget,
  sayWhyNot,
  shareOfBudget,
} from './objective.js';

type Changes = Omit<Partial<ObjectiveStanding>, 'objective' | 'status'> & {
  readonly kind?: ObjectiveStanding['objective']['kind'];
  readonly status?: Partial<ObjectiveStanding['status']>;
};

const MINUTE = 60_000;
const DAY = 86_400_000;

const standing = ({ kind = 'availability', status = {}, ...changes }: Changes = {}): ObjectiveStanding =>
  ({
    objective: {
      id: 'x',
      kind,
      target: 0.999,
      over: 30 * DAY,
      measures: [{ kind: 'readings', metric: 'http_response_seconds', match: [], good: { side: 'atMost', limit: 2 } }],
      sources: [],
      hasSource: true,
    },
    state: 'measured',
    budget: 43.2 * MINUTE,
    budgetEvents: 43.2,
    pace: null,
    runsOutAt: null,
    status: { verdict: 'met', valid: 43_200, good: 43_186, budgetLeft: 29.2 * MINUTE, budgetLeftRatio: 0.676, ...status },
    ...changes,
  }) as unknown as ObjectiveStanding;

describe('a promise in words', () => {
  it('says what it is about and how much of it', () => {
    expect(sayObjective(standing().objective)).toBe('Uptime');
    expect(sayObjective(standing({ kind: 'latency' }).objective)).toBe('Response time within 2 s');
    expect(sayObjective(standing({ kind: 'web-vitals' }).objective)).toBe('Core Web Vitals good');
    const errors = { ...standing({ kind: 'errors' }).objective, target: 0.99 };
    expect([sayObjective(errors), sayTarget(errors)]).toEqual(['Error rate below 1 %', '99 % without error over 30 days']);
    expect(sayTarget(standing().objective)).toBe('99.9 % over 30 days');
  });

  it.each([
    ['Kept', 'good', {}],
    ['Kept, at risk', 'warning', { runsOutAt: 5 as ObjectiveStanding['runsOutAt'] }],
    ['Missed', 'critical', { status: { verdict: 'missed' } }],
    ['Too few to judge', 'neutral', { status: { verdict: 'too-few' } }],
    ['No reading', 'unseen', { state: 'no-reading' }],
    ['No source', 'neutral', { state: 'no-source' }],
  ] as const)('is %s', (word, tone, changes) => {
    expect(sayStanding(standing(changes))).toEqual({ tone, word });
  });

  it('says why nothing can be said', () => {
    expect(sayWhyNot(standing())).toBeNull();
    expect(sayWhyNot(standing({ kind: 'lighthouse', status: { verdict: 'too-few', valid: 7 } }))).toBe('Only 7 audits so far.');
  });
});

describe('an error budget in words', () => {
  it('is time for availability, and events for what is no time', () => {
    expect(sayBudget(standing())).toBe('29 min 12 s of 43 min 12 s');
    expect(sayBudget(standing({ status: { budgetLeft: (-200 * MINUTE) as never } }))).toBe('overspent by 3 h 20 min');
    expect(sayBudget(standing({ kind: 'latency' }))).toBe('29 of 43 bad readings');
    expect(sayBudget(standing({ kind: 'web-vitals', status: { good: 43_100 } }))).toBe('57 bad visits too many');
  });

  it('never says that some is left where none is, nor more than there is', () => {
    expect(shareOfBudget(0.679)).toBe('67 %');
    expect(shareOfBudget(0)).toBe('None');
    expect(shareOfBudget(-3)).toBe('None');
  });

  it('says when it is used up, or why nobody can say', () => {
    const pace = { over: 6 * 60 * MINUTE, rate: 2.13 } as ObjectiveStanding['pace'];
    expect(sayOutlook(standing(), 0)).toBe('Too little came lately to say how fast it is used up.');
    expect(sayOutlook(standing({ pace, runsOutAt: (9 * DAY) as never }), 0)).toBe(
      'Used up in 9 d if it goes on like this: 2.1 times the even pace over the last 6 h.',
    );
    expect(sayOutlook(standing({ pace }), 0)).toBe(
      'It is not used up at this pace: 2.1 times the even pace over the last 6 h.',
    );
    expect(sayOutlook(standing({ pace, status: { budgetLeftRatio: -1 } }), 0)).toMatch(/^Nothing is left to use up/);
  });
});

it('says of a measure what is good', () => {
  expect(sayMeasure({ kind: 'readings', metric: 'lcp_seconds', match: [], good: { side: 'atMost', limit: 2.5 } })).toBe(
    'Largest paint (LCP) up to 2.5 s',
  );
  expect(sayMeasure({ kind: 'readings', metric: 'up', match: [], good: { side: 'atLeast', limit: 1 } })).toBe(
    'a reading that finds the target up',
  );
});
