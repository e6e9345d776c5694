import type { Episode, EscalationStep } from '../model/alert.js';
import type { Impact, Rule, Severity } from '../model/rule.js';
import type { EscalationPlan, LevelPlan } from '../model/telling.js';
import { after, type Instant } from '../time/instant.js';

/** When each level of an episode that fires at `firedAt` is due. `info` never escalates. */
export const timetable = (
  { severity, impact }: Pick<Rule, 'severity' | 'impact'>,
  plan: EscalationPlan,
  firedAt: Instant,
): readonly EscalationStep[] =>
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

/** The episode after a level was told: those that passed with it are done as well. */
export const withStepDone = (episode: Episode, step: EscalationStep, now: Instant): Episode => ({
  ...episode,
  level: Math.max(episode.level, step.level),
  escalation: episode.escalation.map((one) => (one.at <= now && one.level <= step.level ? { ...one, done: true } : one)),
});

/** When the next level is due after `now`; null where none is to come. */
export const nextStepAt = (episode: Episode, now: Instant): Instant | null => {
  let next: Instant | null = null;
  for (const { at, done } of episode.escalation) if (!done && at > now && (next === null || at < next)) next = at;
  return next;
};
