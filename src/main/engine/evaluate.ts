import type { Now } from '../core/alert/advance.js';
import type { Judgement } from '../core/model/rule.js';
import { judge } from '../core/rule/judge.js';
import { noData } from '../core/rule/measured.js';
import type { Binding, World } from './world.js';

/** The judgement of one alert's rule. A rule that fails says why in its health and has no data; the others are judged all the same. */
export const evaluate = (world: World, binding: Binding, at: Now): Judgement => {
  const { rule, members, since } = binding;
  binding.failure = whyNot(binding);
  if (binding.failure !== null) return noData;
  try {
    return judge({ rule, group: members, at: { ...at, zone: world.config.site.timeZone }, since });
  } catch (problem) {
    binding.failure = `It could not be evaluated: ${problem instanceof Error ? problem.message : String(problem)}`;
    return noData;
  }
};

/** Bad events alone make no share: mostly their labels differ from those of the events that they are a share of. */
const whyNot = ({ rule, members }: Binding): string | null => {
  const { subject } = rule.when;
  if (subject.kind !== 'ratio' || members.length === 0) return null;
  if (members.some((member) => member.series.name === subject.total)) return null;
  return `There is no ${subject.total} with the labels of ${subject.bad}. Name the labels that both have under by.`;
};
