import type { Seen } from '../model/explanation.js';
import type { Basis, Judgement, Rule, Test } from '../model/rule.js';
import { sayLength, sayQuantity } from '../notify/quantity.js';
import { measureOf } from '../rule/sentence.js';
import { sideOf } from '../rule/side.js';
import type { Duration, Instant } from '../time/instant.js';
import type { Facts } from './facts.js';
import { sayTime } from './words.js';

/** What the rule saw, as figures and as a sentence. */
export const seenOf = ({ rule, judgement, series, failure, at, zone }: Facts): Seen => {
  const { verdict, value, threshold, n, basis } = judgement;
  const rolledUpTo = rolledUpOf(basis);
  return {
    verdict,
    value,
    threshold,
    metric: measureOf(rule.when),
    n,
    window: windowOf(rule, basis),
    band: bandOf(basis),
    baseline: basis?.kind === 'baseline' || basis?.kind === 'band' ? basis.used : null,
    rolledUpTo,
    text: failure ?? [sentenceOf(rule, judgement), ...rolledUpWords(rolledUpTo, at.now, zone)].join(' '),
    series,
  };
};

const rolledUpOf = (basis: Basis | null): Instant | null => {
  if (basis?.kind === 'rolled-up') return basis.until;
  return basis !== null && 'rolledUpTo' in basis ? basis.rolledUpTo : null;
};

const rolledUpWords = (until: Instant | null, now: Instant, zone: string): readonly string[] =>
  until === null ? [] : [`Before ${sayTime(until, now, zone)} it knows totals alone: samples are not kept that long.`];

const windowOf = ({ when: { subject, test } }: Rule, basis: Basis | null): Duration | null => {
  if (basis?.kind === 'ratio') return basis.window;
  if (basis?.kind === 'burn') return basis.long;
  return test.kind === 'trend' ? test.over : subject.window;
};

const bandOf = (basis: Basis | null): Seen['band'] => {
  if (basis?.kind === 'band') return { expected: basis.expected, low: basis.low, high: basis.high };
  return basis?.kind === 'baseline' ? { expected: basis.expected, low: null, high: null } : null;
};

/** The value against its limit: `8 % of 113 events over 10 min; the limit is 5 %.` */
export const sentenceOf = (rule: Rule, judgement: Judgement): string => {
  const { value, basis } = judgement;
  if (basis?.kind === 'learning') return `What is usual is still being learnt: ${basis.have} of ${basis.need} samples.`;
  if (basis?.kind === 'event') return `The newest event is ${basis.status}.`;
  if (value !== null && measureOf(rule.when) === 'up' && sideOf(rule.when.test) === 'below') return stateWords(value);
  if (value === null) return judgement.verdict === 'too-few' ? 'There is too little to judge by.' : 'There is no value.';
  return `${valueWords(rule, judgement, value)}; ${limitWords(rule, judgement)}.`;
};

/** Availability has two states, and no limit that anybody would speak of. */
const stateWords = (value: number): string => (value >= 1 ? 'It is up.' : 'It is down, and should be up.');

const valueWords = (rule: Rule, { basis, n }: Judgement, value: number): string => {
  const said = sayQuantity(measureOf(rule.when), value);
  if (basis?.kind === 'ratio') return `${said}: ${Math.round(basis.bad)} of ${Math.round(n)} over ${sayLength(basis.window)}`;
  if (basis?.kind === 'burn') return `${burned(basis.longRate, basis.long)} and ${burned(basis.shortRate, basis.short)}`;
  if (basis?.kind === 'trend') return `${said} a day (chance ${sayChance(basis.p)})`;
  if (rule.when.test.kind === 'absent') return `Silent for ${sayLength(value * 1_000)}`;
  return `The value is ${said}`;
};

const burned = (rate: number, window: number): string => `${Number(rate.toPrecision(3))} times over ${sayLength(window)}`;

const sayChance = (p: number): string => (p < 0.001 ? 'below 0.001' : String(Number(p.toPrecision(2))));

const limitWords = (rule: Rule, { threshold, basis }: Judgement): string => {
  const { test } = rule.when;
  const say = (value: number): string => sayQuantity(measureOf(rule.when), value);
  if (basis?.kind === 'band') {
    const counted = `${basis.outside} of the last ${basis.of} outside, ${leastOf(test)} needed`;
    return `usual is ${say(basis.low)} to ${say(basis.high)} (${kindOf(basis.used)}), ${counted}`;
  }
  if (test.kind === 'trend') return `a trend ${test.direction} with a chance below ${test.p} would be one`;
  if (test.kind === 'absent') return `${sayLength(test.for)} is the limit`;
  if (basis?.kind === 'burn') return `the limit is ${threshold ?? 0} times on both`;
  const limit = `${sideOf(test) === 'below' ? 'at least' : 'the limit is'} ${say(threshold ?? 0)}`;
  const asked = sideOf(test) === 'below' ? `${limit} is asked for` : limit;
  return basis?.kind === 'baseline' ? `${asked}, for ${say(basis.expected)} is usual (${kindOf(basis.used)})` : asked;
};

const leastOf = (test: Test): number => (test.kind === 'outsideBand' ? test.atLeast : 0);

export const kindOf = (used: 'ema' | 'seasonal'): string => (used === 'ema' ? 'moving average' : 'by hour and weekday');
