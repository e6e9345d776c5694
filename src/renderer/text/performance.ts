import type {
  BudgetStanding,
  Deploy,
  DeployEffect,
  VitalChange,
  VitalCourse,
  VitalPoint,
} from '../../preload/contract/views.js';
import { count, metricName, percent, plain, quantity } from './quantity.js';
import type { Saying } from './states.js';
import { spell } from './time.js';

/** `LCP` of `Largest paint (LCP)`: what a narrow head has room for. */
export const vitalWord = (metric: string): string => metric.replace(/_seconds$/, '').toUpperCase();

/** `good up to 2.5 s, poor from 4 s`. */
export const sayLimits = ({ metric, good, poor }: VitalCourse): string =>
  `good up to ${quantity(good, metric)}, poor beyond ${quantity(poor, metric)}`;

/** How many visits stand behind the points of a course, and how long each is. */
export const sayPoints = ({ every, points }: VitalCourse): string => {
  const few = points.filter(({ isFew }) => isFew).length;
  const dimmed = few === 0 ? '' : `; ${few} of ${count(points.length, 'point')} left out: too few visits`;
  return `p75 of every ${spell(every)}, with its 95 % interval${dimmed}`;
};

export const isJudged = ({ isFew }: VitalPoint): boolean => !isFew;

/** Some are not none, and not all: `under 1 %`, `over 99 %`. */
const sayShareOf = (share: number): string => {
  if (share > 0 && share < 0.005) return 'under 1 %';
  return share < 1 && share >= 0.995 ? 'over 99 %' : percent(share, 0);
};

/** The shares of visits in words, the worst last; what nobody had is no alarm. */
export const sayShares = ({ shares }: VitalCourse): readonly { readonly tone: Saying['tone']; readonly text: string }[] =>
  shares === null
    ? []
    : [
        { tone: 'good', text: `${sayShareOf(shares.good)} good` },
        { tone: shares.between === 0 ? 'neutral' : 'warning', text: `${sayShareOf(shares.between)} need work` },
        { tone: shares.poor === 0 ? 'neutral' : 'critical', text: `${sayShareOf(shares.poor)} poor` },
      ];

/** What is limited. A view that was recorded before budgets were named there has no name. */
export const budgetName = ({ name, metric }: { readonly name?: string; readonly metric: string }): string =>
  name ?? metricName(metric);

/** `512 KB of 800 KB`. */
export const sayUse = ({ measured, limit, metric }: BudgetStanding): string =>
  `${measured === null ? '–' : quantity(measured, metric)} of ${quantity(limit, metric)}`;

export const sayStanding = ({ measured, limit }: BudgetStanding): Saying => {
  if (measured === null) return { tone: 'unseen', word: 'Not loaded lately' };
  if (measured > limit) return { tone: 'critical', word: `${percent(measured / limit - 1, 0)} over` };
  return measured > 0.9 * limit ? { tone: 'warning', word: 'Nearly used up' } : { tone: 'good', word: 'Within' };
};

const CATEGORIES: Readonly<Record<string, string>> = {
  performance: 'Performance',
  accessibility: 'Accessibility',
  'best-practices': 'Best practices',
  seo: 'SEO',
};

export const CATEGORY_ORDER = Object.keys(CATEGORIES);

export const categoryName = (category: string): string => CATEGORIES[category] ?? category;

/** Lighthouse's own bands: 90 and more, 50 to 89, less. */
export const sayAudit = (score: number): Saying => {
  if (score >= 90) return { tone: 'good', word: plain(Math.round(score)) };
  return { tone: score >= 50 ? 'warning' : 'critical', word: plain(Math.round(score)) };
};

/** A word for a mark on the chart. */
export const sayDeploy = ({ project }: Deploy): string => (project === '' ? 'deployed' : `deployed ${project}`);

/** What is compared with what. */
export const sayCompared = ({ hours, against }: DeployEffect): string => {
  if (hours === 0) return 'no whole hour yet';
  return against === 'day-before' ? `${hours} h, with the day before` : `${hours} h, with ${hours} h before`;
};

export const sayChange = ({ verdict }: VitalChange): Saying => {
  switch (verdict) {
    case 'slower':
      return { tone: 'warning', word: 'Worse' };
    case 'faster':
      return { tone: 'good', word: 'Better' };
    case 'no-difference':
      return { tone: 'neutral', word: 'No difference shown' };
    case 'too-few':
      return { tone: 'neutral', word: 'Too few visits' };
  }
};
