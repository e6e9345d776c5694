import type { Judgement } from '../../core/model/rule.js';
import { judge } from '../../core/rule/judge.js';
import { noData } from '../../core/rule/measured.js';
import type { JudgeAt } from '../../core/rule/member.js';
import type { Binding } from '../world.js';

/** A judgement, and why there could be none; null where there could. */
export interface Evaluated {
  readonly judgement: Judgement;
  readonly failure: string | null;
}

/** The judgement of one alert's rule. A rule that fails says why in its health and has no data; the others are judged all the same. */
export const evaluate = (binding: Binding, at: JudgeAt): Judgement => {
  const { judgement, failure } = evaluated(binding, at);
  binding.failure = failure;
  return judgement;
};

/** The same for a look that changes nothing. */
export const evaluated = (binding: Binding, at: JudgeAt): Evaluated => {
  const { rule, members, since } = binding;
  const failure = whyNot(binding);
  if (failure !== null) return { judgement: noData, failure };
  try {
    return { judgement: judge({ rule, group: members, at, since }), failure: null };
  } catch (problem) {
    const text = problem instanceof Error ? problem.message : String(problem);
    return { judgement: noData, failure: `It could not be evaluated: ${text}` };
  }
};

/** Bad events alone make no share: mostly their labels differ from those of the events that they are a share of. */
const whyNot = ({ rule, members }: Binding): string | null => {
  const { subject } = rule.when;
  if (subject.kind !== 'ratio' || members.length === 0) return null;
  if (members.some((member) => member.series.name === subject.total)) return null;
  return `There is no ${subject.total} with the labels of ${subject.bad}. Name the labels that both have under by.`;
};
