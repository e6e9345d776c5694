import type { Rule, Subject, Test } from '../../core/model/rule.js';
import type { SeriesSample } from '../../core/model/sample.js';
import { totalsWithin } from '../../core/sample/window-read.js';
import type { Binding, World } from '../world.js';

/** Whether a rule can be breached by time alone: its window empties, or what is usual moves on. A last value only goes stale. */
export const canBreachByTime = ({ when: { subject, test } }: Rule): boolean => {
  if (test.kind === 'absent' || test.kind === 'event') return false;
  const isThreshold = test.kind === 'above' || test.kind === 'below';
  return !isThreshold || subject.kind === 'ratio' || subject.reduce !== 'last';
};

/** Without a further sample no window that begins after `since` can breach: no value in it is past the threshold. */
export const isCalm = ({ rule, members }: Binding, since: number): boolean => {
  const { subject, test } = rule.when;
  if (!isBetweenItsValues(subject) || !isThreshold(test)) return false;
  return members.every(({ samples }) => {
    const { min, max } = totalsWithin(samples, since - (subject.window ?? 0), Number.POSITIVE_INFINITY);
    return !isPast(test, test.kind === 'above' ? max : min);
  });
};

/** Whether one of these samples may end such a calm. */
export const endsCalm = (world: World, samples: readonly SeriesSample[]): boolean =>
  samples.some(({ id, value }) =>
    world.series.get(id)?.bindings.some(({ rule: { when } }) => isThreshold(when.test) && isPast(when.test, value)),
  );

/** What a window amounts to lies between the least and the greatest of what it holds, whatever leaves it. */
const isBetweenItsValues = (subject: Subject): boolean =>
  subject.kind === 'metric' && !['last', 'sum', 'count', 'increase'].includes(subject.reduce);

type Threshold = Test & { readonly kind: 'above' | 'below' };

const isThreshold = (test: Test): test is Threshold => test.kind === 'above' || test.kind === 'below';

/** A quantile of many is known to within 1 % of itself, and an average is rounded. */
const MARGIN = 0.02;

const isPast = ({ kind, threshold }: Threshold, value: number): boolean => {
  const margin = MARGIN * Math.abs(value);
  return kind === 'above' ? value + margin >= threshold : value - margin <= threshold;
};
