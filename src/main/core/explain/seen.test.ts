import { expect, it } from 'vitest';
import { ruleOver } from '../../../../tests/support/rules.js';
import type { Basis, Judgement } from '../model/rule.js';
import { days, instant, observedInstant } from '../time/instant.js';
import type { Facts } from './facts.js';
import { seenOf } from './seen.js';

const NOON = instant(Date.parse('2026-01-05T12:00:00Z'));
const UNTIL = instant(Date.parse('2026-01-02T03:59:59Z'));

const seen = (basis: Basis | null) => {
  const judgement: Judgement = { verdict: 'ok', value: 0.2, threshold: 3, n: 7, sampleAt: NOON, clears: true, basis };
  const rule = ruleOver({ kind: 'above', threshold: 3 }, { reduce: 'avg', window: days(20) });
  const at = { now: NOON, observed: observedInstant(NOON) };
  return seenOf({ rule, judgement, series: [], failure: null, at, zone: 'Europe/London' } as unknown as Facts);
};

const WORDS = 'Before 03:59 on 2 Jan it knows totals alone: samples are not kept that long.';

it.each<Basis>([
  { kind: 'rolled-up', until: UNTIL },
  { kind: 'ratio', bad: 1, total: 7, window: days(20), p: null, rolledUpTo: UNTIL },
  { kind: 'trend', p: 0.3, direction: 'none', effectPerDay: 0, rolledUpTo: UNTIL },
  { kind: 'baseline', expected: 0.1, used: 'ema', rolledUpTo: UNTIL },
])('says before when a $kind basis rests on totals', (basis) => {
  expect(seen(basis)).toMatchObject({ rolledUpTo: UNTIL, text: expect.stringContaining(WORDS) });
});

it('says nothing of it where each sample is known', () => {
  expect(seen(null)).toMatchObject({ rolledUpTo: null, text: 'The value is 200 ms; the limit is 3 s.' });
});
