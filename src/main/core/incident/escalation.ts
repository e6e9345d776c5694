import type { Episode, EscalationStep } from '../model/alert.js';
import type { Impact, Rule, Severity } from '../model/rule.js';
import type { EscalationPlan, LevelPlan } from '../model/telling.js';
import { after, type Instant } from '../time/instant.js';

type Urgency = Pick<Rule, 'severity' | 'impact'>;

/** The newest timetable of each rule: ten thousand alerts that fire in one turn share it. */
const newest = new WeakMap<
  Urgency,
  { readonly plan: EscalationPlan; readonly firedAt: Instant; readonly steps: readonly EscalationStep[] }
>();

/** When each level of an episode that fires at `firedAt` is due. `info` never escalates. */
export const timetable = (rule: Urgency, plan: EscalationPlan, firedAt: Instant): readonly EscalationStep[] => {
  const known = newest.get(rule);
  if (known !== undefined && known.plan === plan && known.firedAt === firedAt) return known.steps;
  const steps = stepsOf(rule, plan, firedAt);
  newest.set(rule, { plan, firedAt, steps });
  return steps;
};

const stepsOf = ({ severity, impact }: Urgency, plan: EscalationPlan, firedAt: Instant): readonly EscalationStep[] =>
  levelsFor(severity, plan).map((level) => ({
    level: level.level,
    at: after(firedAt, delayOf(level, impact)),
    team: level.team,
    done: false,
  }));

const levelsFor = (severity: Severity, plan: EscalationPlan): readonly LevelPlan[] =>
  severity === 'info' ? [] : plan[severity];

const delayOf = (level: LevelPlan, impact: Impact | null): number => level.after[impact ?? 'none'];

/** Whether the levels of an episode wait for its acknowledgement to end. */
export const isStopped = (episode: Episode, plan: EscalationPlan): boolean =>
  plan.stopOnAcknowledge && episode.acknowledgement !== null;

/** The highest level that has passed and is not done, which is the only one to be told; null where there is none. */
export const dueStep = (episode: Episode, now: Instant): EscalationStep | null => {
  let due: EscalationStep | null = null;
  for (const step of episode.escalation) {
    if (!step.done && step.at <= now && step.level > (due?.level ?? 0)) due = step;
  }
  return due !== null && due.level > episode.level ? due : null;
};

/** The next level that was not told, whenever it is due; null where there is none. */
export const nextStep = ({ escalation, level }: Episode): EscalationStep | null =>
  escalation.reduce<EscalationStep | null>(
    (next, step) => (!step.done && step.level > level && step.level < (next?.level ?? Number.POSITIVE_INFINITY) ? step : next),
    null,
  );

/** The same episode with a level that is due at `now`; the others keep their times. */
export const withStepAt = (episode: Episode, step: EscalationStep, now: Instant): Episode => ({
  ...episode,
  escalation: episode.escalation.map((one) => (one === step ? { ...one, at: now } : one)),
});

/** The episode after a level was told: those that passed with it are done as well. */
export const withStepDone = (episode: Episode, { level }: EscalationStep, now: Instant): Episode => ({
  ...episode,
  level: Math.max(episode.level, level),
  escalation: stepsDone(episode.escalation, level, now),
});

/** What became of each timetable last: alerts that share one go on sharing it. */
const done = new WeakMap<
  readonly EscalationStep[],
  { readonly level: number; readonly now: Instant; readonly steps: readonly EscalationStep[] }
>();

const stepsDone = (steps: readonly EscalationStep[], level: number, now: Instant): readonly EscalationStep[] => {
  const known = done.get(steps);
  if (known !== undefined && known.level === level && known.now === now) return known.steps;
  const after = steps.map((one) => (one.at <= now && one.level <= level ? { ...one, done: true } : one));
  done.set(steps, { level, now, steps: after });
  return after;
};

/** When the next level is due after `now`; null where none is to come. */
export const nextStepAt = (episode: Episode, now: Instant): Instant | null => {
  let next: Instant | null = null;
  for (const { at, done } of episode.escalation) if (!done && at > now && (next === null || at < next)) next = at;
  return next;
};
