import type { Explanation } from '../model/explanation.js';
import { conditionSentence } from '../rule/sentence.js';
import { channelOf } from './channel.js';
import type { Facts } from './facts.js';
import { closedGate, inTurn } from './gate.js';
import { judgedGates } from './judged.js';
import { levelsOf } from './levels.js';
import { mutedGates } from './muted.js';
import { outcomeOf } from './outcome.js';
import { seenOf } from './seen.js';

/** Why an alert woke somebody, or why it did not: each gate in the order in which the engine asks, and one closing sentence. */
export const explain = (facts: Facts): Explanation => {
  const { rule, labels, alert, episode, at } = facts;
  const gates = inTurn([...judgedGates(facts), ...mutedGates(facts)]);
  const isHeld = closedGate(gates) !== null;
  const channels = facts.channels.map((one) => channelOf(facts, one, isHeld));
  return {
    at: at.now,
    rule: { id: rule.id, name: rule.name, severity: rule.severity, condition: conditionSentence(rule) },
    labels,
    state: alert?.phase.state ?? 'inactive',
    episode: facts.dissent === null ? (episode?.id ?? null) : null,
    seen: seenOf(facts),
    gates,
    channels,
    levels: levelsOf(facts),
    outcome: outcomeOf(facts, gates, channels),
  };
};
