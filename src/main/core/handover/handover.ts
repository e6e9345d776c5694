import { isStopped } from '../incident/escalation.js';
import { nextEscalation } from '../incident/next-escalation.js';
import type { Episode } from '../model/alert.js';
import type { AlertRow } from '../model/alert-view.js';
import type { AuditEntry } from '../model/audit.js';
import type { Handover, HandoverAlert, HandoverNote, NextLevel } from '../model/handover.js';
import type { Mute } from '../model/mute.js';
import type { ChannelKind } from '../model/reason.js';
import type { EscalationPlan } from '../model/telling.js';
import type { SuppressionRow } from '../model/view.js';
import { type Gap, observedShare } from '../slo/gaps.js';
import { after, hours, type Instant } from '../time/instant.js';
import { type Ended, MOST_NAMED } from './ended.js';
import { heldOf } from './held.js';
import { byAlert, type Told, tellingsOf } from './tellings.js';

export interface OpenAlert {
  readonly episode: Episode;
  readonly row: AlertRow;
  readonly mute: Mute | null;
}

/** What a handover is made of. */
export interface HandoverFacts {
  readonly from: Instant;
  readonly to: Instant;
  readonly unobserved: readonly Gap[];
  readonly open: readonly OpenAlert[];
  readonly ended: Ended;
  /** Those that tell of what is open, or of what quiet hours kept back, as far as they are kept. */
  readonly deliveries: readonly Told[];
  readonly suppressions: readonly SuppressionRow[];
  /** What people wrote on alerts within the shift, newest first. */
  readonly notes: readonly AuditEntry[];
  readonly plan: EscalationPlan;
  readonly reach: (team: string, row: AlertRow) => readonly ChannelKind[];
}

const ENDING_WITHIN = hours(12);

/** What is left to the next shift, from what is known at its end. */
export const handoverOf = (facts: HandoverFacts): Handover => {
  const { from, to, unobserved, suppressions } = facts;
  const deliveries = byAlert(facts.deliveries);
  const open = facts.open.filter(({ episode }) => !episode.test).sort((a, b) => worstFirst(a.row, b.row));
  const { ended } = facts;
  const alerts = open.slice(0, MOST_NAMED).map((one): HandoverAlert => {
    const told = tellingsOf(one.episode, deliveries.get(one.row.id) ?? []);
    return { row: one.row, told, next: nextOf(one, facts) };
  });
  const ending = suppressions
    .filter(({ startsAt, endsAt }) => startsAt <= to && endsAt > to && endsAt <= after(to, ENDING_WITHIN))
    .sort((a, b) => a.endsAt - b.endsAt);
  const held = [...open, ...ended.held]
    .flatMap((one) => heldOf(one, deliveries.get(one.row.id) ?? [], from))
    .sort((a, b) => HELD_ORDER[a.outcome.kind] - HELD_ORDER[b.outcome.kind] || a.outcome.at - b.outcome.at);
  return {
    from,
    to,
    coverage: observedShare(unobserved, from, to),
    unobserved,
    unacknowledged: alerts.filter(({ row }) => row.suppressed === null && row.acknowledged === null),
    acknowledged: alerts.filter(({ row }) => row.suppressed === null && row.acknowledged !== null),
    suppressed: alerts.filter(({ row }) => row.suppressed !== null),
    ending,
    held: held.slice(0, MOST_NAMED),
    ended: ended.named.rows,
    notes: notesOf(facts, open),
    more: { open: Math.max(0, open.length - MOST_NAMED), ended: ended.named.count - ended.named.rows.length },
    isClear: open.length + ending.length + held.length === 0,
  };
};

const RANK = { critical: 0, warning: 1, info: 2 } as const;
const IMPACT = { high: 0, medium: 1, low: 2, none: 3 } as const;
const HELD_ORDER = { waits: 0, told: 1, over: 2 } as const;

const worstFirst = (a: AlertRow, b: AlertRow): number =>
  RANK[a.severity] - RANK[b.severity] || IMPACT[a.impact ?? 'none'] - IMPACT[b.impact ?? 'none'] || a.firedAt - b.firedAt;

const nextOf = ({ episode, row, mute }: OpenAlert, { plan, reach }: HandoverFacts): NextLevel => {
  const next = nextEscalation([episode], plan, () => mute);
  if (next !== null) {
    const { level, team } = next.step;
    return { kind: 'due', level, team, at: next.at, channels: reach(team, row) };
  }
  if (!episode.escalation.some(({ done, level }) => !done && level > episode.level)) return { kind: 'none' };
  return { kind: 'rests', because: isStopped(episode, plan) ? 'acknowledged' : 'muted' };
};

const notesOf = ({ notes, ended }: HandoverFacts, open: readonly OpenAlert[]): readonly HandoverNote[] => {
  const summaries = new Map<string, string>([...ended.noted, ...open.map(({ row }) => [row.id, row.summary] as const)]);
  return notes.map(({ at, actor, subject, details }) => ({
    at,
    by: actor.name,
    text: String(details.text ?? ''),
    alert: subject as AlertRow['id'],
    summary: summaries.get(subject) ?? null,
  }));
};
