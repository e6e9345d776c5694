import type { Alert } from '../../core/model/alert.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { RuleId } from '../../core/model/rule.js';
import type { ScenarioEvent } from '../../core/model/rule-scenario.js';
import type { Instant } from '../../core/time/instant.js';
import type { TraceEvent } from '../trace.js';

/** More than this of a flapping rule is no story any more. */
const MOST_EVENTS = 200;

/** Keeps what a rule does, as it does it. What is held for one reason is said once. */
export const createRecord = (rule: RuleId) => {
  const events: ScenarioEvent[] = [];
  const held = new Set<string>();
  const isNew = ({ kind, ...event }: ScenarioEvent): boolean => {
    if (kind !== 'held' || !('because' in event)) return true;
    const key = `${event.channel} ${event.because}`;
    if (held.has(key)) return false;
    held.add(key);
    return true;
  };
  return {
    events: events as readonly ScenarioEvent[],
    trace: (at: Instant, event: TraceEvent): void => {
      const said = saidOf(rule, at, event);
      if (said === null || events.length >= MOST_EVENTS || !isNew(said)) return;
      if (said.kind === 'state' && said.to === 'firing') held.clear();
      events.push(said);
    },
  };
};

const saidOf = (rule: RuleId, at: Instant, event: TraceEvent): ScenarioEvent | null => {
  if (event.event === 'alert' && event.rule === rule) {
    return { at, kind: 'state', to: event.to as Alert['phase']['state'], value: event.value };
  }
  if (event.event === 'notification' && (event.rule === rule || event.alerts?.some((alert) => alert.rule === rule) === true)) {
    const { reason, level, recipients } = event;
    return { at, kind: 'told', channel: event.channel as ChannelKind, reason, level, recipients };
  }
  if (event.event === 'held' && event.rule === rule) {
    return { at, kind: 'held', channel: event.channel as ChannelKind, because: event.because };
  }
  if (event.event === 'escalation' && event.rule === rule)
    return { at, kind: 'escalated', level: event.level, team: event.team };
  return null;
};
