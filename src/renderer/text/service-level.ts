import type { KeptPromise, PromiseRecord, ReportLimit } from '../../preload/contract/views.js';
import { percent } from './quantity.js';
import type { Saying } from './states.js';
import { dateName, exactly, spell } from './time.js';

const VERDICTS: Readonly<Record<KeptPromise['verdict'], Saying>> = {
  met: { tone: 'good', word: 'Kept' },
  missed: { tone: 'critical', word: 'Missed' },
  'too-few': { tone: 'neutral', word: 'Too few to judge' },
  unobserved: { tone: 'unseen', word: 'Not observed' },
};

/** A promise that nothing gives readings for says so, and one whose source gave none while the desk looked. */
export const sayKept = ({ verdict, observed }: KeptPromise, hasSource: boolean): Saying => {
  if (verdict !== 'unobserved') return VERDICTS[verdict];
  if (!hasSource) return { tone: 'neutral', word: 'No source' };
  return observed > 0 ? { tone: 'unseen', word: 'No reading' } : VERDICTS.unobserved;
};

/** Rounded down to a thousandth of a percent, so that nothing looks kept that is not. */
export const shareDown = (ratio: number | null): string => (ratio === null ? '–' : percent(Math.floor(ratio * 1e5) / 1e5, 3));

const MINUTE = 60_000;

export const sayMissed = ({ missed }: KeptPromise): string =>
  missed === null ? '–' : missed === 0 ? 'none' : missed < MINUTE ? 'under 1 min' : spell(Math.round(missed / MINUTE) * MINUTE);

/** Beyond a hundred percent where it is overspent. */
export const sayUsed = ({ budgetUsed }: KeptPromise): string =>
  budgetUsed === null ? '–' : `${(Math.round(budgetUsed * 1e3) / 10).toLocaleString('en-GB')} %`;

/** Why not all of the time is in the report, in one sentence. */
export const sayLimits = (limits: readonly ReportLimit[], zone: string): string => {
  const said = limits.map((limit) => sayLimit(limit, zone)).join('; ');
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}.`;
};

const sayLimit = ({ kind, at }: ReportLimit, zone: string): string => {
  switch (kind) {
    case 'running':
      return `it is not over: this is as of ${exactly(at, zone)}`;
    case 'before-start':
      return `this desk first started on ${dateName(at, zone)}: nothing before that was observed`;
    case 'history':
      return `readings from before ${dateName(at, zone)} are not kept any more`;
    case 'alerts':
      return `alerts that ended before ${dateName(at, zone)} are not kept any more`;
    case 'audit':
      return `changes of the configuration from before ${dateName(at, zone)} are not kept any more`;
  }
};

/** Seen less than this, a time was not watched throughout. */
const AS_GOOD_AS_ALL = 0.9995;

/** How little of the time was observed, by the promise that was seen least; null: all of it was. */
export const sayLeastSeen = (promises: readonly Pick<PromiseRecord, 'objective' | 'total'>[]): string | null => {
  const shares = promises.filter(({ objective }) => objective.hasSource).map(({ total }) => total.observed);
  const least = Math.min(1, ...shares);
  return least >= AS_GOOD_AS_ALL
    ? null
    : `Of this time ${percent(Math.floor(least * 1e3) / 1e3, 1)} was observed, by the promise that was seen least.`;
};

const HALF_MONTH = 15;

/** `October 2026` of `2026-10`. */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-${HALF_MONTH}T00:00:00Z`),
  );

/** The month that it is, and those before it, newest first. */
export const monthsBack = (now: number, zone: string, most: number): readonly string[] => {
  const [year = 0, month = 1] = dateName(now, zone).split('-').map(Number);
  return Array.from({ length: most }, (_, back) => {
    const number = year * 12 + month - 1 - back;
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
  });
};
