import type {
  BusinessView,
  Experiment,
  FormFigures,
  RevenueAtRisk,
  RevenuePeriod,
  Score,
  Share,
  Spread,
} from '../../preload/contract/views.js';
import { count, money, percent, plain, quantity } from './quantity.js';
import type { Saying } from './states.js';

/** A share as people read it: `4.2 %`, or a dash where there is nothing to divide by. */
export const sayShare = ({ ratio }: Share): string => (ratio === null ? '–' : percent(ratio, 1));

/** What a share rests on: `131 of 2,486 visits`. */
export const sayOf = ({ part, n }: Share, one: string): string => `${plain(Math.round(part))} of ${count(Math.round(n), one)}`;

/** `3.9 – 6.1 %`: where the true share lies with 95 % confidence. */
export const sayBetween = ({ between }: Share): string =>
  between === null ? '' : `${percent(between[0], 1).replace(' %', '')} – ${percent(between[1], 1)}`;

/** Why a figure is missing or not to be trusted; null where it is known. */
export const sayKnowledge = (state: Share['state'] | Score['state'] | 'no-values' | 'not-enough'): Saying | null => {
  switch (state) {
    case 'known':
      return null;
    case 'too-few':
    case 'not-enough':
      return { tone: 'neutral', word: 'Too few to judge' };
    case 'learning':
      return { tone: 'neutral', word: 'Learning' };
    case 'no-reading':
      return { tone: 'unseen', word: 'No reading' };
    case 'no-source':
      return { tone: 'neutral', word: 'No source' };
    case 'no-values':
      return { tone: 'neutral', word: 'No values' };
  }
};

const STEPS: Readonly<Record<string, string>> = {
  visit: 'Visits',
  inquiry: 'Inquiries',
  booking: 'Bookings',
  completion: 'Completed',
};

/** A step of the funnel, or a form, by its name. */
export const stepName = (step: string): string => STEPS[step] ?? capital(step);

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).replaceAll('-', ' ');

/** `£1,250` from a hundred on; pence only where they matter. */
export const amount = (value: number, currency: string): string =>
  money(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100, currency);

export const sayPeriod = ({ judgement, n, need, coverage }: RevenuePeriod): Saying => {
  switch (judgement) {
    case 'within':
      return { tone: 'good', word: 'As usual' };
    case 'below':
      return { tone: 'warning', word: 'Below usual' };
    case 'above':
      return { tone: 'info', word: 'Above usual' };
    case 'learning':
      return { tone: 'neutral', word: `Learning, ${n} of ${need} weeks` };
    case 'no-record':
      return { tone: 'unseen', word: 'No record' };
    case 'partly-observed':
      return { tone: 'unseen', word: `Partly observed (${percent(coverage, 0)})` };
  }
};

/** What is usual of a period: `usual £900 – £1,400`, or `usual then £450 – £700` of the part of it that was watched. */
export const sayUsual = ({ expected, judgement }: RevenuePeriod, currency: string): string =>
  expected === null
    ? ''
    : `usual ${judgement === 'partly-observed' ? 'then ' : ''}${amount(expected.low, currency)} – ${amount(expected.high, currency)}`;

/** A score of 100 and what takes most away from it. */
export const sayScore = ({ state, value, moves, parts }: Score): { readonly number: string; readonly basis: string } => {
  if (value === null) return { number: '–', basis: sayKnowledge(state)?.word ?? '' };
  const worst = parts.find(({ id }) => id === moves);
  return { number: plain(value), basis: worst === undefined ? 'nothing takes points away' : `${worst.name} costs most` };
};

/** How much of a score's parts is known: `5 of 7 parts known`. */
export const sayScoreBasis = ({ parts }: Score): string =>
  `${parts.filter(({ value }) => value !== null).length} of ${count(parts.length, 'part')} known`;

/** The form of which the largest share failed, of those that can be judged; else the one that most was sent by. */
export const worstForm = (forms: readonly FormFigures[]): FormFigures | null => {
  const known = forms.filter(({ failures }) => failures.state === 'known');
  const [worst] = [...known].sort((a, b) => (b.failures.ratio ?? 0) - (a.failures.ratio ?? 0));
  const [busiest] = [...forms].sort((a, b) => b.failures.n - a.failures.n);
  return worst ?? busiest ?? null;
};

