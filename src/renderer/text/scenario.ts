import type { CourseName, RuleScenario, ScenarioEvent, Stretch } from '../../preload/contract/views.js';
import { sayChannel, sayReason } from './delivery.js';
import { sayHeldBecause } from './held.js';
import { count, quantity } from './quantity.js';
import type { Saying } from './states.js';

const COURSES: Readonly<Record<CourseName, string>> = {
  steady: 'Steady, as usual',
  step: 'A step past the limit',
  spike: 'A short spike',
  rise: 'A slow rise',
  gap: 'No sample comes',
  unobserved: 'The desk cannot look',
  few: 'Past the limit, of too few',
};

export const sayCourse = (name: CourseName): string => COURSES[name];

/** A stretch of a course in words. */
export const sayStretch = (stretch: Stretch, metric: string): string => {
  if (stretch === 'gap') return 'no sample';
  return stretch === 'unobserved' ? 'not observed' : quantity(stretch, metric);
};

const FROM: Readonly<Record<RuleScenario['usual']['from'], string>> = {
  baseline: 'usual, as it is learnt',
  history: 'usual over the last day',
  limit: 'on the good side of the limit',
};

/** Where the course's usual value is from. */
export const sayUsual = ({ usual, drawn }: RuleScenario): string => `${quantity(usual.value, drawn)}: ${FROM[usual.from]}`;

const STATES = {
  inactive: { tone: 'neutral', word: 'Calm again' },
  pending: { tone: 'info', word: 'Pending' },
  firing: { tone: 'critical', word: 'Fires' },
  resolved: { tone: 'good', word: 'Resolved' },
} as const satisfies Record<string, Saying>;

/** What happens, as a mark; firing has the severity's own. */
export const sayEvent = (event: ScenarioEvent, severity: RuleScenario['severity']): Saying => {
  switch (event.kind) {
    case 'state':
      return event.to === 'firing' ? { tone: severity, word: STATES.firing.word } : STATES[event.to];
    case 'told':
      return { tone: 'neutral', word: sayChannel(event.channel) };
    case 'held':
      return { tone: 'muted', word: `${sayChannel(event.channel)} waits` };
    case 'escalated':
      return { tone: 'warning', word: `Level ${event.level}` };
  }
};

/** The rest of it. */
export const sayEventWords = (event: ScenarioEvent, metric: string): string => {
  switch (event.kind) {
    case 'state':
      return event.value === null ? '' : `at ${quantity(event.value, metric)}`;
    case 'told': {
      const whom = event.recipients.length === 0 ? '' : `${event.recipients.join(', ')}, `;
      return `${whom}${sayReason(event.reason)}`;
    }
    case 'held':
      return sayHeldBecause(event.because);
    case 'escalated':
      return `team ${event.team}`;
  }
};

/** How much of what it needs a baseline has learnt. */
export const sayLearning = ({ have, need }: NonNullable<RuleScenario['learning']>): string =>
  `What is usual is still being learnt: ${have} of ${count(need, 'sample')}. Until then the rule judges nothing.`;
