import type { EventStretch, Measure, Objective, ObjectiveDetail, ObjectivePart, ObjectiveStanding } from '../model/slo.js';
import type { Instant } from '../time/instant.js';
import { courseOf } from './course.js';
import { type Gap, observedShare } from './gaps.js';
import { burnsOf, eventsWithin, paceOf, runsOutAt } from './outlook.js';
import { errorBudget, sloStatus } from './status.js';

/** What was counted for one measure, oldest first; stretches may be of different lengths. */
export interface CountedMeasure {
  readonly measure: Measure;
  readonly stretches: readonly EventStretch[];
}

/** What an objective is judged by: its events of `[from, to)`, and when nobody could look. */
export interface Evidence {
  readonly from: Instant;
  readonly to: Instant;
  /** From when on the desk could look; its first hour is counted whole. */
  readonly seenFrom: Instant;
  readonly counted: readonly CountedMeasure[];
  readonly gaps: readonly Gap[];
}

const NOTHING: readonly EventStretch[] = [];

/** How an objective stands by what was counted. */
export const standingOf = (objective: Objective, evidence: Evidence): ObjectiveStanding => {
  const { from, to, seenFrom, counted, gaps } = evidence;
  const coverage = observedShare(gaps, seenFrom, to);
  const parts = counted.map(({ measure, stretches }) => ({
    measure,
    status: sloStatus(objective, eventsWithin(stretches, from, to), coverage),
  }));
  const worst = worstOf(parts);
  const status = worst?.status ?? sloStatus(objective, { good: 0, valid: 0 }, coverage);
  const stretches = stretchesOf(counted, worst);
  const burns = burnsOf(objective.target, stretches, to);
  const pace = paceOf(objective.target, stretches, burns, to);
  return {
    objective,
    state: status.valid > 0 ? 'measured' : objective.hasSource ? 'no-reading' : 'no-source',
    from: seenFrom,
    to,
    status,
    parts,
    budget: errorBudget(objective),
    budgetEvents: status.valid * (1 - objective.target),
    burns,
    pace,
    runsOutAt: runsOutAt(objective, stretches, pace, to),
  };
};

/** The same with the course of the budget. */
export const detailOf = (objective: Objective, evidence: Evidence): ObjectiveDetail => {
  const standing = standingOf(objective, evidence);
  const stretches = stretchesOf(evidence.counted, worstOf(standing.parts));
  return { standing, course: courseOf(objective, stretches, evidence.from, evidence.to), unobserved: evidence.gaps };
};

const stretchesOf = (counted: readonly CountedMeasure[], part: ObjectivePart | undefined): readonly EventStretch[] =>
  counted.find(({ measure }) => measure === part?.measure)?.stretches ?? NOTHING;

/** The part that stands worst: a miss before anything else, then the one with the least budget left; without events none does. */
const worstOf = (parts: readonly ObjectivePart[]): ObjectivePart | undefined =>
  parts.filter(({ status }) => status.valid > 0).sort((a, b) => rank(a) - rank(b))[0];

const rank = ({ status }: ObjectivePart): number => (status.verdict === 'missed' ? -1e9 : 0) + status.budgetLeftRatio;
