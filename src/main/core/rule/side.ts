import type { Episode } from '../model/alert.js';
import { assertNever } from '../model/result.js';
import type { Rule, Test, Threshold } from '../model/rule.js';

/** On which side of what it is compared with a value is a breach. */
export const sideOf = (test: Test): 'above' | 'below' | 'either' => {
  switch (test.kind) {
    case 'above':
    case 'below':
      return test.kind;
    case 'increase':
    case 'increaseBy':
    case 'absent':
    case 'burnRate':
    case 'event':
      return 'above';
    case 'decrease':
    case 'decreaseBy':
      return 'below';
    case 'outsideBand':
      return test.side;
    case 'trend':
      return test.direction === 'up' ? 'above' : 'below';
    default:
      return assertNever(test);
  }
};

/** The limit that an episode's value went past when it fired: what "further into breach" is measured from. */
export const limitOf = (rule: Rule, episode: Pick<Episode, 'threshold' | 'value'>): Threshold => {
  const side = sideOf(rule.when.test);
  if (side !== 'either') return { kind: side, threshold: episode.threshold };
  const isAbove = (episode.value ?? episode.threshold) >= episode.threshold;
  return { kind: isAbove ? 'above' : 'below', threshold: episode.threshold };
};

/** Strictly past the limit. */
export const isPast = (limit: Threshold, value: number): boolean =>
  limit.kind === 'above' ? value > limit.threshold : value < limit.threshold;

/** Whether `value` is further into breach than `other`. */
export const isFurther = (side: 'above' | 'below', value: number, other: number): boolean =>
  side === 'above' ? value > other : value < other;
