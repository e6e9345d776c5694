import { error, type Finding, type Path } from '../finding.js';
import { thresholdOf } from '../resolve/condition.js';
import type { RuleDocument, WhenDocument } from '../schema/v1/rule.js';

/** A breach ends on the good side of its threshold; a clear threshold further into the breach would end it while it lasts. */
export const inspectClear = ({ when = {}, clear }: RuleDocument, at: Path): readonly Finding[] => {
  if (clear === undefined) return [];
  const inClear = [...at, 'clear'];
  const { above, below } = clear;
  if ((above === undefined) === (below === undefined)) {
    return [error(inClear, 'needs one of above and below', 'Write for example clear: { below: 0.02 }.')];
  }
  const side = clearSide(when);
  if (side === null)
    return [error(inClear, 'this condition compares with no threshold that could differ', 'Remove clear.', 'key')];
  const value = clear[side];
  if (value === undefined)
    return [error(inClear, `must be the other side of the condition: ${side}`, `Write clear: { ${side}: … }.`)];
  return beyond(when, side, value, inClear);
};

/** The good side of a condition; null where it has none. */
const clearSide = (when: WhenDocument): 'above' | 'below' | null => {
  const isHigh = when.above ?? when.increase ?? when.increaseBy;
  const isLow = when.below ?? when.decrease ?? when.decreaseBy;
  if (isHigh !== undefined) return 'below';
  return isLow === undefined ? null : 'above';
};

const beyond = (when: WhenDocument, side: 'above' | 'below', value: number, at: Path): readonly Finding[] => {
  const test = thresholdOf(when);
  if (test === undefined) return [];
  const isBeyond = side === 'below' ? value > test.threshold : value < test.threshold;
  const message = `would end the breach while it lasts: the condition is ${test.kind} ${test.threshold}`;
  return isBeyond ? [error([...at, side], message, `Choose a value ${side} ${test.threshold}.`)] : [];
};
