import { assertNever } from '../model/result.js';
import type { Rule } from '../model/rule.js';
import type { CourseName, Stretch } from '../model/rule-scenario.js';

/** A course has so many stretches: few enough to set each by hand. */
export const STRETCHES = 24;

/** Two values of a rule: one that is usual, and one that is well past its limit. */
export interface Extremes {
  readonly usual: number;
  readonly bad: number;
}

/** The stretches of a ready-made course. */
export const stretchesOf = (name: CourseName, { usual, bad }: Extremes): readonly Stretch[] => {
  switch (name) {
    case 'steady':
      return Array(STRETCHES).fill(usual);
    case 'step':
    case 'few':
      return amid(usual, 4, bad, 12);
    case 'spike':
      return amid(usual, 6, bad, 1);
    case 'rise':
      return Array.from({ length: STRETCHES }, (_, index) => risen({ usual, bad }, index));
    case 'gap':
    case 'unobserved':
      return amid(usual, 4, name, 12);
    default:
      return assertNever(name);
  }
};

const amid = (usual: number, before: number, trouble: Stretch, length: number): readonly Stretch[] =>
  Array.from({ length: STRETCHES }, (_, index) => (index >= before && index < before + length ? trouble : usual));

/** Usual at first, then higher and higher for two thirds of the time, and usual again. */
const risen = ({ usual, bad }: Extremes, index: number): number => {
  const step = index - 2;
  if (step < 0 || step >= 16) return usual;
  return Number((usual + ((bad - usual) * (step + 1)) / 16).toPrecision(4));
};

/** What of the ready-made says something of a rule: only a share can be one of too few. */
export const offeredFor = ({ when: { subject, test } }: Rule): readonly CourseName[] => {
  const always = ['steady', 'step', 'spike', 'rise', 'gap', 'unobserved'] as const;
  if (test.kind === 'absent') return ['steady', 'gap', 'unobserved'];
  if (isSwitch({ subject, test })) return ['steady', 'step', 'spike', 'gap', 'unobserved'];
  return subject.kind === 'ratio' ? [...always, 'few'] : always;
};

/** Whether what is drawn is one of two states: up or down, an event or none. */
export const isSwitch = ({ subject, test }: Pick<Rule['when'], 'subject' | 'test'>): boolean =>
  test.kind === 'event' ||
  (test.kind === 'burnRate' && test.objective.kind === 'availability') ||
  (subject.kind === 'metric' && /(^|_)up$/.test(subject.metric) && subject.reduce === 'last');

/** A value well past a limit, as seen from what is usual; a share stays one. */
export const wellPast = (limit: number, usual: number, side: 'above' | 'below', isShare: boolean): number => {
  const far = Math.max(0.25 * Math.abs(limit), 0.5 * Math.abs(limit - usual), limit === 0 ? 1 : 0);
  const value = Number((side === 'above' ? limit + far : limit - far).toPrecision(3));
  if (side === 'below' && limit > 0) return Math.max(0, value);
  return isShare ? Math.min(1, value) : value;
};
