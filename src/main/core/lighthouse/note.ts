import { assertNever } from '../model/result.js';
import { type Comparison, compareRuns } from './compare.js';
import { type AuditCategory, type AuditRun, type Middle, middleOf, scoresOf } from './run.js';

/** `87 (84–90, n = 5)`: the median, the spread, and how many runs. One run has no spread. */
const sayMiddle = ({ median, least, most, count }: Middle): string =>
  count === 1 ? `${plain(median)} (one run)` : `${plain(median)} (${plain(least)}–${plain(most)}, n = ${count})`;

/** How a category did, and whether it differs from last time beyond what chance does; null where it was not judged. */
export const sayScore = (category: AuditCategory, now: readonly AuditRun[], before: readonly AuditRun[]): string | null => {
  const [scores, last] = [scoresOf(now, category), scoresOf(before, category)];
  const [middle, lastMiddle] = [middleOf(scores), middleOf(last)];
  if (middle === undefined) return null;
  const said = sayMiddle(middle);
  return lastMiddle === undefined ? said : `${said}, ${sayChange(compareRuns(last, scores), plain(lastMiddle.median))}`;
};

const sayChange = (comparison: Comparison, last: string): string => {
  switch (comparison.kind) {
    case 'too-few':
      return `last time ${last} (too few runs to tell a change from noise)`;
    case 'within-noise':
      return `within noise (${range(comparison)}) of last time’s ${last}`;
    case 'higher':
      return `higher than last time’s ${last}, beyond noise (${range(comparison)})`;
    case 'lower':
      return `lower than last time’s ${last}, beyond noise (${range(comparison)})`;
    default:
      return assertNever(comparison);
  }
};

const range = ({ shift, from, to }: { readonly shift: number; readonly from: number; readonly to: number }): string =>
  `${signed(shift)}, ±${plain((to - from) / 2)}`;

const plain = (value: number): string => String(Math.round(value * 10) / 10);

const signed = (value: number): string => (value > 0 ? `+${plain(value)}` : plain(value).replace('-', '−'));
