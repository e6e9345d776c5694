import { explain } from '../../core/explain/explain.js';
import type { Facts } from '../../core/explain/facts.js';
import type { ExplainableAlert, Explanation } from '../../core/model/explanation.js';
import type { Labels } from '../../core/model/labels.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Rule, RuleId } from '../../core/model/rule.js';
import { sayLabels } from '../../core/text/labels.js';
import { nearest } from '../../core/text/nearest.js';
import type { Instant } from '../../core/time/instant.js';
import type { Binding, World } from '../world.js';
import { factsOf } from './facts.js';
import { alertsOf, explainable, hasLabels } from './find.js';

/** Which alert is asked about. Labels name one of several; null: the worst. */
export interface Asked {
  readonly rule: RuleId;
  readonly labels: Labels | null;
}

/** What is said of one alert of a rule, and which others there are. */
export interface Told {
  readonly explanation: Explanation;
  readonly alerts: readonly ExplainableAlert[];
}

/** More of one rule's alerts than this are not listed: the worst come first. */
const MOST_LISTED = 50;

/** Explains an alert out of a world as it is at `now`. `amend` changes what was found, where more is known. */
export const answerFrom = (
  world: World,
  asked: Asked,
  now: Instant,
  amend: (facts: Facts) => Facts = (facts) => facts,
): Result<Told, Refusal> => {
  const rule = ruleNamed(world.rules, asked.rule);
  if (!rule.ok) return rule;
  const bindings = alertsOf(world, rule.value);
  const chosen = choose(bindings, asked);
  if (!chosen.ok) return chosen;
  return ok({
    explanation: explain(amend(factsOf(world, chosen.value, now))),
    alerts: bindings.slice(0, MOST_LISTED).map((binding) => explainable(world, binding)),
  });
};

/** The rule of that id, or a refusal that names the nearest. */
export const ruleNamed = (rules: ReadonlyMap<RuleId, Rule>, id: RuleId): Result<Rule, Refusal> => {
  const rule = rules.get(id);
  if (rule !== undefined) return ok(rule);
  const near = nearest(id, [...rules.keys()]);
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return fail({ code: 'not-found', message: `There is no rule ${id}.${hint}`, field: 'rule' });
};

const choose = (bindings: readonly Binding[], { rule, labels }: Asked): Result<Binding, Refusal> => {
  const chosen = bindings.find((one) => hasLabels(one.labels, labels ?? {}));
  if (chosen !== undefined) return ok(chosen);
  const [first] = bindings;
  const hint = first === undefined ? 'It has none.' : `It has for example ${sayLabels(first.labels)}.`;
  return fail({ code: 'not-found', message: `The rule ${rule} has no alert with these labels. ${hint}`, field: 'labels' });
};
