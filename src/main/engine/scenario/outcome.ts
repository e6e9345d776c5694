import { closedGate } from '../../core/explain/gate.js';
import { clause } from '../../core/explain/words.js';
import type { Explanation, Gate } from '../../core/model/explanation.js';
import type { Rule } from '../../core/model/rule.js';
import type { RuleScenario, ScenarioEvent } from '../../core/model/rule-scenario.js';

/** Whether the rule fires in the scenario and what came of that by its end; or the gate that came nearest to letting it. */
export const outcomeOf = (
  said: readonly Explanation[],
  events: readonly ScenarioEvent[],
  { name }: Rule,
): RuleScenario['outcome'] => {
  const fires = events.some((event) => event.kind === 'state' && event.to === 'firing');
  if (!fires) return { kind: 'silent', text: whyNot(said) };
  const firing = said.filter(({ state }) => state === 'firing');
  const last = firing.findLast(({ outcome }) => outcome.kind === 'woke') ?? firing.at(-1);
  if (last?.outcome.kind === 'woke') return { kind: 'told', text: last.outcome.text };
  const isTold = events.some((event) => event.kind === 'told' && event.reason !== 'recovered');
  if (isTold || last === undefined) return { kind: 'told', text: `The rule ${name} fires, and somebody is told.` };
  return { kind: 'untold', text: `The rule ${name} fires. ${last.outcome.text}` };
};

const whyNot = (said: readonly Explanation[]): string => {
  const gate = furthest(said);
  return gate === null ? 'It does not fire.' : `It does not fire: ${clause(gate.text)}.`;
};

interface Stopped {
  readonly gate: Gate;
  readonly place: number;
  /** How far the value was from the limit, where there are both. */
  readonly distance: number;
}

/** The moment that got furthest; of those that a limit held back, the one that came nearest to it, and of others the last. */
const furthest = (said: readonly Explanation[]): Gate | null => {
  let best: Stopped | null = null;
  for (const one of said) {
    const stopped = stoppedAt(one);
    if (stopped !== null && (best === null || isFurther(stopped, best))) best = stopped;
  }
  return best?.gate ?? null;
};

const stoppedAt = ({ gates, seen }: Explanation): Stopped | null => {
  const gate = closedGate(gates);
  if (gate === null) return null;
  const isHeldByLimit = gate.id === 'breach' && seen.value !== null && seen.threshold !== null;
  const distance = isHeldByLimit ? Math.abs((seen.value ?? 0) - (seen.threshold ?? 0)) : 0;
  return { gate, place: gates.indexOf(gate), distance };
};

const isFurther = (a: Stopped, b: Stopped): boolean => (a.place === b.place ? a.distance <= b.distance : a.place > b.place);
