import type { Episode, TimelineEntry } from '../model/alert.js';
import type { Site } from '../model/config.js';
import type { DrillLevel, DrillReport, DrillRow } from '../model/drill.js';
import type { Delivery } from '../model/notification.js';
import type { EscalationPlan } from '../model/telling.js';
import { duration, type Instant } from '../time/instant.js';
import { drillMarkdown } from './markdown.js';
import { realDelays } from './plan.js';

export interface DrillEvidence {
  readonly episode: Episode;
  readonly timeline: readonly TimelineEntry[];
  readonly deliveries: readonly Delivery[];
  readonly plan: EscalationPlan;
  readonly site: Site;
}

/** What came of a drill, from what the journal has of it. */
export const drillReport = (evidence: DrillEvidence): DrillReport => {
  const { episode, timeline, site } = evidence;
  const endedAt = episode.resolution?.at ?? null;
  const acknowledgements = timeline
    .filter(({ kind }) => kind === 'acknowledged')
    .map(({ by, at }) => ({ by: by?.name ?? 'somebody', via: by?.via ?? 'desk', at }));
  const report = {
    id: episode.id,
    by: timeline.find(({ kind }) => kind === 'fired')?.by?.name ?? 'somebody',
    startedAt: episode.firedAt,
    endedAt,
    endsAt: episode.drill?.endsAt ?? episode.firedAt,
    over: episode.drill?.over ?? duration(0),
    levels: levelsOf(evidence, endedAt),
    rows: rowsOf(evidence, acknowledgements),
    acknowledgements,
    held: timeline.filter(({ kind }) => kind === 'held').map(({ text }) => text),
  };
  return { ...report, markdown: drillMarkdown(report, site) };
};

const levelsOf = ({ episode, deliveries, plan }: DrillEvidence, endedAt: Instant | null): readonly DrillLevel[] => {
  const delays = realDelays(plan);
  const isTold = (level: number): boolean => deliveries.some((one) => one.level === level && one.reason !== 'recovered');
  const steps = episode.escalation.map(
    ({ level, team, at, done }): DrillLevel => ({
      level,
      team,
      plannedAt: at,
      realAfter: delays.get(level) ?? duration(0),
      state: isTold(level) ? 'told' : done ? 'nobody' : endedAt === null ? 'to come' : 'stopped',
    }),
  );
  const first = { level: 0, team: null, plannedAt: episode.firedAt, realAfter: duration(0) };
  return [{ ...first, state: isTold(0) ? 'told' : 'nobody' }, ...steps];
};

type Acknowledgements = DrillReport['acknowledgements'];

const rowsOf = ({ episode, deliveries }: DrillEvidence, acknowledgements: Acknowledgements): readonly DrillRow[] =>
  deliveries
    .filter(({ reason }) => reason !== 'recovered')
    .flatMap((delivery) => rowsOfOne(delivery, episode, acknowledgements))
    .sort((a, b) => a.level - b.level || a.sentAt - b.sentAt || (a.delivery < b.delivery ? -1 : 1));

/** A delivery to several places has a row for each. */
const rowsOfOne = (delivery: Delivery, episode: Episode, acknowledgements: Acknowledgements): readonly DrillRow[] => {
  const { id, level, channel, recipients, state, attempts, decidedAt } = delivery;
  const confirmed = episode.drill?.confirmed.find((one) => one.delivery === id) ?? null;
  const acknowledged = confirmed ?? ownAnswer(delivery, acknowledgements);
  const row: Omit<DrillRow, 'recipient'> = {
    delivery: id,
    level,
    team: episode.escalation.find((step) => step.level === level)?.team ?? null,
    channel,
    outcome: acknowledged !== null ? 'acknowledged' : OUTCOMES[state.kind],
    sentAt: attempts[0]?.at ?? decidedAt,
    settledAt: state.kind === 'waiting' ? null : state.at,
    tries: attempts.length,
    said: state.kind === 'abandoned' ? state.why : (attempts.at(-1)?.text ?? ''),
    acknowledged: acknowledged === null ? null : { by: acknowledged.by, at: acknowledged.at },
  };
  return (recipients.length === 0 ? [''] : recipients).map((recipient) => ({ ...row, recipient }));
};

const OUTCOMES = { waiting: 'waiting', delivered: 'told', abandoned: 'failed' } as const;

/** Whoever presses Slack's button has read Slack's message; that of another way proves nothing of it. */
const ownAnswer = ({ channel, state }: Delivery, acknowledgements: Acknowledgements) =>
  state.kind === 'delivered' && channel === 'slack'
    ? (acknowledgements.find(({ via, at }) => via === 'slack' && at >= state.at) ?? null)
    : null;
