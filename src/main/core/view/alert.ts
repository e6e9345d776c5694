import type { Alert, Episode } from '../model/alert.js';
import type { AlertRow } from '../model/alert-view.js';
import type { Mute, Suppression } from '../model/mute.js';
import type { ChannelKind } from '../model/reason.js';
import type { Judgement, Rule } from '../model/rule.js';
import type { TargetId } from '../model/target.js';
import { measureOf } from '../rule/sentence.js';
import { limitOf } from '../rule/side.js';

/** What an alert's row rests on. */
export interface AlertContext {
  readonly episode: Episode;
  readonly rule: Rule;
  readonly alert: Alert | null;
  readonly judgement: Judgement | null;
  readonly suppression: Suppression | null;
  readonly mute: Mute | null;
  readonly summary: string;
  /** By which channels of this desk a team can be reached. */
  readonly reach: (team: string) => readonly ChannelKind[];
}

export const alertRow = ({ episode, rule, alert, judgement, suppression, mute, summary, reach }: AlertContext): AlertRow => {
  const isOpen = episode.resolution === null;
  const phase = alert?.phase;
  const good = isOpen && phase?.state === 'firing' && phase.episode === episode.id ? phase.good : null;
  return {
    id: episode.id,
    episode: episode.number,
    rule: episode.rule,
    name: rule.name,
    severity: episode.severity,
    category: rule.category,
    impact: rule.impact,
    state: isOpen ? 'firing' : 'resolved',
    labels: episode.labels,
    target: (episode.labels.target as TargetId | undefined) ?? null,
    metric: measureOf(rule.when),
    comparison: limitOf(rule, episode).kind,
    value: episode.value,
    threshold: episode.threshold,
    worst: episode.worst,
    summary,
    businessImpact: rule.businessImpact,
    playbook: rule.playbook,
    startedAt: episode.startedAt,
    firedAt: episode.firedAt,
    resolvedAt: episode.resolution?.at ?? null,
    resolution: resolutionOf(episode),
    acknowledged: acknowledgementOf(episode),
    suppressed: suppression === null || !isOpen ? null : suppressionOf(suppression),
    muted: isOpen ? mute : null,
    waiting: episode.waiting.map(({ channel, because, until }) => ({ channel, because, until })),
    verdict: isOpen ? (judgement?.verdict ?? 'no-data') : 'ok',
    good: good === null ? null : { since: good.since, readings: good.readings, needed: rule.resolve.goodReadings },
    level: episode.level,
    escalation: episode.escalation.map((step) => ({ ...step, channels: reach(step.team) })),
    isTest: episode.test,
    isDrill: episode.drill !== undefined,
  };
};

/** How it ended; null while it goes on. */
export const resolutionOf = ({ resolution }: Episode): AlertRow['resolution'] =>
  resolution === null ? null : { how: resolution.how, by: resolution.by?.name ?? null, reason: resolution.reason };

const acknowledgementOf = ({ acknowledgement }: Episode): AlertRow['acknowledged'] =>
  acknowledgement === null
    ? null
    : { by: acknowledgement.by.name, at: acknowledgement.at, note: acknowledgement.note, end: acknowledgement.end };

const suppressionOf = (suppression: Suppression): NonNullable<AlertRow['suppressed']> => ({
  id: suppression.id,
  until: suppression.endsAt,
  by: suppression.by.name,
  why: suppression.why,
});
