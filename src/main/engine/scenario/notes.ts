import type { Rule } from '../../core/model/rule.js';
import type { Stretch } from '../../core/model/rule-scenario.js';
import { sayLength } from '../../core/notify/quantity.js';
import type { Duration } from '../../core/time/instant.js';
import type { Cast } from './cast.js';
import { mostCounted } from './pour.js';
import type { Yardstick } from './yardstick.js';

export interface NoteParts {
  readonly rule: Rule;
  readonly cast: Cast;
  readonly from: Yardstick['from'];
  readonly course: readonly Stretch[];
  /** How often a value is played, and how often one is really read. */
  readonly every: Duration;
  readonly interval: Duration;
}

/** What bears on how far a scenario can be trusted. */
export const notesOn = ({ rule, cast, from, course, every, interval }: NoteParts): readonly string[] => [
  'It is played as if it began now: with what is learnt, with the mutes and the quiet hours of this desk, and with nothing firing yet.',
  ...(rule.enabled ? [] : ['The rule is turned off. This is what it would do if it were on.']),
  ...(cast.isMadeUp ? ['Nothing that this rule looks at was ever recorded, so the series is made up.'] : []),
  ...(from === 'limit' && !cast.isMadeUp && rule.when.test.kind !== 'event'
    ? ['Too little was recorded of late to say what is usual, so the course begins on the good side of the limit.']
    : []),
  ...(every > interval
    ? [`A value is played every ${sayLength(every)}, not every ${sayLength(interval)} as it is read: the scenario is long.`]
    : []),
  ...tooMany(rule, course, every),
  'Other rules are left out: an alert that would explain this one away does not fire here.',
];

const tooMany = (rule: Rule, course: readonly Stretch[], every: Duration): readonly string[] => {
  const most = mostCounted(rule, every);
  return most !== null && course.some((drawn) => typeof drawn === 'number' && drawn > most)
    ? [`No more than ${most.toLocaleString('en-GB')} samples are played within its window, where more are drawn.`]
    : [];
};