const UNTOLD: Readonly<Record<NonNullable<RevenueAtRisk['because']>, string>> = {
  'no-values': 'Nothing says what its forms are worth: add business.values to the configuration.',
  'no-source': 'No form is counted here, so nobody can say.',
  learning: 'What is usual is not known yet.',
  unobserved: 'This desk has not looked since it began.',
};

/** What an alert has cost, in a sentence. */
export const sayRisk = (risk: RevenueAtRisk): string => {
  const { state, because, amount: lost, between, currency, n, need } = risk;
  if (state === 'cannot-be-told' || lost === null || between === null)
    return because === 'learning'
      ? `Cannot be told: ${n} of ${need} weeks of record so far.`
      : `Cannot be told. ${UNTOLD[because ?? 'no-source']}`;
  if (lost === 0) return `Nothing lost so far against ${count(n, 'earlier week')}${sayWatched(risk)}.`;
  return `About ${amount(lost, currency)} since it began (${amount(between[0], currency)} – ${amount(between[1], currency)}), against ${count(n, 'earlier week')}${sayWatched(risk)}.`;
};

/** Nothing where all of it was watched, as good as. */
const sayWatched = ({ coverage }: RevenueAtRisk): string =>
  coverage >= 0.995 ? '' : `, in the ${percent(coverage, 0)} of that time that was watched`;

export const sayRating = ({ rating }: Pick<Spread, 'rating'>): Saying => {
  switch (rating) {
    case 'good':
      return { tone: 'good', word: 'Good' };
    case 'needs-improvement':
      return { tone: 'warning', word: 'Needs work' };
    case 'poor':
      return { tone: 'critical', word: 'Poor' };
    case 'too-few':
      return { tone: 'neutral', word: 'Too few' };
  }
};

/** `2.31 s`, of how many visits in the exact words on hover. */
export const saySpread = ({ p75, metric }: Spread): string => quantity(p75, metric);

export const spreadDetail = ({ metric, between, n }: Spread): string =>
  `p75 between ${quantity(between[0], metric)} and ${quantity(between[1], metric)} with 95 % confidence, of ${count(n, 'visit')}`;

export const sayVerdict = (verdict: Experiment['comparisons'][number]['verdict']): Saying => {
  switch (verdict) {
    case 'better':
      return { tone: 'good', word: 'Better' };
    case 'worse':
      return { tone: 'critical', word: 'Worse' };
    case 'no-difference':
      return { tone: 'neutral', word: 'No difference shown' };
    case 'not-enough':
      return { tone: 'neutral', word: 'Not enough data' };
  }
};

/** What an experiment's figures take for given: `compared with Original (as configured), visits expected 90 : 10 …`. */
export const sayAssumed = ({ control, controlBy, shares, sharesBy, comparisons }: Experiment): string => {
  const why = { configured: 'as configured', name: 'by its name', 'most-visits': 'it has the most visits' };
  const split =
    sharesBy === 'assumed'
      ? 'an even split is assumed'
      : `expected split ${shares.map(({ variant, share }) => `${capital(variant)} ${percent(share, 0)}`).join(', ')}`;
  const corrected = comparisons.length > 1 ? `, corrected for ${comparisons.length} comparisons` : '';
  return `compared with ${capital(control ?? '')}${controlBy === null ? '' : ` (${why[controlBy]})`}, ${split}${corrected}`;
};

/** A difference of two shares in points, with its sign: `+1.4 points`. */
export const sayPoints = (difference: number): string => {
  const points = Math.round(difference * 1_000) / 10;
  return `${points > 0 ? '+' : points < 0 ? '−' : '±'}${plain(Math.abs(points))}`;
};

/** Whether anything of the business was ever told here. */
export const isTold = ({ funnel, forms, sessions, revenue }: BusinessView): boolean =>
  [funnel, sessions, revenue].some(({ state }) => state !== 'no-source') || forms.length > 0;
