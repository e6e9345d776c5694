import type { Episode } from '../model/alert.js';
import type { Message } from '../model/notification.js';
import type { NotificationReason } from '../model/reason.js';
import type { Rule, Severity } from '../model/rule.js';
import type { Duration, Instant } from '../time/instant.js';
import { sayLength } from './quantity.js';

/** What a message about an episode is made of. */
export interface Told {
  readonly episode: Episode;
  readonly rule: Rule;
  readonly summary: string;
  readonly now: Instant;
  /** Level of the escalation at which it is told, and its team; 0 and null: the rule's own channels. */
  readonly level: number;
  readonly team: string | null;
  /** It goes to the level-1 team because nobody answered the SMS. */
  readonly isFollowUp: boolean;
}

const WORD: Readonly<Record<Severity, string>> = { critical: 'Critical', warning: 'Warning', info: 'For information' };

/** The text of a message about one episode; its title says how bad and what, its body what it means and since when. */
export const episodeMessage = (reason: NotificationReason, told: Told): Message => {
  const { episode, rule, now } = told;
  const isOver = reason === 'recovered';
  const urgent = episode.severity === 'critical' && !isOver;
  return {
    title: `${markOf(episode)}${heading(reason, told)}`,
    body: (isOver ? endLines(told) : [told.summary, rule.businessImpact, timing(reason, episode, now)])
      .filter((line) => line !== '')
      .join('\n'),
    severity: isOver ? 'ok' : episode.severity,
    alert: episode.id,
    sticky: urgent,
    sound: urgent,
  };
};

const markOf = ({ test, drill }: Episode): string => (drill !== undefined ? 'DRILL · ' : test ? 'TEST · ' : '');

const heading = (reason: NotificationReason, { episode, rule, level, team, isFollowUp }: Told): string => {
  const name = rule.name;
  switch (reason) {
    case 'recovered':
      return `${endWord(episode)}: ${name}`;
    case 'repeated':
      return `Still ${WORD[episode.severity].toLowerCase()}: ${name}`;
    case 'suppression-ended':
      return `No longer suppressed: ${name}`;
    case 'escalated':
      return isFollowUp ? `Nobody has answered: ${name}` : `Escalated to ${team ?? 'the next team'} (level ${level}): ${name}`;
    default:
      return `${WORD[episode.severity]}: ${name}`;
  }
};

/** Resolved by hand is no proof that it is mended: the title says who did it. */
const endWord = ({ resolution }: Episode): string => {
  if (resolution?.how === 'hand') return `Resolved by ${resolution.by?.name ?? 'somebody'}`;
  return resolution?.how === 'rule-removed' ? 'No longer watched' : 'Recovered';
};

const endLines = ({ episode: { resolution, firedAt }, summary, now }: Told): readonly string[] => [
  resolution === null || resolution.how === 'auto' ? '' : resolution.reason,
  `It was: ${summary}`,
  `It lasted ${sayLength((resolution?.at ?? now) - firedAt)}.`,
];

const timing = (reason: NotificationReason, episode: Episode, now: Instant): string => {
  if (reason === 'firing' || reason === 'test') return '';
  const { acknowledgement } = episode;
  const who = acknowledgement === null ? 'nobody has acknowledged it' : `${acknowledgement.by.name} has acknowledged it`;
  return `Firing for ${sayLength(now - episode.firedAt)}; ${who}.`;
};

/** What a message about several alerts is made of: how many, and the sentences of the first. */
export interface GroupParts {
  readonly count: number;
  readonly criticals: number;
  readonly named: readonly string[];
}

/** One message for several alerts that are told together for the same reason. */
export const groupedMessage = (reason: NotificationReason, { count, criticals, named }: GroupParts): Message => {
  const shown = named.map((text) => `· ${text}`);
  const rest = count - shown.length;
  const isOver = reason === 'recovered';
  const isUrgent = criticals > 0 && !isOver;
  return {
    title: groupedTitle(reason, count, criticals),
    body: [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'),
    severity: isOver ? 'ok' : criticals > 0 ? 'critical' : 'warning',
    alert: null,
    sticky: isUrgent,
    sound: isUrgent,
  };
};

const groupedTitle = (reason: NotificationReason, count: number, criticals: number): string => {
  const critical = criticals > 0 ? `, ${criticals} critical` : '';
  switch (reason) {
    case 'recovered':
      return `${count} alerts have recovered`;
    case 'repeated':
      return `${count} alerts are still firing${critical}`;
    case 'escalated':
      return `${count} alerts are escalated${critical}`;
    case 'suppression-ended':
      return `${count} alerts are no longer suppressed${critical}`;
    default:
      return `${count} alerts are firing${critical}`;
  }
};

/** Said on this desk alone: its own network is gone, and nothing is judged meanwhile. */
export const deskBlindMessage = (): Message => ({
  title: 'Watchroom is blind: no network',
  body: 'None of the connectivity probes answers. Targets are not judged until one does; nothing is counted as downtime.',
  severity: 'blind',
  alert: null,
  sticky: true,
  sound: false,
});

const CAUSE_WORDS = {
  asleep: 'asleep',
  offline: 'without network',
  stopped: 'not running',
  'source-failing': 'unable to read',
} as const;

/** The one summary after a stretch of not looking: how long, why, and what is wrong now. */
export const deskBackMessage = (
  cause: keyof typeof CAUSE_WORDS,
  length: Duration,
  firing: Readonly<Record<Severity, number>>,
): Message => {
  const open = firing.critical + firing.warning + firing.info;
  return {
    title: `Watchroom is back after ${sayLength(length)} ${CAUSE_WORDS[cause]}`,
    body:
      open === 0
        ? 'Every target was read again; nothing fires. The gap is shown as unobserved and counts neither way.'
        : `Every target was read again; ${open} ${open === 1 ? 'alert fires' : 'alerts fire'} (${firing.critical} critical).`,
    severity: firing.critical > 0 ? 'critical' : open > 0 ? 'warning' : 'ok',
    alert: null,
    sticky: false,
    sound: false,
  };
};

/** Beyond this a delivery says how late it is. */
export const LATE = 60_000;

/** The message as it leaves `late` milliseconds after it was decided. */
export const withLateness = (message: Message, late: number): Message =>
  late <= LATE ? message : { ...message, body: `${message.body}\nThis message is ${sayLength(late)} late.` };
