import type { Gate, GateId, GateReason } from '../model/explanation.js';
import type { Instant } from '../time/instant.js';

const NAMES: Readonly<Record<GateId, string>> = {
  rule: 'Rule',
  series: 'Series',
  observed: 'Watch',
  fresh: 'Freshness',
  baseline: 'Baseline',
  events: 'Events',
  breach: 'Limit',
  'resolved-by-hand': 'Resolved by hand',
  for: 'Duration',
  acknowledged: 'Acknowledgement',
  settling: 'Settling',
  suppressed: 'Suppression',
  maintenance: 'Maintenance',
  inhibited: 'Inhibition',
  flapping: 'Flapping',
  channels: 'Channels',
  route: 'Route',
  'quiet-hours': 'Quiet hours',
  digest: 'Digest',
  storm: 'Storm',
  'rule-rate': 'Rate limit',
  quota: 'Quota',
  delivery: 'Delivery',
};

export const passed = (id: GateId, text: string): Gate => ({
  id,
  name: NAMES[id],
  state: 'passed',
  because: null,
  text,
  until: null,
});

export const blocked = (id: GateId, because: GateReason, text: string, until: Instant | null = null): Gate => ({
  id,
  name: NAMES[id],
  state: 'blocked',
  because,
  text,
  until,
});

export const notApplicable = (id: GateId, text: string): Gate => ({ ...passed(id, text), state: 'not-applicable' });

export const notReached = (id: GateId): Gate => ({ ...passed(id, 'Not reached.'), state: 'not-reached' });

/** Behind the first closed gate none is reached; those that are closed as well keep their reason. */
export const inTurn = (gates: readonly Gate[]): readonly Gate[] => {
  const first = gates.findIndex(({ state }) => state === 'blocked');
  return first === -1 ? gates : gates.map((gate, index) => (index <= first ? gate : behind(gate)));
};

const behind = (gate: Gate): Gate => {
  if (gate.state === 'not-applicable') return gate;
  return gate.state === 'blocked' ? { ...gate, state: 'not-reached' } : notReached(gate.id);
};

/** The closed gate of a chain; null where all are open. */
export const closedGate = (gates: readonly Gate[]): Gate | null => gates.find(({ state }) => state === 'blocked') ?? null;
