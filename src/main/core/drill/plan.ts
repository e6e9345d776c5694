import { timetable } from '../incident/escalation.js';
import type { EscalationStep } from '../model/alert.js';
import type { EscalationPlan } from '../model/telling.js';
import { after, type Duration, duration, type Instant } from '../time/instant.js';

/** Nobody states an impact for practice. */
const KIND = { severity: 'critical', impact: null } as const;

/** The escalation of criticals from `at` on, squeezed so that its last level comes after `over`. */
export const drillSteps = (plan: EscalationPlan, at: Instant, over: Duration): readonly EscalationStep[] => {
  const steps = timetable(KIND, plan, at);
  const whole = Math.max(1, ...steps.map((step) => step.at - at));
  return steps.map((step) => ({ ...step, at: after(at, duration(Math.round(((step.at - at) / whole) * over))) }));
};

/** After how long each level would be told of a real alert. */
export const realDelays = (plan: EscalationPlan): ReadonlyMap<number, Duration> =>
  new Map(timetable(KIND, plan, 0 as Instant).map(({ level, at }) => [level, duration(at)]));
